// Founding an association through its three pages.

/// Gives the address of its pages. The first office needs a second factor.
export async function found(person, { name_ar, name_fr, receipt, password }) {
  const next = 'button[name="act"][value="next"]';
  await person.open("/associations/new");
  await person.send({ name_ar, name_fr }, next);
  await person.fill({ commune_search: "anfa", founded_on: "12/03/2019" });
  await person.fill({ commune: "06.141.01.01" });
  await person.press(next);
  await person.send({ receipt_number: receipt, processor_agreement: true }, next);
  const asked = new URL(person.page.url()).searchParams.get("next");
  if (asked) await person.guard(password);
  return (asked ?? person.path).replace(/\/$/, "");
}
