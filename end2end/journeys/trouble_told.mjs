// Something is wrong with an invoice, and a hard time.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';
import { hundredths } from '../support/words.mjs';
import { openInvoices, owed } from './steps.mjs';

export function troubleTold(world) {
  world.test('objects to a part of an invoice, with a photo', async (visit) => {
    const { page } = visit;
    const link = world.link('wrong');
    await visit.enter(link);
    const words = await visit.words();
    const [invoice] = await openInvoices(visit);
    const before = await owed(visit);
    await visit.go(invoice.path);
    await visit.look('invoice explained');
    await page.locator('a[href^="/disputes/new"]').first().click();
    await visit.look('dispute new');

    // Nothing chosen: told what is missing, and nothing is lost.
    visit.announce(422);
    await page.locator('textarea[name=words]').fill('Llegaron dos cajas mojadas.');
    await page.locator('form.dispute button[type=submit]').click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('textarea[name=words]').inputValue(), 'Llegaron dos cajas mojadas.');
    await visit.look('dispute wrong');

    const part = Math.floor(invoice.amount / 300) * 100;
    await page.locator('input[name=reason][value=not_as_agreed]').check();
    await page.locator('input[name=about][value=amount]').check();
    await page.locator('input[name=amount]').fill(String(part / 100));
    const photo = { name: 'cajas mojadas.png', mimeType: 'image/png', buffer: await page.screenshot() };
    await page.locator('input[name=files]').setInputFiles(photo);
    await page.locator('form.dispute button[type=submit]').click();
    await visit.arrived(/^\/disputes\//);
    await visit.look('dispute sent');
    assert.ok((await page.locator('main').textContent()).includes('cajas mojadas.png'), 'the file is named');
    const [mail] = await mails(world.demo.mail_dir, ({ to, subject }) => to.includes(link.email) && subject.includes(words.disputeMail));
    assert.ok(mail.text.length > 100);

    // Only that part rests: the rest is asked for as before.
    assert.equal(await owed(visit), before - part, 'what is looked into is not asked for');
    await visit.look('account with a dispute');
    await visit.go(invoice.path);
    await visit.look('invoice disputed');
  });

  world.test('takes a break in a hard time', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('hard'));
    const before = await owed(visit);
    await page.locator('a[href="/breathing-space"]').first().click();
    await visit.look('breathing space');
    await page.locator('form[action="/breathing-space"] button').click();
    await visit.arrived('/breathing-space');
    await visit.look('breathing space begun');
    assert.equal(await owed(visit), before, 'what is owed stays');
    await visit.look('account in a breathing space');
  });

  world.test('sees how a balance comes about on any day', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('overdue', 'ipe'));
    const [late] = await openInvoices(visit);
    await visit.go(late.path);
    const sum = async () => hundredths(await page.locator('#explained tfoot td').textContent());
    assert.equal(await sum(), late.amount, 'the lines add up to what is owed today');
    const ahead = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await page.locator('#as_of').fill(ahead);
    await page.locator('form.ask-day button').click();
    await page.waitForURL(/as_of=/);
    assert.ok((await sum()) > late.amount, 'interest of thirty days more');
    await visit.look('invoice explained ahead');
  });
}
