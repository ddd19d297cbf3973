// The whole path through a real browser: from an empty directory to balanced books and a convened
// assembly. The same text in both modes and in both languages.
//
//   node journey.mjs --mode all-in-one|separate --language ar,fr [--screens DIR]
//
// NASSIJ_TEST_BINARY, and for "separate" NASSIJ_TEST_POSTGRES, NASSIJ_TEST_REDIS and
// NASSIJ_TEST_PYTHON come from ./test.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { asTyped, daysFromNow, isoDate, today } from "./days.mjs";
import { contains, listed, pdfText, printed } from "./papers.mjs";
import { Person, signIn } from "./person.mjs";
import { poll } from "./platform.mjs";
import { play } from "./stage.mjs";

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const MEMBERS = path.join(here, "members_casablanca.csv");
// more than three times what a quiet machine with two cores needs for two journeys at once
const MINUTES = 8;

const NAME_AR = "جمعية نسيج الأحياء للثقافة والتضامن";
const NAME_FR = "Association Tissu des quartiers";
const HUB = "casablanca-settat";
const PRESIDENT = { email: "presidente@exemple.ma", password: "un long mot de passe 2026" };
const COORDINATOR = { email: "coordination@exemple.ma", name: "Coordination Casablanca", password: "trois mots pour le hub" };
const STRANGER = { email: "voisine@exemple.ma", name: "Voisine Curieuse", password: "trois autres mots ici" };

// the sample's second and third members have an address
const DEFERRED = "ghizlane.mezouar2@courriel.exemple.ma";
const REFUSED = "aziz.benchekroun3@exemple.ma";

// --- the journey ---------------------------------------------------------------------------------

