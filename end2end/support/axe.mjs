// What axe finds wrong with a page, in a line each.

import { AxeBuilder } from '@axe-core/playwright';

/** WCAG 2.2 AA, and what axe holds to be good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * @param {import('playwright-core').Page} page
 * @param {boolean} script whether the page may run script; axe is one
 * @returns {Promise<string[]>}
 */
export async function violations(page, script) {
  return script ? find(page) : findInCopy(page);
}

async function find(page) {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

/** Without script: the same HTML, as the browser has it now, in a browser that runs axe and no script of the page. */
async function findInCopy(page) {
  const html = (await page.content()).replace(/<script[\s\S]*?<\/script>/g, '').replace(/<(\/?)noscript>/g, '<$1div>');
  const { colorScheme } = await page.evaluate(() => ({
    colorScheme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light',
  }));
  const context = await page.context().browser().newContext({ viewport: page.viewportSize(), colorScheme });
  try {
    const copy = await context.newPage();
    // Fetched by the copy itself: the style. The page is handed over, whatever method brought it.
    const address = page.url();
    await copy.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }), { times: 1 });
    await copy.goto(address);
    return await find(copy);
  } finally {
    await context.close();
  }
}
