// What axe finds wrong with a page, in a line each.

import { AxeBuilder } from '@axe-core/playwright';

/** WCAG 2.2 AA, and what axe holds to be good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * @param {import('playwright-core').Page} page
 * @param {{ script: boolean, colours: boolean }} how whether the page may run script (axe is one), and whether only
 *   colours are looked at: nothing else differs between light and dark
 * @returns {Promise<string[]>}
 */
export async function violations(page, { script, colours }) {
  return script ? find(page, colours) : findInCopy(page, colours);
}

async function find(page, colours) {
  const axe = new AxeBuilder({ page });
  const { violations } = await (colours ? axe.withRules(['color-contrast']) : axe.withTags(TAGS)).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

/** Without script: the same HTML, as the browser has it now, in a browser that runs axe and no script of the page. */
async function findInCopy(page, colours) {
  const html = (await page.content()).replace(/<script[\s\S]*?<\/script>/g, '').replace(/<(\/?)noscript>/g, '<$1div>');
  const { colorScheme } = await page.evaluate(() => ({
    colorScheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  }));
  // A browser beside two others now and then never ends loading a page that it was handed; the next copy loads at once.
  for (let left = 2; ; left -= 1) {
    const context = await page.context().browser().newContext({ viewport: page.viewportSize(), colorScheme });
    try {
      const copy = await context.newPage();
      // Fetched by the copy itself: the style. The page is handed over, whatever method brought it.
      const address = page.url();
      await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }), { times: 1 });
      await copy.goto(address, { timeout: left > 0 ? 10_000 : 30_000 });
      return await find(copy, colours);
    } catch (error) {
      if (left === 0 || error.name !== 'TimeoutError') throw error;
    } finally {
      await context.close();
    }
  }
}