async function journey({ platform, browser, mode, language, screens, directory, step }) {
  const arrive = (name, more) => Person.arrive(browser, { url: platform.url, language, at: language === "ar" ? "phone" : "desk", screens, name, ...more });
  const members = listed(await readFile(MEMBERS, "utf8"));
  const withoutAddress = members.filter((member) => !member.email);
  assert.deepEqual([members.length, withoutAddress.length], [320, 62], "the sample is the known one");

  const president = await arrive("president");
  const { page } = president;
  const people = [president];
  const year = today().getUTCFullYear();
  let home; // /a/{slug}

  await step("1 registers, confirms by the mailed link, signs in", async () => {
    const { email, password } = PRESIDENT;
    await president.open("/");
    await president.look("landing");
    await president.follow("/register");
    await president.sendWrong("password", { name: "أمينة العلوي", email, password: "court" });
    await president.look("password-refused");
    await president.send({ password });
    assert.equal(president.path, "/register/sent");
    await president.look("look-at-your-mail");

    const link = await confirmationLink(president, platform, mode, email);
    await president.look("confirm");
    await president.press();
    assert.equal(president.path, "/sign-in");
    await president.open(link);
    await president.press();
    await president.complains({}); // a link works once

    await president.follow("/sign-in");
    await president.send({ email, password: "not the password" });
    await president.complains({ email });
    await president.send({ email, password });
    assert.equal(president.path, "/associations");
    await president.look("no-association-yet");
  });

  await step("2 creates an association in three screens", async () => {
    const next = 'button[name="act"][value="next"]';
    await president.follow("/associations/new");
    await president.look("founding-names");
    await president.send({ name_ar: NAME_AR, name_fr: NAME_FR }, next);
    await president.send({ commune_search: "Atlantis", founded_on: "12/03/2019" }, next);
    await president.complains({ founded_on: "12/03/2019" }); // there is no such commune
    await president.fill({ commune_search: language === "ar" ? "أنفا" : "anfa" });
    await president.fill({ commune: "06.141.01.01" });
    await president.look("founding-commune");
    await president.press(next);
    await president.look("founding-receipt");
    await president.send({ receipt_number: "417/2019", processor_agreement: true }, next);
    home = new URL(page.url()).searchParams.get("next").replace(/\/$/, "");
    assert.match(home, /^\/a\/[a-z0-9-]+$/, "the workspace is ready at once");
    const again = await president.sendAgain();
    assert.deepEqual(again, { status: 303, location: `${home}/` }, "sent twice, founded once");
    await president.guard(PRESIDENT.password);
    assert.equal(president.path, `${home}/`);
    await contains(page.locator("h1"), language === "ar" ? NAME_AR : NAME_FR);
    assert.deepEqual((await president.figures())[0], 0);
    await president.look("home-empty");
  });

  await step("  a stranger sees nothing of it and cannot take its receipt number", async () => {
    // without scripts: everything works then too
    const stranger = await arrive("stranger", { language: "fr", scripts: false });
    people.push(stranger);
    await signIn(stranger, STRANGER, language);
    const next = 'button[name="act"][value="next"]';
    await stranger.open("/associations/new");
    await stranger.send({ name_ar: "جمعية الجيران", name_fr: "Association des voisins" }, next);
    await stranger.send({ commune_search: "anfa" }, 'button[name="act"][value="search"]');
    await stranger.send({ commune: "06.141.01.01", founded_on: "2020-01-31" }, next);
    await stranger.sendWrong("receipt_number", { receipt_number: "417/2019", processor_agreement: true }, next);
    await stranger.look("receipt-number-taken");
    await stranger.send({ receipt_number: "418/2019", processor_agreement: true }, next);
    await stranger.guard(STRANGER.password);
    const theirs = stranger.path;
    await stranger.refused(`${home}/`, [404]);
    await stranger.refused(`${home}/members`, [404]);
    await president.refused(`${theirs}members`, [404]);
    await president.look("nothing-here");
    await president.open(`${home}/`);
    await convenesNobody(stranger, theirs);
  });

  await step("3 imports 320 members after a look at what would happen", async () => {
    const list = `${home}/members`;
    const isEmpty = async () => {
      await president.open(list);
      assert.ok(await page.locator("#results .empty").isVisible(), "nothing is written before confirming");
    };
    await president.follow(list);
    await president.look("members-empty");
    await president.follow(`${list}/import`);
    await president.send({ file: { name: "members.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj\n") } });
    await president.complains({});
    await president.look("wrong-file");
    await president.send({ file: { name: "large.csv", mimeType: "text/csv", buffer: Buffer.alloc(11 << 20, "a,b\n") } });
    assert.equal(president.lastStatus, 413, "too large a file is refused");
    await president.look("large-file");
    await president.open(`${list}/import`);
    // the columns are as guessed; then the check goes on by itself
    const check = async (look) => {
      await president.look(look);
      await president.press();
      const report = president.path;
      await poll("the file is checked", async () => {
        await president.open(report);
        return (await page.locator("#import progress, #import[data-every]").count()) === 0;
      });
    };
    await president.send({ file: { name: "broken.csv", mimeType: "text/csv", buffer: Buffer.from(brokenCsv()) } });
    await check("import-columns-broken");
    assert.deepEqual(await president.figures(), [4, 2, 0, 2], "lines, new, known, broken");
    const closed = page.locator("main details:not([open]) > summary");
    while (await closed.count()) await closed.first().click();
    assert.deepEqual((await president.texts("main table tbody th")).slice(0, 2).sort(), ["3", "5"], "broken lines are named");
    await president.look("import-broken-lines");
    await isEmpty();

    await president.follow(`${list}/import`);
    await president.send({ file: MEMBERS });
    await check("import-columns");
    const preview = president.path;
    assert.deepEqual(await president.figures(), [320, 320, 0, 0]);
    await president.look("import-preview");
    await isEmpty();
    await president.open(preview);
    await president.press();
    assert.equal(president.path, preview);
    const again = await president.sendAgain();
    assert.ok(again.status === 303 || again.status === 409, `confirmed twice: ${again.status}`);
    await poll("the members are written", async () => {
      await president.open(preview);
      return (await page.locator("#import progress, #import[data-every]").count()) === 0;
    });
    assert.deepEqual(await president.figures(), [320, 320, 0, 0]);
    await president.look("import-done");
    await president.open(list);
    await president.look("members");
    await president.open(`${home}/`);
    assert.equal((await president.figures())[0], 320);
    await president.open(`${list}?search=${encodeURIComponent("بوعزة")}`);
    assert.ok((await president.texts("#results tbody tr")).length > 0, "a member is found by the Arabic name");
  });

  const payments = [
    { member: "1", method: "cash", amount: "250", words: "deux cent cinquante dirhams" },
    { member: "2", method: "transfer", amount: "250", reference: "VIR 7781", words: "deux cent cinquante dirhams" },
    { member: "3", method: "cheque", amount: "250", reference: "CHQ 120045", words: "deux cent cinquante dirhams" },
    { member: "4", method: "cash", amount: "250", words: "deux cent cinquante dirhams" },
    { member: "5", method: "transfer", amount: "125,50", reference: "VIR 7782", words: "cent vingt-cinq dirhams et cinquante centimes" },
  ];

  await step("4 sets a fee and records five payments, each with its receipt", async () => {
    await president.open(`${home}/`);
    await president.follow(`${home}/dues`);
    await president.follow(`a[href^="${home}/dues/fee"]`);
    await president.sendWrong("amount", { amount: "-250" });
    await president.sendWrong("amount", { amount: "250,125" });
    await president.look("fee-refused");
    await president.send({ amount: "250" });
    assert.equal(president.path, `${home}/dues`);

    for (const payment of payments) await recordPayment(president, home, year, payment);

    await president.open(`${home}/dues`);
    assert.equal((await president.texts("main tbody tr")).length, 5);
    await president.look("dues");
  });

  await step("5 finds the books balanced, each line leading to its receipt", async () => {
    await president.follow(`${home}/books`);
    // the entries come by events
    // each of them owes the fee, and who paid a part of it still owes the rest
    const total = payments.length * 250_00;
    const column = (n) => president.amounts(`main tbody tr > :nth-child(${n})`);
    const sum = async (n) => (await column(n)).reduce((a, b) => a + b, 0);
    await president.reloadUntil("all entries are posted", async () => (await sum(2)) === total);
    assert.deepEqual(await Promise.all([2, 3, 4, 5].map(sum)), [total, total, total, total], "debit and credit, movements and balances");
    assert.deepEqual(await president.amounts("main tfoot td"), [total, total, total, total], "the foot is the sum");
    await president.look("trial-balance");

    await president.follow(`a[href^="${home}/books/journal"]`);
    await president.look("journal");
    const entries = page.locator("article.card");
    assert.equal(await entries.count(), 5);
    const debits = await president.amounts("article.card tbody tr > :nth-child(2)");
    const credits = await president.amounts("article.card tbody tr > :nth-child(3)");
    assert.equal(debits.reduce((a, b) => a + b), credits.reduce((a, b) => a + b));
    const receipts = await entries.locator(`a[href^="${home}/dues/payments/"]`).evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(new Set(receipts), new Set(payments.map((payment) => payment.page)), "each entry leads to its own receipt");
    await president.follow(receipts[0]);
    await contains(page.locator("h1"), `${year}-0000`);
    await president.look("receipt");

    const { bytes } = await president.download(`${home}/books/export.ledger?year=${year}`);
    const journal = path.join(directory, "export.ledger");
    await writeFile(journal, bytes);
    const { stdout } = await run("hledger", ["-f", journal, "balance", "-N"], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
    assert.ok(stdout.trim().split("\n").length >= 3, "another program reads the books, and finds them balanced");
  });

  let assembly, board;
  await step("6 plans an assembly, convenes 320 electors, follows the mailing", async () => {
    await president.follow(`${home}/assemblies`);
    await president.follow(`${home}/assemblies/new`);
    const plan = { time: "18:30", place: "دار الشباب، شارع الزرقطوني", agenda: "التقرير الأدبي\nRapport financier\nانتخاب المكتب" };
    await president.sendWrong("held_on", { ...plan, held_on: asTyped(daysFromNow(-1)) });
    await president.look("assembly-in-the-past");
    await president.reads(language === "ar" ? "fr" : "ar");
    assert.equal(await president.page.locator('[name="place"]').inputValue(), plan.place, "what was typed comes along");
    await president.reads(language);
    await president.send({ ...plan, held_on: asTyped(daysFromNow(21)) });
    assembly = president.path;
    assert.deepEqual(await president.figures(), [320, 258, 62]);
    await president.look("last-look-before-convening");
    await president.press(`main form[action="${assembly}"] button[type="submit"]`, { clickCount: 2 });
    board = president.path;
    assert.match(board, /\/campaigns\/[0-9a-f-]{36}$/);
    const again = await president.sendAgain();
    assert.ok([303, 409].includes(again.status), `convened twice: ${again.status}`);
    await page.locator("#board progress").waitFor();
    await president.look("mailing-board");

    // the page changes by itself; nobody reloads it
    await page.locator("#board:not([data-every])").waitFor({ state: "attached", timeout: 0 });
    const counts = await countsOfBoard(president);
    assert.equal(counts.all, 320);
    assert.deepEqual([counts.sent, counts.bounced, counts.no_address], mode === "separate" ? [257, 1, 62] : [258, 0, 62]);
    await president.look("mailing-finished");

    const mails = (await platform.mails()).filter((mail) => mail.parts.some((part) => part.type === "text/calendar"));
    const addressed = mails.map((mail) => mail.recipients);
    assert.ok(addressed.every((one) => one.length === 1), "one mail, one recipient");
    assert.ok(mails.every((mail) => mode === "all-in-one" || (mail.envelope.length === 1 && mail.envelope[0] === mail.recipients[0])));
    const wanted = members.filter(({ email }) => email && (mode === "all-in-one" || email !== REFUSED)).map(({ email }) => email);
    assert.deepEqual(addressed.flat().sort(), wanted.sort(), "each elector with an address has one mail, nobody has two");
    await checkConvocation(platform, mails.find((mail) => mail.recipients[0] === DEFERRED), directory, language);

    await president.open(assembly);
    await president.look("assembly-convened");
    await president.follow(`${assembly}/by-hand`);
    await president.look("by-hand");
    const byHand = await president.allRows("main tbody tr");
    assert.equal(byHand.length, 62);
    for (const [at, row] of byHand.entries()) assert.ok(row.includes(withoutAddress[at].ar) && row.includes(withoutAddress[at].fr), `${row} is by hand`);
  });

  await step("7 the hub sees figures, enters by consent only, and leaves at once", async () => {
    const coordinator = await arrive("coordinator", { language: "fr" });
    people.push(coordinator);
    const territory = `/hub/${HUB}/`;
    await signIn(coordinator, COORDINATOR, language);
    await coordinator.look("my-hub");
    await coordinator.follow(territory);
    await coordinator.guard(COORDINATOR.password);
    assert.equal(coordinator.path, territory);
    const row = coordinator.page.locator("main tbody tr", { hasText: language === "ar" ? NAME_AR : NAME_FR });
    const dates = row.locator("time");
    await coordinator.reloadUntil("the figures arrive", async () => (await row.innerText()).includes("320") && (await dates.count()) === 3);
    const shown = await row.innerText();
    assert.ok(/\b1%/.test(shown), `four of 320 have paid in full: ${shown}`);
    const days = await dates.evaluateAll((times) => times.map((time) => time.dateTime.slice(0, 10)));
    assert.deepEqual(days, [isoDate(daysFromNow(21)), isoDate(today()), isoDate(today())], "last assembly, last entry, the founder's presence");
    tellsNoName(await coordinator.page.content(), members);
    await coordinator.look("territory");
    tellsNoName(await coordinator.refused(`${home}/members`), members);
    tellsNoName(await coordinator.refused(`${home}/`), members);
    await coordinator.look("closed-to-the-hub");

    const reason = "مساعدة على إعداد التقرير المالي";
    await president.open(`${home}/`);
    await president.follow(`${home}/settings`);
    await president.follow(`${home}/consents`);
    assert.equal(await president.field("days").inputValue(), "7", "a week is offered");
    await president.sendWrong("reason", { reason: "" });
    await president.send({ reason }, 'main form.sheet button[type="submit"]');
    await president.look("consent-given");

    await coordinator.open(territory);
    await coordinator.follow(`${home}/`);
    await coordinator.follow(`${home}/members`);
    assert.ok(await coordinator.page.locator(".banner.visitor").isVisible(), "a banner says who is visiting whom");
    await contains(coordinator.page.locator("#results"), members[0][language]);
    await coordinator.look("inside-by-consent");
    await coordinator.refused(`${home}/members/new`, [403, 404]);

    await president.follow(`${home}/settings`);
    await president.follow(`${home}/audit`);
    await president.reloadUntil("the board sees the visit", async () => (await president.page.locator("main tbody tr").allTextContents()).some((text) => text.includes(COORDINATOR.name) && text.includes("/members")));
    await president.look("audit");

    await president.follow(`${home}/settings`);
    await president.follow(`${home}/consents`);
    await president.press('button[name="revoke"]');
    tellsNoName(await coordinator.refused(`${home}/members`), members);
    await coordinator.look("closed-again");
    await coordinator.open(territory);
    assert.equal(await coordinator.page.locator(`a[href="${home}/"]`).count(), 0);
    await president.look("consent-revoked");
  });

  return people;
}

