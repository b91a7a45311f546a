// What is owed and why: an invoice with its lines, tax and payments.

import assert from 'node:assert/strict';
import { openInvoices } from './steps.mjs';

export function invoice(world) {
  world.test('sees what an invoice is for, by keyboard too', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('overdue', 'ipe'));
    const words = await visit.words();
    const [first] = await openInvoices(visit);
    await page.getByRole('link', { name: first.number }).first().click();
    await visit.arrived(first.path);
    await visit.heading(words.invoice).waitFor();
    assert.ok((await page.getByRole('table').getByRole('row').count()) >= 3, 'a head, a line, a total');
    await visit.look('invoice');

    // The first stop of the keyboard leads past the header.
    await page.keyboard.press('Tab');
    const skip = page.locator(':focus');
    assert.equal(await skip.getAttribute('href'), '#main');
    await skip.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.locator('main :focus').count(), 'the next stop is within the page');

    // Somebody else's invoice, or none, is not in this account.
    visit.announce(404);
    const { path } = first;
    await visit.go(path.replace(/.$/, path.endsWith('0') ? '1' : '0'));
    await visit.heading(words.notInAccount).waitFor();
  });
}
