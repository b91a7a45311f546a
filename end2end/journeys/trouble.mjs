// The provider does not answer: nothing was charged, and the page says so and what to do.

import assert from 'node:assert/strict';
import { choose, openInvoices, owed } from './steps.mjs';

export function trouble(world) {
  const faults = (body) =>
    fetch(new URL('/_sandbox/faults', world.demo.sandbox), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  world.test('is told when the payment service does not answer', async (visit) => {
    await visit.enter(world.link('overdue', 'ipe'));
    const words = await visit.words();
    const before = await owed(visit);
    const [invoice] = await openInvoices(visit);
    await (await choose(visit, [invoice.number])).getByRole('button').click();
    assert.ok((await faults({ http_500: 1 })).ok, 'the sandbox takes faults');
    try {
      visit.announce(502);
      await visit.page.locator('form.pay button.button').click();
      await visit.heading(words.providerAway).waitFor();
      await visit.look('provider away');
    } finally {
      await faults({});
    }
    assert.equal(await owed(visit), before);
  });
}
