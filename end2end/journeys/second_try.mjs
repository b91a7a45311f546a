// A payment begun and not finished: it stands in nobody's way, and is never paid twice by accident.

import assert from 'node:assert/strict';
import { atProvider, choose, openInvoices, owed, payWith, press } from './steps.mjs';

export function secondTry(world) {
  world.test('comes back without paying, ready for the next try', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('currencies'));
    const words = await visit.words();
    const before = await owed(visit);
    const [invoice] = await openInvoices(visit);
    await (await choose(visit, [invoice.number])).getByRole('button').click();
    await payWith(visit, 'stripe', invoice.amount);

    // The bank says no: the payer stays at the provider and may try again.
    await press(visit, 'decline');
    await page.getByRole('alert').waitFor();
    await press(visit, 'leave');
    await visit.arrived(/^\/payments\//);
    await visit.heading(words.nothingCharged).waitFor();
    await visit.look('payment left');

    // The account says so in a line; going on with it is still possible.
    await visit.go('/');
    await page.getByText(words.openLeft).waitFor();
    await visit.look('account payment left');
    await page.locator('.notice a[href^="/payments/"]').click();
    await page.locator('form[action$="/continue"] button').click();
    await atProvider(visit, invoice.amount);
    const closed = page.url();
    await press(visit, 'leave');
    await visit.arrived(/^\/payments\//);

    // The first button leads back to the last page, and another way takes the place of the first.
    await page.locator('.actions a.button').first().click();
    await payWith(visit, 'paypal', invoice.amount);
    await press(visit, 'cancel');
    await visit.arrived(/^\/payments\//);
    await visit.heading(words.nothingCharged).waitFor();
    // The provider has closed the first page.
    visit.announce(409);
    await page.goto(closed);
    assert.equal(await page.locator('button[name=how][value=card]').count(), 0, 'one page at a time');
    assert.equal(await owed(visit), before, 'nothing was charged');
  });
}
