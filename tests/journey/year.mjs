// A year in the life of an association, played through a browser by its president: members from a file,
// the call for dues, 200 payments by five means, advances given back, cheques taken to the bank of which
// one comes back, a waiver, reminders, resignations, a new board. At the end every page says the same figure.
//
//   node year.mjs --mode all-in-one|separate --language ar,fr [--screens DIR]
//
// It is the running year: on its first day nobody is late yet, and the story cannot be played.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { asTyped, today } from "./days.mjs";
import { found } from "./founding.mjs";
import { contains } from "./papers.mjs";
import { Person, signIn } from "./person.mjs";
import { poll } from "./platform.mjs";
import { play } from "./stage.mjs";

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const MEMBERS = path.join(here, "members_casablanca.csv");
const PRESIDENT = { email: "presidente@exemple.ma", name: "Amina El Alaoui", password: "un long mot de passe 2026" };
const MEANS = ["cash", "cheque", "transfer", "card", "mobile"];
const PAYMENTS = 200;
/// Of 150 DH: every tenth pays 60.50, every twentieth this year and the next.
const FEE = 150_00;
/// Two refunds and a counter-receipt bear numbers of the same series.
const OTHER_PAPERS = 3;
const OPEN = 120 * FEE + 10 * (FEE - 60_50);

const YEAR = today().getUTCFullYear();
const FIRST = new Date(Date.UTC(YEAR, 0, 1));
/// The nth of so many days that are spread from the year's first to this one.
const spread = (nth, of) => new Date(FIRST.getTime() + Math.floor(((today() - FIRST) / 86_400_000) * (nth / of)) * 86_400_000);

