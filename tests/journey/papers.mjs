// What stands in papers and in the sample.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";

/// Spaces and marks of direction are a matter of layout.
const bare = (text) => text.normalize("NFKC").replace(/[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/g, "");

/// The same for PDF: pdftotext gives the two letters of the lam-alef ligature in either order.
const unjoined = (text) => bare(text).replace(/[ل\u0622\u0623\u0625\u0627]/g, "");

/// That a text, or what a locator shows, has `part` in it.
export function contains(where, part) {
  if (typeof where !== "string") return where.innerText().then((text) => contains(text, part));
  assert.ok(bare(where).includes(bare(part)), `"${part}" is not in: ${where.slice(0, 2000)}`);
  return undefined;
}

export function printed(text, part) {
  assert.ok(unjoined(text).includes(unjoined(part)), `"${part}" is not printed in: ${text}`);
}

export async function pdfText(bytes) {
  assert.equal(bytes.subarray(0, 5).toString(), "%PDF-");
  const child = spawn("pdftotext", ["-", "-"], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(bytes);
  let text = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) text += chunk;
  return text;
}

/// The sample's members: given and family names in Latin and Arabic, address, phone.
export function listed(csv) {
  const [, ...lines] = csv.replace("\ufeff", "").trim().split(/\r?\n/);
  return lines.map((line) => {
    const [given, family, givenAr, familyAr, , , phone, email] = line.split(",");
    return { fr: `${given} ${family}`, ar: `${givenAr} ${familyAr}`, phone, email };
  });
}
