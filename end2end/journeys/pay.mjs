// The heart of it: pay two invoices in part by card, another by PayPal, one by voucher.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';
import { hundredths } from '../support/words.mjs';
import { choose, openInvoices, owed, paid, payWith, press } from './steps.mjs';

/** Pays the voucher of a payment. No clock of the sandbox decides when: a loaded machine may take its time over the pages. */
async function payAtTill(world, payment) {
  const id = new URL(payment).pathname.split('/').at(-1);
  const answer = await fetch(new URL(`/_sandbox/vouchers/${id}/pay`, world.demo.sandbox), { method: 'POST' });
  assert.equal(answer.status, 200, 'the sandbox pays the voucher');
}

export function pay(world) {
  world.test('pays two invoices in part by card, another by PayPal, and one by voucher', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('overdue'));
    const words = await visit.words();
    assert.ok(!page.url().includes('/l/'), 'the token has left the address');
    await visit.heading(words.accountOf).waitFor();
    await visit.look('account');
    const [first, second, third] = await openInvoices(visit);
    assert.ok(third, 'the demo gives its first debtor three open invoices');
    const before = await owed(visit);

    // Two in part, by card: half of what both come to, in whole units.
    const part = Math.floor((first.amount + second.amount) / 200) * 100;
    const form = await choose(visit, [first.number, second.number], String(part / 100));
    if (world.script) {
      const live = form.getByRole('button', { name: words.continueWith });
      await live.waitFor();
      assert.equal(hundredths(await live.textContent()), part, 'the live total');
    }
    await visit.look('choose', { island: true });
    await form.getByRole('button').click();
    await visit.arrived('/pay/confirm');
    await visit.look('confirm');
    await payWith(visit, 'stripe', part);
    await visit.look('stripe');
    await press(visit, 'card');
    await visit.arrived(/^\/payments\//);
    await paid(visit, part);
    await visit.look('payment paid');
    assert.equal(await owed(visit), before - part, 'the balance after the card');

    // Another, whole, by PayPal, from its own page.
    await visit.go(third.path);
    await page.locator('.due').getByRole('link').first().click();
    await payWith(visit, 'paypal', third.amount);
    await visit.look('paypal');
    await press(visit, 'approve');
    await visit.arrived(/^\/payments\//);
    await paid(visit, third.amount);
    assert.equal(await owed(visit), before - part - third.amount, 'the balance after PayPal');

    // What is left of the first two, by voucher, which somebody pays at a till once everything was looked at.
    const rest = first.amount + second.amount - part;
    const left = (await openInvoices(visit)).filter(({ number }) => [first.number, second.number].includes(number));
    await (await choose(visit, left.map(({ number }) => number))).getByRole('button').click();
    await payWith(visit, 'stripe', rest);
    await page.locator('select[name=then]').selectOption('open');
    await press(visit, 'voucher');
    await visit.arrived(/^\/payments\//);
    await visit.until(words.voucher);
    await visit.look('payment voucher', { island: true });
    if (world.script) await page.getByRole('button', { name: words.copyNumber }).waitFor();
    assert.equal(await owed(visit), before - part - third.amount - rest, 'what is on its way is not asked for again');
    await page.getByRole('heading', { name: words.voucher }).waitFor();
    await visit.look('account voucher');

    // Found again: the provider shows it, and it can be paid in another way.
    const slip = await page.locator('.notice.moving a.button').getAttribute('href');
    const number = (await page.locator('.voucher-number').textContent()).trim();
    await page.goto(slip);
    assert.ok((await page.locator('body').textContent()).includes(number), 'the provider shows the number');
    await visit.go('/');
    await page.locator('.notice.moving a.more').click();
    await page.locator('form[action*="/instead"] button').click();
    await payWith(visit, 'stripe', rest);
    await page.locator('select[name=then]').selectOption('open');
    await press(visit, 'voucher');
    await visit.arrived(/^\/payments\//);
    await visit.until(words.voucher);
    const payment = page.url();
    // The provider has closed the first one.
    visit.announce(409);
    await page.goto(slip);
    assert.ok(!(await page.locator('body').textContent()).includes(number), 'the first one is closed');
    await payAtTill(world, payment);
    await page.goto(payment);
    await paid(visit, rest);
    assert.equal(await owed(visit), before - part - third.amount - rest, 'the balance after the voucher');
    await visit.look('account afterwards');

    await visit.go('/activity');
    const got = page.getByRole('listitem').filter({ hasText: words.paid });
    const amounts = (await got.locator('.sum b').allTextContents()).map(hundredths);
    for (const amount of [part, third.amount, rest]) assert.ok(amounts.includes(amount), `${amount} in ${amounts}`);
    await visit.look('activity');

    const receipts = await mails(world.demo.mail_dir, ({ subject }) => subject.includes(words.receiptMail), 3);
    for (const amount of [part, third.amount, rest]) {
      const told = receipts.filter(({ text }) => text.split(/\s{2,}|\n|: /).some((word) => /\d/.test(word) && hundredths(word) === amount));
      assert.ok(told.length > 0, `a receipt by mail over ${amount}`);
    }
  });

  world.test('comes back from the provider in another browser, which sees this one payment', async (visit) => {
    await visit.enter(world.link('currencies'));
    const [invoice] = await openInvoices(visit);
    await (await choose(visit, [invoice.number])).getByRole('button').click();
    await payWith(visit, 'stripe', invoice.amount);
    const other = await world.stranger();
    try {
      await other.page.goto(visit.page.url());
      await press(other, 'card');
      await other.arrived(/^\/payments\//);
      const words = await other.words();
      await other.until(words.paid);
      await other.page.getByText(words.stranger).waitFor();
      await other.look('payment stranger');
      assert.ok(!(await other.page.content()).includes(invoice.number), 'nothing of the invoices');
      other.announce(401);
      await other.go('/');
      await other.heading(words.noSession).waitFor();
      other.checkComplaints();
    } finally {
      await other.end();
    }
  });
}
