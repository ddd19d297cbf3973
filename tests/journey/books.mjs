// The books of a year, kept twice through a browser: in words on a phone, by somebody who never sees an
// account or a side, and in entries of accounts at a desk. Both come to the same to the centime, and so do
// ledger and hledger.
//
//   node books.mjs --mode all-in-one|separate --language ar,fr [--screens DIR]
//
// It is the year before this one: that one can be closed.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { asTyped, today } from "./days.mjs";
import { found } from "./founding.mjs";
import { Person, signIn } from "./person.mjs";
import { play } from "./stage.mjs";

const run = promisify(execFile);
const TREASURER = { email: "tresoriere@exemple.ma", name: "Nadia Berrada", password: "un long mot de passe 2026" };
const YEAR = today().getUTCFullYear() - 1;
const [CASH, BANK] = ["51611", "51411"];

/// What happened: its words, its day, its dirhams, and what an accountant would write for it (debit, credit).
const HAPPENED = [
  ["in", "donation", "05/01", "12 000", BANK, "", BANK, "71841"],
  ["in", "grant-commune", "20/01", "30 000,00", BANK, "", BANK, "71614"],
  ["transfer", "", "22/01", "3000", BANK, CASH, CASH, BANK],
  ["out", "office", "25/01", "412,50", CASH, "", "61254", CASH],
  ["out", "rent", "31/01", "2500", BANK, "", "61312", BANK],
  ["debt", "printing", "10/02", "1 860", "", "", "61446", "4411"],
  ["out", "utilities", "15/02", "٣٨٧,٢٥", CASH, "", "61251", CASH],
  ["out", "rent", "28/02", "2500", BANK, "", "61312", BANK],
  ["out", "debt-supplier", "05/03", "1860", BANK, "", "4411", BANK],
  ["claim", "grant-region", "12/03", "15000", "", "", "34512", "71612"],
  ["in", "event", "20/03", "6 745", CASH, "", CASH, "71245"],
  ["transfer", "", "21/03", "6000", CASH, BANK, BANK, CASH],
  ["out", "transport", "02/04", "980", CASH, "", "61427", CASH],
  ["in", "claim-grant", "30/04", "15000", BANK, "", BANK, "34512"],
  ["out", "training", "14/05", "4 200", BANK, "", "61438", BANK],
  ["out", "insurance", "01/06", "1 150,75", BANK, "", "61341", BANK],
  ["in", "activity", "18/06", "2 300", CASH, "", CASH, "71244"],
  ["in", "advance-received", "30/06", "500", CASH, "", CASH, "44882"],
  ["out", "aid", "15/07", "1 200", CASH, "", "61463", CASH],
  ["out", "debt-member", "31/07", "500", CASH, "", "44882", CASH],
  ["out", "phone", "10/09", "299", BANK, "", "61455", BANK],
  ["debt", "fees", "31/10", "3 000", "", "", "61365", "4411"],
  ["out", "bank-fees", "30/11", "165", BANK, "", "61473", BANK],
  ["in", "interest", "31/12", "88,40", BANK, "", BANK, "7381"],
];
/// Words that whoever keeps books in words never meets, in the languages of the pages.
const SIDES = /مدين|دائن|débit|crédit|\bdebit|\bcredit/i;

