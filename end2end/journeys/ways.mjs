// The other ways on: a discount taken, an old debt settled, more time, a promise.

import assert from 'node:assert/strict';
import { hundredths } from '../support/words.mjs';
import { accept, agreed, openInvoices, owed, paid, payWith, press, readFromMail } from './steps.mjs';

export function ways(world) {
  world.test('takes two per cent off for paying early', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('early'));
    await visit.look('account with a discount');
    const before = await owed(visit);
    await visit.go('/offers');
    await visit.look('offers');
    const offer = page.locator('.offer', { has: page.locator('a[href^="/pay/confirm"]') }).first();
    const sums = (await offer.textContent()).match(/\d[\d.,]*\d/g).map(hundredths);
    await offer.locator('a[href^="/pay/confirm"]').click();
    await visit.arrived('/pay/confirm');
    await visit.look('discount confirm');
    const price = hundredths(await page.locator('.due .big').textContent());
    // Half a cent and more is rounded up.
    assert.equal(price, before, 'it is the price on the account page, too');
    assert.ok(sums.some((full) => price === full - Math.floor((full * 2 + 50) / 100)), `two per cent less: ${sums}`);
    await payWith(visit, 'stripe', price);
    await press(visit, 'card');
    await visit.arrived(/^\/payments\//);
    await paid(visit, price);
    await visit.look('discount paid');
    assert.equal(await owed(visit), 0, 'nothing is left');
  });

  world.test('settles an old debt with a part of it', async (visit) => {
    const { page } = visit;
    const link = world.link('settle');
    await visit.enter(link);
    const [old] = await openInvoices(visit);
    await visit.go('/settlements/new');
    await visit.look('settlement new');
    await page.locator('input[name=invoice]').first().check();
    await page.locator('button[name=check]').click();
    await visit.look('settlement check');
    await accept(world, visit, link);
    await visit.look('settlement agreed');
    const text = await page.locator('main').textContent();
    assert.ok(text.includes(old.number), 'the invoice is named');
    await agreed(world, visit, link);
    await page.locator('a[href^="/pay/confirm"]').first().click();
    const price = Math.floor((old.amount * 80 + 50) / 100);
    await payWith(visit, 'stripe', price);
    await press(visit, 'card');
    await visit.arrived(/^\/payments\//);
    await paid(visit, price);
    assert.equal(await owed(visit), 0, 'the rest is written off');
  });

  world.test('gets two months more at once', async (visit) => {
    const { page } = visit;
    const link = world.link('later');
    await visit.enter(link);
    const [invoice] = await openInvoices(visit);
    await visit.go('/extensions/new');
    await visit.look('extension new');
    const option = page.locator('.option', { has: page.locator('input[name=by]') }).nth(2);
    const [due] = (await option.textContent()).match(/\d+ de \S+ de \d{4}/);
    await option.locator('input').check();
    await page.locator('button[name=check]').click();
    await visit.look('extension check');
    await accept(world, visit, link);
    await visit.look('extension agreed');
    await agreed(world, visit, link);
    await visit.go(invoice.path);
    await visit.look('invoice extended');
    assert.ok((await page.locator('main').textContent()).includes(due), 'the invoice is due on its new day');
    assert.equal(await owed(visit), invoice.amount, 'as much is owed as before');
  });

  world.test('says on which day a payment will come', async (visit) => {
    const { page } = visit;
    const link = world.link('promise');
    await visit.enter(link);
    await visit.go('/promises/new');
    await visit.look('promise new');
    const amount = hundredths(await page.locator('#amount').inputValue());
    assert.match(await page.locator('#amount').inputValue(), /^[\d.,]+$/, 'the sign stands before the field');
    await page.locator('button[name=check]').click();
    await visit.look('promise check');
    await page.locator('main form[method=post] button.button').click();
    await visit.arrived(/^\/agreements\//);
    await visit.look('promise made');
    const mail = await agreed(world, visit, link);
    await visit.go('/');
    await visit.look('account with a promise');
    const next = page.locator('.due').first();
    assert.equal(hundredths(await next.locator('a.button').textContent()), amount, 'what was promised comes first');
    await readFromMail(visit, mail, link);
  });
}
