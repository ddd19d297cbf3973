// The platform as an operator starts it, in either of its two modes, with real processes.

import { execFile, spawn } from "node:child_process";
import { mkdir, open, readFile, readdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const here = path.dirname(fileURLToPath(import.meta.url));
const python = process.env.NASSIJ_TEST_PYTHON ?? "python3";
const SERVICES = ["tenancy", "membership", "bookkeeping", "notifications", "portal"];

/// Tries until `probe` gives something; throws with its last error when the time is over.
export async function poll(what, probe, seconds = 30) {
  const deadline = Date.now() + seconds * 1000;
  let last;
  for (;;) {
    try {
      const found = await probe();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    if (Date.now() > deadline) throw new Error(`gave up after ${seconds} s waiting until ${what}${last ? `: ${last.message}` : ""}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/// What both modes have in common: commands, processes, mails, an end.
class Platform {
  constructor({ binary, directory, logs }) {
    Object.assign(this, { binary, directory, logs, processes: [], settings: {}, url: "" });
  }

  environment(more = {}) {
    const settings = Object.entries({ ...this.settings, ...more }).map(([name, value]) => [`NASSIJ_${name}`, value]);
    return { PATH: process.env.PATH, HOME: this.directory, ...Object.fromEntries(settings) };
  }

  /// Runs a command of the platform to its end.
  async command(args, more) {
    const { stdout } = await run(this.binary, args, { env: this.environment(more), cwd: this.directory });
    return stdout;
  }

  /// An account made by the operator.
  async createAccount({ email, name, password, ...rest }) {
    const file = path.join(this.directory, "password");
    await writeFile(file, password, { mode: 0o600 });
    const options = Object.entries({ email, name, "password-file": file, ...rest }).flatMap(([option, value]) => [`--${option}`, value]);
    await this.command(["account", "create", "--locale", "fr", ...options]);
  }

  async start(name, command, args, env) {
    const log = await open(path.join(this.logs, `${name}.log`), "w");
    const child = spawn(command, args, { env, cwd: this.directory, stdio: ["ignore", "pipe", log.fd] });
    const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve({ code, signal })));
    const one = { name, child, ended, output: "" };
    child.stdout.on("data", (text) => {
      one.output += text;
      log.write(text).catch(() => {});
    });
    ended.then((how) => ((one.how = how), log.close()));
    this.processes.push(one);
    return one;
  }

  async serve(name, services, settings) {
    const one = await this.start(name, this.binary, ["serve", ...services], this.environment(settings));
    const ready = `http://${settings.LISTEN}/health/ready`;
    return poll(`${name} is ready`, async () => {
      if (one.how) throw new Error(`${name} ended with ${one.how.code ?? one.how.signal}, see ${this.logs}/${name}.log`);
      return (await fetch(ready)).ok;
    });
  }

  /// The mails that were sent, oldest first, as a mail program reads them.
  async mails() {
    const files = (await readdir(this.mailDirectory)).filter((name) => name.endsWith(".eml")).sort();
    return this.readMails(files);
  }

  async readMails(files, save) {
    const options = save ? ["--save", save] : [];
    const paths = files.map((name) => path.join(this.mailDirectory, path.basename(name)));
    const { stdout } = await run(python, [path.join(here, "read_mails.py"), ...options, ...paths], { maxBuffer: 1 << 28 });
    return JSON.parse(stdout);
  }

  /// Asks every process to stop. They must end in order and within their time.
  async stop() {
    const wrong = this.processes.filter(({ how }) => how).map(({ name, how }) => `${name} had ended by itself with ${how.code ?? how.signal}`);
    const alive = this.processes.filter(({ how }) => !how);
    for (const { child } of alive) child.kill("SIGTERM");
    for (const { name, child, ended } of alive) {
      const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
      const { code, signal } = await ended;
      clearTimeout(timer);
      if (code !== 0 && name !== "sink") wrong.push(`${name} ended with ${code ?? signal}`);
    }
    this.processes = [];
    return wrong;
  }

  /// At once, whatever state it is in.
  kill() {
    for (const { child } of this.processes) child.kill("SIGKILL");
  }

  /// What the operator is told to look at: dead letters, and panics in the logs.
  async wrongs() {
    const wrong = [];
    await this.command(["doctor"]).catch((error) => wrong.push(`doctor: ${error.stdout}${error.stderr}`));
    for (const name of await readdir(this.logs)) {
      const text = name.endsWith(".log") ? (await readFile(path.join(this.logs, name), "utf8")).replace(/\x1b\[[0-9;]*m/g, "") : "";
      for (const line of text.split("\n")) if (/panicked|\bERROR\b/.test(line)) wrong.push(`${name}: ${line}`);
    }
    return wrong;
  }

  async close() {}
}

/// `nassij serve` with nothing configured but a place for its data.
class AllInOne extends Platform {
  async prepare() {
    this.settings = { DATA: path.join(this.directory, "data") };
    this.mailDirectory = path.join(this.settings.DATA, "outbox");
  }

  async begin() {
    const LISTEN = `127.0.0.1:${await freePort()}`;
    this.url = `http://${LISTEN}`;
    await this.serve("all-in-one", [], { LISTEN });
  }
}

/// Each service a process of its own, on PostgreSQL, Redis and an SMTP server.
class Separate extends Platform {
  constructor(options) {
    super(options);
    Object.assign(this, { language: options.language, refused: options.refused, deferred: options.deferred });
  }

  async prepare() {
    const { NASSIJ_TEST_POSTGRES: postgres, NASSIJ_TEST_REDIS: redis } = process.env;
    if (!postgres || !redis) throw new Error("NASSIJ_TEST_POSTGRES and NASSIJ_TEST_REDIS are needed: see ./test");
    this.maintenance = `${postgres}/postgres`;
    this.database = `nassij_journey_${this.language}`;
    await this.dropDatabase();
    await run("psql", ["-qc", `create database ${this.database}`, this.maintenance]);
    const redisUrl = `${redis}/${this.language === "ar" ? 1 : 2}`;
    await run("redis-cli", ["-u", redisUrl, "flushdb"]);

    const secret = path.join(this.directory, "secret");
    await writeFile(secret, crypto.randomUUID() + crypto.randomUUID(), { mode: 0o600 });
    const ports = Object.fromEntries(await Promise.all(SERVICES.map(async (name) => [name, await freePort()])));
    this.listen = (name) => `127.0.0.1:${ports[name]}`;
    this.url = `http://${this.listen("portal")}`;
    const peers = SERVICES.filter((name) => name !== "portal").map((name) => [`PEERS_${name.toUpperCase()}_URL`, `http://${this.listen(name)}`]);
    this.settings = {
      DATA: path.join(this.directory, "data"),
      DATABASE_URL: `${postgres.replace("nassij_owner", "nassij_app")}/${this.database}`,
      REDIS_URL: redisUrl,
      SMTP_URL: `smtp://127.0.0.1:${await this.startSink()}`,
      SECRET_FILE: secret,
      PUBLIC_URL: this.url,
      DATABASE_CONNECTIONS: "8",
      ...Object.fromEntries(peers),
    };
    await this.command(["migrate"], { DATABASE_OWNER_URL: `${postgres}/${this.database}` });
  }

  async startSink() {
    this.mailDirectory = path.join(this.directory, "mails");
    await mkdir(this.mailDirectory);
    const args = [path.join(here, "sink.py"), "--directory", this.mailDirectory, "--refuse", this.refused, "--defer", this.deferred];
    const sink = await this.start("sink", python, args, { PATH: process.env.PATH });
    return poll("the SMTP server listens", () => sink.output.trim());
  }

  async begin() {
    // the portal last: it calls the others
    for (const name of SERVICES) await this.serve(name, [name], { LISTEN: this.listen(name) });
  }

  async dropDatabase() {
    await run("psql", ["-qc", `drop database if exists ${this.database} with (force)`, this.maintenance], { env: { ...process.env, PGOPTIONS: "-c client_min_messages=warning" } });
  }

  async close() {
    await this.dropDatabase();
  }
}

/// Ready to take commands; `begin()` then serves.
export async function preparePlatform(mode, options) {
  const platform = mode === "separate" ? new Separate(options) : new AllInOne(options);
  await platform.prepare();
  return platform;
}
