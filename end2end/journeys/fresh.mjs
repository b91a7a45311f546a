// A page of choices that has been open for long: it shows what is owed now, and what was chosen is still chosen.

import assert from 'node:assert/strict';
import { choose, openInvoices } from './steps.mjs';

const TEN_MINUTES_MS = 10 * 60 * 1000;
/** So often the page looks at the clock. */
const SOON_MS = 5 * 1000;
const QUOTE = '**/pay/quote';

export function fresh(world) {
  if (!world.script) return;
  world.test('sees what is owed now on a page that was open for long', async (visit) => {
    const { page } = visit;
    await page.clock.install();
    await visit.enter(world.link('overdue'));
    const [first, second] = await openInvoices(visit);
    const form = await choose(visit, [second.number], '10');
    const later = async () => {
      const asked = page.waitForResponse(QUOTE);
      await page.clock.fastForward(TEN_MINUTES_MS + SOON_MS);
      assert.equal((await asked).status(), 200);
    };
    await later();
    assert.equal(new URL(page.url()).search, '', 'nothing has changed: the page stays');
    await page.route(QUOTE, async (route) => {
      const response = await route.fetch();
      // Its first line tells what the page shows.
      await route.fulfill({ response, body: `other-${await response.text()}` });
    });
    await later();
    await page.waitForURL(/\/pay\?currency=/);
    assert.ok(await form.getByRole('checkbox', { name: second.number }).isChecked(), 'what was chosen');
    assert.ok(!(await form.getByRole('checkbox', { name: first.number }).isChecked()), 'and nothing else');
    assert.equal(await form.locator('input[name=amount]').inputValue(), '10', 'what was typed');
    await visit.look('choose afresh', { island: true });
    // Refused, it stays as it is.
    visit.announce(401);
    await page.route(QUOTE, (route) => route.fulfill({ status: 401 }));
    const before = page.url();
    const refused = page.waitForResponse(QUOTE);
    await page.clock.fastForward(TEN_MINUTES_MS + SOON_MS);
    await refused;
    assert.equal(page.url(), before);
  });
}
