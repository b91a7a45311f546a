// A payment begun and not finished: it can be gone on with, or cancelled, and never be paid twice by accident.

import assert from 'node:assert/strict';
import { atProvider, choose, openInvoices, owed, payWith, press } from './steps.mjs';

export function secondTry(world) {
  world.test('is told of the payment that is open, goes on with it, and cancels it', async (visit) => {
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
    await visit.heading(words.notFinished).waitFor();
    await visit.look('payment not finished', { island: true });

    // The same invoice again, though it is being paid: first the open payment is to be settled.
    visit.announce(409);
    await (await choose(visit, [invoice.number])).getByRole('button').click();
    await visit.heading(words.openPayment).waitFor();
    await visit.look('second try');
    await page.getByRole('button', { name: words.goOn }).click();
    await atProvider(visit, invoice.amount);
    await press(visit, 'leave');
    await visit.arrived(/^\/payments\//);

    await visit.go('/');
    await page.getByRole('heading', { name: words.openPayment }).waitFor();
    await visit.look('account open payment');
    await page.getByRole('button', { name: words.cancel, exact: true }).click();
    await page.getByText(words.cancelled).waitFor();
    assert.equal(await owed(visit), before, 'nothing was charged');

    // Now nothing stands in the way.
    await (await choose(visit, [invoice.number])).getByRole('button').click();
    await payWith(visit, 'paypal', invoice.amount);
    await press(visit, 'cancel');
    await visit.arrived(/^\/payments\//);
    await visit.go('/');
    await page.getByRole('button', { name: words.cancel, exact: true }).click();
    await page.getByText(words.cancelled).waitFor();
    assert.equal(await owed(visit), before);
  });
}