async function year({ platform, browser, language, screens, directory, step }) {
  assert.ok(today() > FIRST, "nobody is late on the year's first day");
  const president = await Person.arrive(browser, { url: platform.url, language: "fr", at: language === "ar" ? "phone" : "desk", screens, name: "year" });
  const { page } = president;
  const payments = []; // pages of receipts, in their order
  let home;

  await step("1 founds the association and brings its 320 members", async () => {
    await signIn(president, PRESIDENT, language);
    home = await found(president, { name_ar: "جمعية سنة كاملة", name_fr: "Association d'une année", receipt: "500/2019", password: PRESIDENT.password });
    await president.open(`${home}/members/import`);
    await president.send({ file: MEMBERS });
    await president.press(); // the columns are as guessed
    const report = president.path;
    const ready = () => poll("the file is worked on", async () => {
      await president.open(report);
      return (await page.locator("#import progress, #import[data-every]").count()) === 0;
    });
    await ready();
    assert.deepEqual(await president.figures(), [320, 320, 0, 0]);
    await president.press();
    await ready();
    await president.look("imported");
  });

  await step("2 notes the board, sets the fee and calls the dues", async () => {
    for (const [member, office] of [["1", "president"], ["2", "treasurer"], ["3", "secretary_general"]]) {
      await president.open(`${home}/board/elect`);
      await president.send({ member, office, elected_on: asTyped(FIRST) });
      assert.equal(president.path, `${home}/board`);
    }
    await president.look("board");
    await president.open(`${home}/dues/fee?year=${YEAR}`);
    await president.send({ amount: "150", due_on: asTyped(FIRST) });
    await president.open(`${home}/dues/run?year=${YEAR}`);
    assert.equal((await president.figures())[0], 320);
    await president.look("call");
    await president.press('main form.sheet button[type="submit"]');
    assert.equal(president.path, `${home}/dues/arrears`);
    assert.deepEqual(await arrears(president, home), [320 * FEE, 320]);
  });

  await step(`3 takes ${PAYMENTS} payments by five means`, async () => {
    for (let nth = 0; nth < PAYMENTS; nth += 1) {
      await pay(president, home, nth);
      payments.push(president.path);
      if (nth === 0 || nth === 20) await president.look("payment");
    }
    assert.deepEqual(await arrears(president, home), [OPEN, 130], "120 paid nothing, 10 a part");
    await president.look("arrears");
  });

  await step("4 gives two advances back", async () => {
    for (const nth of [0, 20]) {
      await president.open(`${payments[nth]}/refund`);
      await president.send({ reason: "Départ à l'étranger" }, 'main form.sheet button[type="submit"]');
      assert.equal(president.path, payments[nth]);
    }
    await president.look("given-back");
  });

  await step("5 takes the cheques to the bank, and one comes back unpaid", async () => {
    await president.open(`${home}/dues/cheques`);
    const boxes = page.locator('main input[name="cheques"]');
    assert.equal(await boxes.count(), PAYMENTS / MEANS.length);
    for (let at = 0; at < PAYMENTS / MEANS.length; at += 1) await boxes.nth(at).check();
    await president.look("cheques");
    await president.send({ account: "51411" }, 'main form[action$="/dues/cheques"] button[type="submit"]');
    assert.match(president.path, /\/dues\/deposits\//);
    await president.look("slip");
    await president.open(`${payments[1]}/unpaid`);
    await president.send({ reason: "Sans provision" }, 'main form.sheet button[type="submit"]');
    assert.equal(president.path, payments[1]);
    await president.look("unpaid");
  });

  await step("6 waives what a sick member owes", async () => {
    const member = await memberPage(president, home, 320);
    await president.open(member);
    await president.follow('main a[href$="/waive"]');
    await president.send({ reason: "Maladie de longue durée" }, 'main form.sheet button[type="submit"]');
    await president.look("waived");
    // one more owes, one less
    assert.deepEqual(await arrears(president, home), [OPEN, 130]);
  });

  await step("7 reminds everybody who is late, once", async () => {
    await president.open(`${home}/dues/reminders/by-hand`);
    const [members, byMail, toCall] = await president.figures();
    assert.equal(members, 130);
    assert.equal(byMail + toCall, members);
    await president.look("whom-to-remind");
    await president.press('main form.sheet button[type="submit"]', { clickCount: 2 });
    assert.equal(president.path, `${home}/dues/reminders`);
    await president.look("reminded");
    const mails = async () => (await platform.mails()).filter((mail) => /150,00|89,50/.test(mail.text));
    const sent = await poll("the mails are sent", async () => {
      const found = await mails();
      return found.length >= byMail && found;
    });
    assert.equal(sent.length, byMail, "each has one");
    assert.equal(new Set(sent.flatMap((mail) => mail.recipients)).size, byMail, "and nobody two");
    await president.open(`${home}/dues/reminders/by-hand`);
    assert.equal((await president.figures())[0], 0, "nobody is reminded twice in a day");
  });

  await step("8 notes four resignations, the treasurer's among them", async () => {
    for (const number of [2, 251, 252, 253]) {
      const member = await memberPage(president, home, number);
      await president.open(`${member}/status?status=resigned`);
      await president.send({ status: "resigned", reason: "Démission écrite" }, 'main form.sheet button[type="submit"]');
      assert.equal(president.path, member);
    }
    await president.look("resigned");
    assert.equal((await arrears(president, home))[0], OPEN, "who leaves owes what was owed");
    await president.open(`${home}/board`);
    assert.equal(await page.locator('main a[href*="/board/mandates/"]').count() > 0, true);
    await president.look("board-without-treasurer");
  });

  await step("9 notes a new treasurer and a new president", async () => {
    await president.open(`${home}/board/elect`);
    await president.send({ member: "5", office: "treasurer", elected_on: asTyped(today()) });
    await president.open(`${home}/board`);
    const mandates = await page.locator('main a[href*="/board/mandates/"]').evaluateAll((links) => links.map((link) => link.getAttribute("href").split("?")[0]));
    await president.open(`${mandates[0]}?act=replace`);
    await president.send({ member: "4", reason: "replacement", elected_on: asTyped(today()) }, 'main form.sheet button[type="submit"]');
    assert.equal(president.path, `${home}/board`);
    await president.look("new-board");
    const { bytes } = await president.download(`${home}/board/list.pdf`);
    assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  });

  await step("10 takes four late payments and calls the next year", async () => {
    for (let nth = PAYMENTS; nth < PAYMENTS + 4; nth += 1) await pay(president, home, nth, { method: "cash" }, OTHER_PAPERS);
    await president.open(`${home}/dues/fee?year=${YEAR + 1}`);
    await president.send({ amount: "150" });
    await president.open(`${home}/dues/run?year=${YEAR + 1}`);
    assert.equal((await president.figures())[0], 316, "nobody who left");
    await president.press('main form.sheet button[type="submit"]');
    await president.look("next-year");
  });

  await step("11 finds that members and books say the same", async () => {
    const [open] = await arrears(president, home);
    assert.equal(open, OPEN - 4 * FEE + (316 - 8) * FEE, "eight had paid a year before");
    const balance = () => balances(president, home);
    await president.open(`${home}/books`);
    await president.reloadUntil("all entries are posted", async () => (await balance())["34281"] === open);
    await president.look("trial-balance");
    const all = await balance();
    assert.equal(all["44281"] ?? 0, 0, "no advance is left: the next year took them");
    assert.equal(Object.values(all).reduce((sum, one) => sum + one, 0), 0, "the books balance");
    await president.open(`${home}/dues/reminders`);
    assert.equal(await page.locator("main .banner.bad").count(), 0, "no difference is told");

    const { bytes } = await president.download(`${home}/books/export.ledger?year=${YEAR}`);
    const journal = path.join(directory, "export.ledger");
    await writeFile(journal, bytes);
    const { stdout } = await run("hledger", ["-f", journal, "balance", "-N", "-O", "csv"], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
    contains(stdout, "34281");
  });

  return [president];
}

// --- its parts -----------------------------------------------------------------------------------

async function pay(person, home, nth, more = {}, papers = 0) {
  const { page } = person;
  const whole = nth % 10 !== 0 || nth >= PAYMENTS;
  const twoYears = !whole && nth % 20 === 0;
  const method = MEANS[nth % MEANS.length];
  const values = { member: String(nth + 1), year: String(YEAR), amount: whole ? "150" : twoYears ? "300" : "60,50", method, paid_on: asTyped(spread(nth, PAYMENTS + 4)), ...more };
  if (values.method !== "cash") values.reference = String(4000 + nth);
  await person.open(`${home}/dues/payments/new`);
  await person.fill(values);
  if (twoYears) await page.locator('main form [name="advance"]').check();
  await person.press();
  assert.match(person.path, /\/dues\/payments\/[0-9a-f-]{36}$/, `the payment of member ${values.member}: ${await page.locator("main").innerText()}`);
  await contains(page.locator("h1"), `${YEAR}-${String(nth + 1 + papers).padStart(5, "0")}`); // without a gap
}

/// What is open in centimes, and of how many members.
async function arrears(person, home) {
  await person.open(`${home}/dues/arrears`);
  const [open] = await person.amounts("main li.figure");
  return [open, (await person.figures())[1]];
}

/// The path of a member's record.
async function memberPage(person, home, number) {
  await person.open(`${home}/members?search=${number}`);
  const row = person.page.locator("#results tbody tr", { has: person.page.getByText(String(number), { exact: true }) });
  const link = row.locator('a[href*="/members/"]').first();
  return (await link.getAttribute("href")).split("?")[0];
}

/// Balances by account, debit positive, in centimes.
async function balances(person, home) {
  if (person.path !== `${home}/books`) await person.open(`${home}/books`);
  const accounts = await person.texts("main tbody tr > :first-child bdi:first-of-type");
  const [debit, credit] = await Promise.all([4, 5].map((n) => person.amounts(`main tbody tr > :nth-child(${n})`)));
  return Object.fromEntries(accounts.map((account, at) => [account, debit[at] - credit[at]]));
}

await play({ name: "year", minutes: 30, accounts: [PRESIDENT], story: year });
