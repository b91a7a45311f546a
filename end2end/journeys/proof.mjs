// Proof by a fact: who has no e-mail address accepts a plan by postcode and the number of an invoice.

import assert from 'node:assert/strict';
import { openInvoices } from './steps.mjs';

export function proof(world) {
  world.test('accepts a plan by postcode and invoice number, at the second try', async (visit) => {
    const { page } = visit;
    const { url, email, postcode } = world.link('unmailed');
    assert.ok(email === null && /^\d{5}$/.test(postcode), 'nobody has an e-mail address of theirs');
    await visit.enter({ url });
    const words = await visit.words();
    const [invoice] = await openInvoices(visit);
    await visit.go('/plans/new');
    await page.locator('input[name=how][value=count]').check();
    await page.locator('#count').fill('3');
    if (world.script) {
      await page.locator('.simulator summary').click();
      await page.locator('.simulator tbody tr').nth(2).waitFor();
      await page.locator('.simulator button[name=check]').click();
    } else {
      await page.getByRole('button', { name: words.seePlan }).click();
      await page.locator('#result button[name=check]').click();
    }
    await visit.heading(words.checkPlan).waitFor();
    await visit.look('fact check');
    await page.locator('form[action="/plans"] button.button').click();

    await visit.heading(words.confirmYou).waitFor();
    await visit.look('fact asked');
    assert.ok(!page.url().includes(postcode), 'the address tells nothing');
    const type = async (fact, number) => {
      await page.locator('#fact').fill(fact);
      await page.locator('#invoice_number').fill(number);
      await page.locator('form', { has: page.locator('#fact') }).getByRole('button').first().click();
    };
    visit.announce(422);
    await type('00000-1', invoice.number);
    await page.locator('[role=alert], .summary').first().waitFor();
    assert.equal(await page.locator('#fact').inputValue(), '', 'what was typed is not shown again');
    assert.equal(await page.locator('#invoice_number').inputValue(), invoice.number);
    await visit.look('fact wrong');
    // As people type it.
    await type(` ${postcode.slice(0, 2)} ${postcode.slice(2)}`, invoice.number.toLowerCase().replace('-', ''));

    await visit.arrived(/^\/agreements\//);
    await visit.look('fact agreed');
    assert.equal(await page.locator('table.schedule tbody tr').count(), 3);
    assert.ok(!(await page.locator('main').textContent()).includes(postcode), 'the agreement does not tell it');
    const sealed = await page.request.get(new URL(`${new URL(page.url()).pathname}/agreement.json`, page.url()).href);
    const agreement = await sealed.text();
    assert.ok(agreement.includes('known_fact') && !agreement.includes(postcode), 'the name is sealed, never the value');
  });
}
