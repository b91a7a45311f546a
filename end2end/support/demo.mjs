// Starts `saldo demo` in a folder of its own, and stops it again.

import { spawn } from 'node:child_process';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const TARGET = fileURLToPath(new URL('../../target/', import.meta.url));
/** An unoptimised build imports two years of invoices on a busy machine. */
const START_MS = 120_000;
/** Open requests are finished and event streams closed long before this. */
const STOP_MS = 15_000;

/**
 * What `saldo demo --json` says in its first line.
 * @typedef {{ portal: string, sandbox: string, mail_dir: string, links: { firm: string, key: string, debtor: string, email: string, url: string }[] }} Said
 */

// Told to stop, leave nothing behind.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

export class Demo {
  #child;
  #home;
  /** @type {Said} */
  said;

  /** @param {string} name of the log */
  static async start(name) {
    const demo = new Demo();
    demo.#home = await mkdtemp(join(tmpdir(), 'saldo-demo-'));
    await mkdir(join(TARGET, 'end2end'), { recursive: true });
    const program = process.env.SALDO_BIN ?? join(TARGET, 'debug', 'saldo');
    const args = ['demo', '--json', '--dir', demo.#home, '--listen', '127.0.0.1:0', '--sandbox-listen', '127.0.0.1:0'];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    demo.#child = child;
    process.once('exit', () => {
      child.kill('SIGKILL');
      rmSync(demo.#home, { recursive: true, force: true });
    });
    const log = join(TARGET, 'end2end', `${name}.log`);
    child.stderr.pipe(createWriteStream(log));
    demo.said = await firstLine(child, `see ${log}`);
    return demo;
  }

  /** Stops it as an operator would, and minds whether it goes. */
  async stop() {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(late);
    }
    await rm(this.#home, { recursive: true, force: true });
    if (child.signalCode === 'SIGKILL') throw new Error(`the demo did not end within ${STOP_MS} ms of SIGTERM`);
    if (child.exitCode !== 0) throw new Error(`the demo ended with ${child.exitCode ?? child.signalCode}`);
  }
}

/** @returns {Promise<Said>} */
function firstLine(child, hint) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demo said nothing for ${START_MS} ms; ${hint}`)), START_MS);
    const fail = (why) => {
      clearTimeout(late);
      reject(new Error(`the demo did not start: ${why}; ${hint}`));
    };
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`it ended with ${code ?? signal}`));
    createInterface({ input: child.stdout }).once('line', (line) => {
      clearTimeout(late);
      child.removeAllListeners('exit');
      try {
        resolve(JSON.parse(line));
      } catch {
        fail(`its first line is no JSON: ${line}`);
      }
    });
  });
}
