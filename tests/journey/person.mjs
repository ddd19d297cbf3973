// A person with a browser. Everything goes through real pages; every page that is opened is looked
// at: language, direction, weight, width, requests to other hosts, complaints of the browser.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import path from "node:path";

const PHONE = { width: 360, height: 760 };
const DESK = { width: 1280, height: 900 };
const MOST_BYTES = 200 * 1024;
/// A key of the catalogues shown instead of its text.
const RAW_KEY = /\b(?:audit|role|method|delivery|import-field|elector-rule|error)-[a-z_]+\b/;

/// What an authenticator app with this key shows now (RFC 6238).
function authenticatorCode(key) {
  const bits = [...key].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac("sha1", secret).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

export class Person {
  /// `language` is what the person's browser asks for; `at` is "phone" or "desk".
  static async arrive(browser, { url, language, at, screens, name, scripts = true }) {
    const context = await browser.newContext({
      baseURL: url,
      locale: { ar: "ar-MA", fr: "fr-MA" }[language],
      viewport: at === "phone" ? PHONE : DESK,
      timezoneId: "Africa/Casablanca",
      javaScriptEnabled: scripts,
    });
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    const person = Object.assign(new Person(), { context, page, url, language, screens, name, home: page.viewportSize(), wrongs: [], weights: {}, shots: 0 });
    person.watch();
    return person;
  }

  watch() {
    this.context.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && protocol !== "blob:" && origin !== this.url) this.wrongs.push(`a request to ${request.url()}`);
      if (request.isNavigationRequest() && request.method() === "POST") this.lastSent = request;
    });
    this.context.on("response", (response) => {
      // a page may answer with a refusal, which the journey expects or not; a part of a page never
      const isPage = response.request().isNavigationRequest();
      if (response.status() >= (isPage ? 500 : 400)) this.wrongs.push(`${response.status()} ${response.url()}`);
      if (isPage) this.lastStatus = response.status();
    });
    this.page.on("console", (message) => {
      const refusalOfPage = message.text().startsWith("Failed to load resource") && message.location().url === this.page.url();
      if (["error", "warning"].includes(message.type()) && !refusalOfPage) this.wrongs.push(`console: ${message.text()}`);
    });
    this.page.on("pageerror", (error) => this.wrongs.push(`script: ${error.message}`));
    this.page.on("crash", () => this.wrongs.push("the page crashed"));
  }

  // --- going somewhere ---------------------------------------------------------------------------

  /// Does something that leads to a page, and looks at it.
  async go(act) {
    const arrived = this.page.waitForEvent("framenavigated", (frame) => frame === this.page.mainFrame());
    await Promise.all([arrived, act()]);
    await this.page.waitForLoadState("load");
    await this.inspect();
  }

  async open(target) {
    await this.go(() => this.page.goto(target));
    assert.equal(this.lastStatus, 200, `${target} answers ${this.lastStatus}`);
  }

  /// Opens an address that must be refused without telling anything.
  async refused(target, statuses = [403, 404]) {
    await this.go(() => this.page.goto(target));
    assert.ok(statuses.includes(this.lastStatus), `${target} answers ${this.lastStatus}`);
    return this.page.content();
  }

  /// Follows a link, on a phone through "more" if it is there.
  async follow(selector) {
    const link = this.page.locator(selector.startsWith("/") ? `a[href="${selector}"]` : selector);
    const visible = link.filter({ visible: true }).first();
    if (!(await visible.count())) {
      await link.first().waitFor({ state: "attached" });
      await this.page.locator("details", { has: link }).locator("summary").first().click();
    }
    await this.go(() => visible.click());
  }

  get path() {
    return new URL(this.page.url()).pathname;
  }

  // --- forms -------------------------------------------------------------------------------------

  field(name) {
    return this.page.locator(`main form [name="${name}"]`);
  }

  async fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(name).first();
      const type = await field.evaluate((element) => element.type);
      if (type === "radio") await this.page.locator(`main form [name="${name}"][value="${value}"]`).check();
      else if (type === "checkbox") await field.setChecked(value);
      else if (type === "file") await field.setInputFiles(value);
      else if (type.startsWith("select")) await field.selectOption(value);
      else await field.fill(value);
    }
  }

  /// Presses the form's button. Named ones where a form has several.
  async press(button = 'main form[method="post"] button[type="submit"]', options) {
    await this.go(() => this.page.locator(button).first().click(options));
  }

  async send(values, button) {
    await this.fill(values);
    await this.press(button);
  }

  /// Sends the last form once more, as a browser does that got no answer. Tells where it leads.
  async sendAgain() {
    const { "content-type": type } = await this.lastSent.allHeaders();
    const answer = await this.page.request.post(this.lastSent.url(), {
      data: this.lastSent.postDataBuffer(),
      headers: { "content-type": type, origin: this.url, "sec-fetch-site": "same-origin" },
      maxRedirects: 0,
    });
    return { status: answer.status(), location: answer.headers().location };
  }

  /// The form was refused: the summary says so, each wrong field too, what was typed is still there.
  async complains(kept) {
    const summary = this.page.locator("#errors");
    assert.ok(await summary.isVisible(), `${this.page.url()} does not complain`);
    assert.ok([409, 413, 422].includes(this.lastStatus), `a refused form answers ${this.lastStatus}`);
    for (const [name, value] of Object.entries(kept)) {
      const field = this.field(name).first();
      // browsers and we forget passwords and files
      const type = await field.getAttribute("type");
      if (["radio", "password", "file"].includes(type)) continue;
      if (type === "checkbox") {
        assert.equal(await field.isChecked(), value, `the tick at ${name} is kept`);
        continue;
      }
      assert.equal(await field.inputValue(), value, `what was typed in ${name} is kept`);
    }
    return summary.innerText();
  }

  /// Sends what must be refused at `field`.
  async sendWrong(field, values, button) {
    await this.send(values, button);
    const said = await this.complains(values);
    assert.ok(await this.page.locator(`#error-${field}`).isVisible(), `${field} is told to be wrong, not: ${said}`);
    return said;
  }

  /// Goes on in another language by the link on every page.
  async reads(language) {
    this.language = language;
    await this.go(() => this.page.click(`a[hreflang="${language}"]`));
  }

  /// Turns the second factor on, where an office led to it, and goes on to the page that needed it.
  async guard(password) {
    assert.equal(this.path, "/account/second-factor", "an office needs a second factor");
    await this.look("second-factor");
    await this.send({ code: "000000", password });
    await this.complains({});
    const key = (await this.page.locator("#secret").innerText()).replace(/[^A-Z2-7]/g, "");
    await this.send({ code: authenticatorCode(key), password });
    assert.equal(await this.page.locator("ol.codes li").count(), 10);
    await this.look("recovery-codes");
    await this.follow("main .acts a");
  }

  // --- reading -----------------------------------------------------------------------------------

  texts(selector) {
    return this.page.locator(selector).evaluateAll((elements) => elements.map((element) => element.innerText.trim()));
  }

  /// The figures of the tiles, in their order.
  async figures() {
    return (await this.texts("main li.figure strong")).map((text) => Number.parseInt(text, 10));
  }

  /// Amounts in centimes, as the page tells them to programs.
  amounts(selector) {
    return this.page.locator(selector).evaluateAll((cells) =>
      cells.map((cell) => {
        const value = cell.querySelector("data.amount")?.value ?? "0.00";
        return Math.round(Number(value) * 100);
      }),
    );
  }

  /// Rows of all pages of a list.
  async allRows(selector) {
    const rows = [];
    for (;;) {
      rows.push(...(await this.texts(selector)));
      if (!(await this.page.locator('a[rel="next"]').count())) return rows;
      await this.follow('a[rel="next"]');
    }
  }

  /// Reads the page again until `seen` is true.
  async reloadUntil(what, seen, seconds = 30) {
    const deadline = Date.now() + seconds * 1000;
    while (!(await seen())) {
      assert.ok(Date.now() < deadline, `${what}: not within ${seconds} s`);
      await this.go(() => this.page.reload());
    }
  }

  /// Fetches a file behind a link, as the browser of this person.
  async download(href) {
    const answer = await this.page.request.get(href);
    assert.equal(answer.status(), 200, `${href} answers ${answer.status()}`);
    return { type: answer.headers()["content-type"], bytes: await answer.body() };
  }

  // --- looking -----------------------------------------------------------------------------------

  async inspect() {
    const seen = await this.page.evaluate(() => {
      const [page] = performance.getEntriesByType("navigation");
      const parts = performance.getEntriesByType("resource").filter((part) => part.initiatorType !== "fetch");
      const { lang, dir, scrollWidth } = document.documentElement;
      return { lang, dir, scrollWidth, width: window.innerWidth, text: document.body.innerText, bytes: parts.reduce((sum, part) => sum + part.encodedBodySize, page.encodedBodySize) };
    });
    const where = this.page.url();
    assert.ok(this.lastStatus < 500, `${where} answers ${this.lastStatus}: ${seen.text}`);
    assert.equal(seen.lang, this.language, `language of ${where}`);
    assert.equal(seen.dir, this.language === "ar" ? "rtl" : "ltr", `direction of ${where}`);
    this.weights[this.path.replace(/[0-9a-f-]{36}/g, "…")] = seen.bytes;
    if (seen.bytes > MOST_BYTES) this.wrongs.push(`${where} weighs ${seen.bytes} bytes`);
    if (seen.scrollWidth > seen.width) this.wrongs.push(`${where} is ${seen.scrollWidth} px wide in a window of ${seen.width}`);
    const raw = seen.text.match(RAW_KEY);
    if (raw) this.wrongs.push(`${where} shows "${raw[0]}"`);
  }

  /// A picture of this step on a phone and on a desk; on the phone nothing may stick out.
  async look(step) {
    await mkdir(this.screens, { recursive: true });
    this.shots += 1;
    const number = String(this.shots).padStart(2, "0");
    for (const size of [PHONE, DESK]) {
      await this.page.setViewportSize(size);
      const { width, height } = await this.page.evaluate(() => ({ width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }));
      if (width > size.width) this.wrongs.push(`${this.page.url()} is ${width} px wide in a window of ${size.width}`);
      // a window as long as the page, so that bars at its end are there in the picture too
      await this.page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
      await this.page.screenshot({ path: path.join(this.screens, `${this.name}-${number}-${step}-${size.width}.png`) });
    }
    await this.page.setViewportSize(this.home);
  }
}

/// The operator made these accounts for people who read French; they choose another language themselves.
export async function signIn(person, { email, password }, language) {
  await person.open("/sign-in");
  await person.send({ email, password });
  assert.equal(person.path, "/associations");
  if (language !== "fr") {
    person.language = language;
    await person.follow(`a[hreflang="${language}"]`);
  }
}