// --- its parts -----------------------------------------------------------------------------------

/// Only this differs between the modes: where a mail is read. Ends at the page the link leads to.
async function confirmationLink(person, platform, mode, email) {
  if (mode === "all-in-one") {
    await person.follow("/outbox");
    await person.reloadUntil("the mail is in the outbox", async () => (await person.page.locator("main li", { hasText: email }).count()) > 0);
    await person.look("outbox");
    await person.follow(`main li:has-text("${email}") a`);
    const link = await person.page.locator('main a[href^="/confirm"]').getAttribute("href");
    await person.follow(link);
    return link;
  }
  const mail = await poll("the mail arrives", async () => (await platform.mails()).find((one) => one.recipients.includes(email)));
  const link = mail.text.match(/https?:\/\/\S+\/confirm\S+/)[0];
  await person.open(link);
  return link;
}

async function recordPayment(person, home, year, payment) {
  const number = `${year}-0000${payment.member}`;
  const { member, method, amount, reference = "" } = payment;
  await person.open(`${home}/dues/payments/new`);
  if (member === "1") {
    assert.equal(await person.field("amount").inputValue(), "250", "the fee is offered");
    await person.sendWrong("amount", { member, method, amount: "-1" });
    await person.sendWrong("amount", { member, method, amount: "1,005" });
    await person.look("payment-refused");
    await person.sendWrong("member", { member: "999", amount });
  }
  if (method === "cheque") await person.sendWrong("reference", { member, method, amount });
  // the reference is not asked for cash
  await person.fill({ member, method, amount, ...(method === "cash" ? {} : { reference }) });
  // in a hurry
  await person.press('main form[method="post"] button[type="submit"]', { clickCount: 2 });
  payment.page = person.path;
  await contains(person.page.locator("h1"), number);
  assert.equal((await person.sendAgain()).location, payment.page, "the same form again, the same receipt");

  const link = person.page.locator('main a[href$="/receipt.pdf"]');
  const { type, bytes } = await person.download(await link.getAttribute("href"));
  assert.equal(type, "application/pdf");
  const text = await pdfText(bytes);
  for (const part of [number, payment.words, "وصل", NAME_AR, NAME_FR]) printed(text, part);
}

