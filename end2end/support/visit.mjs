// One person's browser: goes, looks closely at each page, and keeps everything that is not as it should be.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { WORDS } from './words.mjs';

const SCREENSHOTS = fileURLToPath(new URL('../../target/screenshots/', import.meta.url));
/** The narrowest screen that must do (WCAG 2.2, 1.4.10). */
const NARROWEST = 320;
/** In per cent: as large as text must be able to be (1.4.4). */
const LARGEST_TEXT = 200;
/** A state that follows from a callback is true within seconds. */
const SOON_MS = 30_000;

/** In the browser: sums, numbers of invoices and short dates that stand on more than one line. */
function brokenNumbers() {
  const sum = String.raw`[−+]?(?:[A-Z]{1,3})?\$\u00a0?\d[\d.,]*\d`;
  const number = String.raw`\b[A-Z]{1,4}-\d{3,}\b|\b\d{6}\b`;
  const date = String.raw`\b\d{1,2}\u00a0[a-zç]{3,4}\.?\u00a0\d{4}|\b[A-Z][a-z]{2}\u00a0\d{1,2},\u00a0\d{4}`;
  const wanted = new RegExp(`${sum}|${number}|${date}`, 'gu');
  const broken = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    for (const found of text.data.matchAll(wanted)) {
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const lines = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom / 4));
      if (new Set(lines).size > 1) broken.push(`${found[0]} in "${text.data.trim()}" (${text.parentElement.tagName})`);
    }
  }
  return broken;
}

export class Visit {
  /** What the browser complained of, in words. */
  complaints = [];
  /** Addresses that the present page has loaded. */
  loaded = [];
  #announced = new Set();
  #world;
  #context;

  static async begin(world, context) {
    const visit = new Visit();
    visit.#world = world;
    visit.#context = context;
    visit.page = await context.newPage();
    visit.page.setDefaultTimeout(SOON_MS);
    visit.#listen();
    return visit;
  }

  #listen() {
    const { page, complaints } = this;
    const { portal, sandbox } = this.#world.demo;
    const known = [portal, sandbox].map((url) => new URL(url).origin);
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const status = message.text().match(/status of (\d{3})/);
      if (status && this.#announced.has(Number(status[1]))) return;
      complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.loaded = [];
      this.loaded.push(request.url());
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && !known.includes(origin)) {
        complaints.push(`a third party was asked: ${request.url()}`);
      }
    });
    page.on('response', (response) => {
      if (response.status() < 400 || this.#announced.has(response.status())) return;
      complaints.push(`${response.status()} from ${response.request().method()} ${response.url()}`);
    });
  }

  /** From here on, answers with this status are as they should be. */
  announce(status) {
    this.#announced.add(status);
  }

  checkComplaints() {
    assert.deepEqual(this.complaints, []);
  }

  /** The words of the page's language. */
  async words() {
    const language = (await this.page.locator('html').getAttribute('lang')).slice(0, 2);
    return WORDS[language];
  }

  /** Goes to a path of the portal. */
  async go(path) {
    return this.page.goto(new URL(path, this.#world.demo.portal).href);
  }

  /** Opens a payment link and presses its button. */
  async enter({ url }) {
    await this.page.goto(url);
    const words = await this.words();
    await this.page.getByRole('button', { name: words.continue, exact: true }).click();
    await this.arrived('/');
  }

  /** Waits until the portal's page with this path is there. */
  async arrived(path) {
    const { origin } = new URL(this.#world.demo.portal);
    const fits = (url) => (path instanceof RegExp ? path.test(url.pathname) : url.pathname === path);
    await this.page.waitForURL((url) => url.origin === origin && fits(url));
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** Waits for a heading: live where there is script, else by asking again as the page offers. */
  async until(name) {
    const { check } = await this.words();
    const heading = this.heading(name);
    if (!this.#world.script) {
      const deadline = Date.now() + SOON_MS;
      while (!(await heading.isVisible()) && Date.now() < deadline) {
        await this.page.getByRole('link', { name: check }).click();
        await this.page.waitForLoadState();
        await this.page.waitForTimeout(200);
      }
    }
    await heading.waitFor();
  }

  /**
   * What must hold of every page: one heading, a title, a language; no fault that axe finds, in light and in dark; no
   * scrolling sideways, down to the narrowest screen; script only where there is an island. Leaves pictures.
   * @param {string} name of the pictures
   * @param {{ island?: boolean }} [has]
   */
  async look(name, { island = false } = {}) {
    const { page } = this;
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, `${name}: one heading of the first level`);
    assert.ok((await page.title()).length > 3, `${name}: a title`);
    assert.match((await page.locator('html').getAttribute('lang')) ?? '', /^(es|en|pt)/, `${name}: a language`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const how = { script: this.#world.script, colours: colorScheme === 'dark' };
      assert.deepEqual(await violations(page, how), [], `${name}, ${colorScheme}: axe`);
      await this.keep(`${name} ${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: null });
    await this.#checkWidth(name);
    const scripts = this.loaded.filter((url) => /\.(m?js|wasm)(\?|$)/.test(new URL(url).pathname));
    const wanted = island && this.#world.script ? 2 : 0;
    assert.equal(scripts.length, wanted, `${name}: script and WebAssembly where there is an island, else nothing: ${scripts}`);
  }

  async #checkWidth(name) {
    const { page } = this;
    const own = page.viewportSize();
    for (const [width, text] of [[own.width, 100], [NARROWEST, 100], [own.width, LARGEST_TEXT]]) {
      const how = `${name}, ${width} px, text at ${text} %`;
      await page.setViewportSize({ ...own, width });
      const [needed, there] = await page.evaluate((text) => {
        document.documentElement.style.fontSize = `${text}%`;
        const { scrollWidth, clientWidth } = document.documentElement;
        return [scrollWidth, clientWidth];
      }, text);
      assert.ok(needed <= there, `${how}: ${needed} px are needed`);
      assert.deepEqual(await page.evaluate(brokenNumbers), [], `${how}: numbers in two pieces`);
    }
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize(own);
  }

  /** Leaves a picture of the whole page. */
  async keep(name) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const file = `${this.#world.project.name} ${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    await this.page.screenshot({ path: `${SCREENSHOTS}${file}.png`, fullPage: true });
  }

  /** Another tab of the same browser. */
  async beside() {
    return Visit.begin(this.#world, this.#context);
  }

  /** As on another device: no cookie is kept. */
  async forget() {
    await this.#context.clearCookies();
  }

  cookies() {
    return this.#context.cookies();
  }

  async end() {
    await this.#context.close();
  }
}
