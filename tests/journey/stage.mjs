// Plays a story: starts the platform, gives it a browser, looks back at what went wrong, clears away.

import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { preparePlatform } from "./platform.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));

const BROWSER = {
  executablePath: process.env.NASSIJ_TEST_BROWSER ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
};

const { values: options } = parseArgs({
  options: { mode: { type: "string" }, language: { type: "string" }, screens: { type: "string" }, keep: { type: "boolean" } },
});
const target = process.env.CARGO_TARGET_DIR ?? path.join(here, "../../target");
const binary = process.env.NASSIJ_TEST_BINARY ?? path.join(target, "debug/nassij");
let running, directory; // to be ended and removed when we are told to end

async function one({ name, minutes, accounts, mails, story }, mode, language) {
  const title = `${name} ${mode} ${language}`;
  const logs = path.resolve(target, "test-logs", `${name}-${mode}-${language}`);
  const usual = path.resolve(target, "test-logs", `screens-${name}-${mode}-${language}`);
  const screens = options.screens ? path.resolve(options.screens) : usual;
  for (const old of [logs, usual]) await rm(old, { recursive: true, force: true });
  await mkdir(logs, { recursive: true });
  directory = await mkdtemp(path.join(tmpdir(), `nassij-${name}-`));
  const began = Date.now();
  const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
  console.log(title);
  let doing = "starting the platform";
  let browser, platform;
  const step = async (name, act) => {
    const since = Date.now();
    doing = name;
    await act();
    console.log(`  ${name} (${seconds(since)})`);
  };
  const timer = setTimeout(() => {
    console.log(`  ${doing}: not within ${minutes} minutes`);
    browser?.close();
    platform?.kill();
  }, minutes * 60_000);
  try {
    platform = running = await preparePlatform(mode, { binary, directory, logs, language, ...mails });
    for (const account of accounts) await platform.createAccount(account);
    await platform.begin();
    browser = await chromium.launch(BROWSER);
    const people = await story({ platform, browser, mode, language, screens, directory, step });
    doing = "looking back";
    const wrongs = people.flatMap(({ name, wrongs }) => wrongs.map((wrong) => `${name}: ${wrong}`));
    await browser.close();
    wrongs.push(...(await platform.stop()), ...(await platform.wrongs()));
    assert.deepEqual(wrongs, [], "nothing went wrong on the way");
    const heaviest = Object.entries(people[0].weights).sort((a, b) => b[1] - a[1])[0];
    console.log(`  heaviest page: ${heaviest[0]}, ${Math.ceil(heaviest[1] / 1024)} KB`);
    console.log(`passed: ${title} (${seconds(began)})`);
    return true;
  } catch (error) {
    for (const [at, page] of (browser?.contexts() ?? []).flatMap((context) => context.pages()).entries()) {
      await page.screenshot({ path: path.join(logs, `failed-${at}.png`), fullPage: true, timeout: 5000 }).catch(() => {});
      await writeFile(path.join(logs, `failed-${at}.html`), await page.content().catch(() => "")).catch(() => {});
    }
    console.log(`  ${doing}: ${error.stack}\n${error.stderr ?? ""}`);
    console.log(`FAILED: ${title} (${seconds(began)}), see ${logs}`);
    return false;
  } finally {
    clearTimeout(timer);
    await browser?.close().catch(() => {});
    platform?.kill();
    await platform?.close().catch(() => {});
    if (!options.keep) await rm(directory, { recursive: true, force: true });
    running = undefined;
  }
}

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    running?.kill();
    if (directory) rmSync(directory, { recursive: true, force: true });
    process.exit(130);
  });
}

/// Plays a story in each of the languages that the command line names. `accounts` the operator makes before
/// it begins; `mails` are the addresses to which the SMTP server refuses or defers.
export async function play(story) {
  let passed = true;
  for (const language of options.language.split(",")) passed = (await one({ mails: {}, ...story }, options.mode, language)) && passed;
  process.exitCode = passed ? 0 : 1;
}
