// What mails lead to opens without a session, to be read; and two accounts in one browser.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';

export function doors(world) {
  world.test('reads what a mail speaks of without a session, and enters to act', async (visit) => {
    const { page } = visit;
    const link = world.link('promise', 'ipe');
    await visit.enter(link);
    const words = await visit.words();
    await visit.go('/promises/new');
    await page.locator('button[name=check]').click();
    await page.locator('main form[method=post] button.button').click();
    await visit.arrived(/^\/agreements\//);
    const mine = ({ to, subject }) => to.includes(link.email) && subject.includes(words.agreedMail);
    const [mail] = await mails(world.demo.mail_dir, mine);
    const [address] = mail.text.match(/https?:\/\/\S+\/agreements\/\S+/);

    // Another device: no session.
    await visit.forget();
    await page.goto(address);
    await page.getByRole('heading', { name: words.reading }).waitFor();
    assert.equal(await page.locator('a[href^="/pay"]').count(), 0, 'nothing pays here');
    await visit.look('agreement read by its mail');
    assert.deepEqual(await visit.cookies(), [], 'reading begins no session');
    await page.getByLabel(words.email).fill(link.email);
    await page.getByRole('button', { name: words.send }).click();
    await visit.heading(words.sent).waitFor();
  });

  world.test('two accounts in one browser do not tread on one another', async (visit) => {
    const { page } = visit;
    const [first, second] = [world.link('overdue', 'ipe'), world.link('early')];
    await visit.enter(first);
    const name = await page.locator('header .payee small').textContent();
    const tab = await visit.beside();
    await tab.enter(second);
    assert.notEqual(await tab.page.locator('header .payee small').textContent(), name, 'each names its account');

    // The first tab's page is still there; its form does nothing in the other account.
    visit.announce(404);
    await visit.enter(first);
    await page.locator('nav a[href="/preferences"]').click();
    await tab.enter(second);
    await page.locator('form[action="/preferences/reminders"] button').click();
    await visit.heading((await visit.words()).openElsewhere).waitFor();
    await visit.look('another account is open');
    await visit.enter(first);
    await visit.go('/preferences');
    await page.locator('form[action="/preferences/reminders"] button[value=off]').waitFor();
  });
}