async function books({ platform, browser, language, screens, directory, step }) {
  const inWords = await Person.arrive(browser, { url: platform.url, language: "fr", at: "phone", screens, name: "words" });
  const expert = await Person.arrive(browser, { url: platform.url, language: "fr", at: "desk", screens, name: "expert" });
  let told, written;

  await step("1 founds two associations", async () => {
    await signIn(inWords, TREASURER, language);
    told = await found(inWords, { name_ar: "جمعية الكلمات", name_fr: "Association des mots", receipt: "501/2019", password: TREASURER.password });
    written = await found(inWords, { name_ar: "جمعية الحسابات", name_fr: "Association des comptes", receipt: "502/2019", password: TREASURER.password });
    await expert.context.addCookies(await inWords.context.cookies());
    await inWords.open(`${told}/books/size`);
    await inWords.look("size");
    await inWords.send({ size: "super_simplified" }, 'main form.sheet button[type="submit"]');
    assert.equal(inWords.path, `${told}/books/money`);
    await inWords.open(`${told}/books`);
    assert.equal(inWords.path, `${told}/books/money`, "the books of accounts are out of the way");
  });

  await step("2 keeps the year in words, on a phone", async () => {
    const { page } = inWords;
    for (const [at, [act, occasion, day, amount, place, to]] of HAPPENED.entries()) {
      await inWords.open(`${told}/books/money/new?act=${act}`);
      if (at < 3) await inWords.look(`told-${act}`);
      assert.doesNotMatch(await page.locator("body").innerText(), SIDES);
      const values = { amount, posted_on: `${day}/${YEAR}` };
      if (occasion) values.occasion = occasion;
      if (place) values.place = place;
      if (to) values.to = to;
      await inWords.send(values, 'main form.sheet button[type="submit"]');
      assert.equal(inWords.path, `${told}/books/money`, await page.locator("main").innerText());
      assert.doesNotMatch(await page.locator("body").innerText(), SIDES);
    }
    await inWords.look("money");
  });

  await step("3 keeps the same year in accounts, at a desk", async () => {
    expert.language = language; // the cookie's
    await expert.open(`${written}/books`);
    if (language !== "fr") await expert.reads("fr");
    for (const [at, [, occasion, day, amount, , , debit, credit]] of HAPPENED.entries()) {
      await expert.open(`${written}/books/entries/new`);
      const values = { posted_on: `${day}/${YEAR}`, label: occasion || "virement" };
      Object.assign(values, { "lines.0.account": debit, "lines.0.debit": amount, "lines.1.account": credit, "lines.1.credit": amount });
      await expert.send(values, 'main form.sheet button[type="submit"]');
      assert.match(expert.path, /\/books\/journal\/[0-9a-f-]{36}$/, await expert.page.locator("main").innerText());
      if (at === 0) await expert.look("entry");
    }
  });

  await step("4 finds both books the same, as ledger and hledger do", async () => {
    const expected = oracle();
    for (const [person, home] of [[inWords, told], [expert, written]]) {
      const { bytes } = await person.download(`${home}/books/export.ledger?year=${YEAR}`);
      const journal = path.join(directory, "export.ledger");
      await writeFile(journal, bytes);
      for (const [program, ...rest] of [["hledger", "balance", "--flat", "-N", "-O", "csv"], ["ledger", "--flat", "--no-total", "--balance-format", '"%(account)","%(display_total)"\n', "balance"]]) {
        const { stdout } = await run(program, ["-f", journal, ...rest], { env: { ...process.env, LC_ALL: "C.UTF-8" } });
        assert.deepEqual(balances(stdout), expected, `${program}, ${home}`);
      }
    }
    await expert.open(`${written}/books?year=${YEAR}`);
    await expert.look("trial-balance");
  });

  await step("5 closes the year, and carries its result as the assembly decided", async () => {
    const results = [];
    for (const [person, home] of [[inWords, told], [expert, written]]) {
      await person.open(`${home}/books/closing?year=${YEAR}`);
      await person.look("before-closing");
      await person.press('main form.sheet[action$="/books/closing"] button[type="submit"]', { clickCount: 2 });
      await person.look("closed");
      results.push((await person.amounts("main li.figure"))[0]);
      await person.send({ decided_on: asTyped(today()), reference: "PV n° 1" }, 'main form.sheet[action$="/books/closing/result"] button[type="submit"]');
      await person.look("carried");
      if (person === inWords) assert.doesNotMatch(await person.page.locator("body").innerText(), SIDES);
    }
    const result = -Object.entries(oracle()).reduce((sum, [account, balance]) => (/^[67]/.test(account) ? sum + balance : sum), 0);
    assert.deepEqual(results, [result, result]);
  });

  await step("6 writes nothing more into it", async () => {
    await inWords.open(`${told}/books/money/new?act=out`);
    await inWords.sendWrong("posted_on", { amount: "10", occasion: "rent", place: CASH, posted_on: `31/12/${YEAR}` }, 'main form.sheet button[type="submit"]');
    await inWords.look("refused");
  });

  return [inWords, expert];
}

// --- its parts -----------------------------------------------------------------------------------

const centimes = (text) => Math.round(Number(text.replace(/[٠-٩]/g, (digit) => "٠١٢٣٤٥٦٧٨٩".indexOf(digit)).replace(/\s/g, "").replace(",", ".")) * 100);

/// The balance of each account that has one, from what happened alone.
function oracle() {
  const sums = {};
  for (const [, , , amount, , , debit, credit] of HAPPENED) {
    sums[debit] = (sums[debit] ?? 0) + centimes(amount);
    sums[credit] = (sums[credit] ?? 0) - centimes(amount);
  }
  return Object.fromEntries(Object.entries(sums).filter(([, sum]) => sum !== 0).sort());
}

/// The same, as one of the programs prints it: the account's code begins the last part of its name.
function balances(csv) {
  const rows = csv.trim().split("\n").map((line) => line.match(/^"([^"]*)","([^"]*)"$/)).filter((row) => row && row[1].includes(":"));
  return Object.fromEntries(rows.map(([, name, amount]) => [name.split(":").at(-1).split(" ")[0], centimes(amount.replace(" MAD", ""))]).sort());
}

await play({ name: "books", minutes: 30, accounts: [TREASURER], story: books });
