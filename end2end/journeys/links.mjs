// The way in: what a link shows before anybody presses anything, and what happens when it does not work.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';

export function links(world) {
  world.test('a link shows who asks and nothing personal, and opening it changes nothing', async (visit) => {
    const { page } = visit;
    const { url } = world.link('overdue', 'ipe');
    for (let opened = 0; opened < 3; opened += 1) await page.goto(url);
    assert.deepEqual(await visit.cookies(), [], 'a GET begins no session');
    const seen = await page.content();
    await visit.look('link');
    await visit.enter({ url });
    const words = await visit.words();
    const name = (await visit.heading(words.accountOf).textContent()).replace(words.accountOf, '');
    assert.ok(name.length > 2 && !seen.includes(name), 'the debtor was not named before');
    const [cookie] = await visit.cookies();
    assert.ok(cookie.httpOnly && cookie.sameSite === 'Lax', 'the session cookie');

    // Never used up: it works again, and after signing out.
    visit.announce(401);
    await page.getByRole('button', { name: words.signOut }).click();
    await visit.arrived('/');
    // Nobody is known any more, so the browser's language counts; the firm is still named.
    await visit.heading((await visit.words()).signedOut).waitFor();
    await page.locator('header .payee').waitFor();
    await visit.look('signed out');
    await visit.enter({ url });
    await visit.heading(words.accountOf).waitFor();
  });

  world.test('speaks the language that is asked for before the visitor is known', async (visit) => {
    const { page } = visit;
    await page.goto(world.link('overdue', 'ipe').url);
    for (const [name, tag] of [['Português', 'pt'], ['English', 'en'], ['Español', 'es']]) {
      await page.getByRole('link', { name }).click();
      await page.waitForURL(`**?lang=${tag}`);
      assert.equal((await page.locator('html').getAttribute('lang')).slice(0, 2), tag);
    }
  });

  world.test('a wrong link is not found, and a new link comes by mail to those who are known', async (visit) => {
    const { page } = visit;
    visit.announce(404);
    await visit.go(`/l/00000000${'A'.repeat(43)}`);
    const words = await visit.words();
    await visit.heading(words.deadLink).waitFor();
    await visit.look('dead link');
    assert.ok(await page.getByLabel(words.email).isVisible(), 'a new link can be asked for at once');
    await visit.go('/link');
    await visit.heading(words.newLink).waitFor();
    await visit.look('new link');

    visit.announce(422);
    await page.getByLabel(words.email).fill('nobody@nowhere');
    await page.locator('form').evaluate((form) => form.setAttribute('novalidate', ''));
    await page.getByLabel(words.email).fill('nobody');
    await page.getByRole('button', { name: words.send }).click();
    await page.getByText(words.problem).waitFor();
    await visit.look('new link wrong');

    // The same answer for a stranger and for a debtor.
    const answers = [];
    for (const address of ['nobody@example.com', await anyDebtor(world)]) {
      await visit.go('/link');
      await page.getByLabel(words.email).fill(address);
      await page.getByRole('button', { name: words.send }).click();
      await visit.heading(words.sent).waitFor();
      answers.push(await page.locator('main').textContent());
    }
    assert.equal(answers[0], answers[1], 'nobody learns whose address is known');
    await visit.look('new link sent');
    const titles = [words.newLinkMail, 'your new link', 'su nuevo enlace', 'seu novo link'];
    const [mail] = await mails(world.demo.mail_dir, ({ subject }) => titles.some((title) => subject.includes(title)));
    const [url] = mail.text.match(/https?:\/\/\S+\/l\/[\w-]{51}/);
    await visit.enter({ url });
    await visit.heading((await visit.words()).accountOf).waitFor();
  });

  world.test('an address that does not exist says so', async (visit) => {
    visit.announce(404);
    await visit.go('/nothing/here');
    await visit.heading((await visit.words()).notFound).waitFor();
    await visit.look('not found');
  });
}

/** An address that the demo has written to. */
async function anyDebtor(world) {
  const [mail] = await mails(world.demo.mail_dir, ({ to }) => to.includes('@'));
  return mail.to.match(/[^\s<>]+@[^\s<>]+/)[0];
}
