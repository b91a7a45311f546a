// What a choice can get wrong, said beside the field and in a summary, with all that was typed still there.

import assert from 'node:assert/strict';
import { choose, openInvoices } from './steps.mjs';

export function errors(world) {
  world.test('is told what to correct in a choice', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('overdue', 'ipe'));
    const words = await visit.words();
    const [first] = await openInvoices(visit);
    visit.announce(422);
    const wrong = [
      { numbers: [], amount: undefined, field: /^invoices-/ },
      { numbers: [first.number], amount: '0', field: /^amount-/ },
      { numbers: [first.number], amount: '999999999', field: /^amount-/ },
      { numbers: [first.number], amount: 'mucho', field: /^amount-/ },
    ];
    for (const { numbers, amount, field } of wrong) {
      const form = await choose(visit, numbers, amount);
      await form.getByRole('button').click();
      const summary = page.locator('[role=alert], .summary').filter({ hasText: words.problem });
      await summary.waitFor();
      const target = (await summary.getByRole('link').first().getAttribute('href')).slice(1);
      assert.match(target, field);
      assert.equal(await page.locator(`[id="${target}"]`).count(), 1, 'the summary leads to the field');
      if (amount !== undefined) assert.equal(await page.getByLabel(words.amountIn).first().inputValue(), amount, 'typed and kept');
    }
    await visit.look('choose wrong', { island: true });
  });
}
