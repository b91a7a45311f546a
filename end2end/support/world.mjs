// One kind of browser and one demo, for all journeys made with it.

import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { Demo } from './demo.mjs';
import { Visit } from './visit.mjs';

/** Where Chromium is, by the same rule as everywhere else here. */
function chromiumPath() {
  const find = new URL('../../server/scripts/find.sh', import.meta.url).pathname;
  return execFileSync('bash', ['-c', `. "$1" && find_chromium`, '-', find], { encoding: 'utf8' }).trim();
}

/** Only so that nothing hangs for ever; each step has a limit of its own. */
const JOURNEY_MS = 600_000;

/** Nothing of the browser's own goes out to the network; the machine may have none. */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Chromium's own sandbox does not work for root; only pages of ours are opened here.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export class World {
  #browser;
  #demo;

  constructor(project) {
    this.project = project;
  }

  /** Has this kind of browser script? */
  get script() {
    return this.project.script;
  }

  /** What the demo said of itself. */
  get demo() {
    return this.#demo.said;
  }

  /**
   * A link of the demo. Each journey has its debtor, so that none trips over another's payments.
   * @param {string} key what there is to see
   * @param {'ceiba' | 'ipe'} firm
   */
  link(key, firm = 'ceiba') {
    return this.demo.links.find((link) => link.key === key && link.firm === firm);
  }

  async begin() {
    this.#demo = await Demo.start(this.project.name);
    this.#browser = await chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
  }

  async end() {
    await this.#browser?.close();
    await this.#demo?.stop();
  }

  /** A browser that nobody has used yet, as of another person. */
  async stranger(options = {}) {
    const context = await this.#browser.newContext({ locale: 'es-MX', ...this.project.context, ...options });
    return Visit.begin(this, context);
  }

  /**
   * A test with a fresh browser. Beside what it checks itself, it fails on any error or warning in the console, any
   * answer of 400 and above that it did not announce, and any request to a third party.
   * @param {string} name
   * @param {(visit: Visit) => Promise<void>} journey
   */
  test(name, journey) {
    test(name, { timeout: JOURNEY_MS }, async (t) => {
      const visit = await this.stranger();
      try {
        await journey(visit);
        visit.checkComplaints();
      } catch (error) {
        await visit.keep(`failed ${name}`);
        for (const line of [visit.page.url(), ...visit.complaints]) t.diagnostic(line);
        throw error;
      } finally {
        await visit.end();
      }
    });
  }
}