async function convenesNobody(person, home) {
  await person.open(`${home}assemblies/new`);
  await person.send({ held_on: asTyped(daysFromNow(30)), place: "Maison des jeunes" });
  await person.press(`main form[action="${person.path}"] button[type="submit"]`);
  await person.complains({});
}

/// The numbers on the tabs of the mailing board.
async function countsOfBoard(person) {
  const tabs = await person.page.locator("#board .tabs a").evaluateAll((links) => links.map((link) => [new URL(link.href).searchParams.get("state") ?? "all", Number(link.querySelector("bdi").innerText)]));
  return { sent: 0, bounced: 0, no_address: 0, ...Object.fromEntries(tabs) };
}

async function checkConvocation(platform, { file }, directory, language) {
  const [mail] = await platform.readMails([file], directory);
  const pdf = mail.parts.find((part) => part.type === "application/pdf");
  const text = await pdfText(await readFile(pdf.path));
  for (const part of [NAME_AR, NAME_FR, "دعوة", "Convocation", "انتخاب المكتب", "18:30"]) printed(text, part);
  const calendar = mail.parts.find((part) => part.type === "text/calendar").text.replace(/\r\n[ \t]/g, "");
  const start = isoDate(daysFromNow(21)).replaceAll("-", "");
  // 18:30 in Morocco, which is an hour before or none, by the season
  assert.match(calendar, new RegExp(`^BEGIN:VCALENDAR[^]*BEGIN:VEVENT[^]*DTSTART:${start}T1[78]3000Z`));
  contains(mail.text, language === "ar" ? NAME_AR : NAME_FR);
}

/// Two good members, one without a name, one with an impossible date. Lines are counted as an editor does.
function brokenCsv() {
  return [
    "Prénom;Nom;Date de naissance;E-mail",
    "Karim;Zeroual;12/05/1980;karim@exemple.ma",
    ";;01/01/1990;personne@exemple.ma",
    "Nora;Hajji;07/07/1977;",
    "Samir;Alaoui;31/02/1985;samir@exemple.ma",
    "",
  ].join("\r\n");
}

/// A hub learns figures: no name, address or number of any member.
function tellsNoName(html, members) {
  const page = html.toLowerCase();
  for (const { ar, fr, email, phone } of members) {
    // a phone may be shown as 06… or +2126…
    for (const part of [ar, fr, email, phone.slice(1)]) assert.ok(!part || !page.includes(part.toLowerCase()), `the page tells of ${part}`);
  }
}

await play({
  name: "journey",
  minutes: MINUTES,
  accounts: [{ ...COORDINATOR, role: "coordinator", hub: HUB }, STRANGER],
  mails: { refused: REFUSED, deferred: DEFERRED },
  story: journey,
});
