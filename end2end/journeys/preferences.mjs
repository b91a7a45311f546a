// Language, and a link for somebody else to pay with.

import assert from 'node:assert/strict';
import { hundredths } from '../support/words.mjs';
import { atProvider, paid, press } from './steps.mjs';

export function preferences(world) {
  world.test('changes the language, and it stays changed', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('currencies', 'ipe'));
    for (const [name, tag] of [['English', 'en'], ['Português', 'pt'], ['Español', 'es']]) {
      await visit.go('/preferences');
      const words = await visit.words();
      await page.getByRole('radio', { name }).check();
      await page.getByRole('button', { name: words.saveLanguage }).click();
      const now = await visit.words();
      await page.getByText(now.languageSaved).waitFor();
      await visit.go('/');
      assert.equal((await page.locator('html').getAttribute('lang')).slice(0, 2), tag);
      await visit.look(`account ${tag}`);
    }
    await visit.go('/preferences');
    await visit.look('preferences');
  });

  world.test('shares a link that pays one invoice and shows nothing else', async (visit) => {
    const { page } = visit;
    await visit.enter(world.link('currencies', 'ipe'));
    const words = await visit.words();
    const debtor = (await visit.heading(words.accountOf).textContent()).replace(words.accountOf, '');
    await visit.go('/preferences');
    const choice = page.locator('form[action$="/share"] .option').first();
    const [number, amount] = [await choice.locator('b').textContent(), hundredths(await choice.locator('.sum').textContent())];
    await choice.getByRole('radio').check();
    await page.getByRole('button', { name: words.makeLink }).click();
    const url = await page.getByLabel(words.sharedLink).inputValue();
    if (world.script) await page.getByRole('button', { name: words.copyLink }).waitFor();
    await visit.look('shared link', { island: true });

    const other = await world.stranger();
    try {
      await other.enter({ url });
      const theirs = await other.words();
      await other.heading(theirs.payOnly).waitFor();
      const seen = await other.page.content();
      assert.ok(seen.includes(number) && !seen.includes(debtor), 'the number, and nobody named');
      await other.look('pay only');
      await other.page.locator('form.pay button.button').click();
      await atProvider(other, amount);
      await press(other, 'card');
      await other.arrived(/^\/payments\//);
      await paid(other, amount);
      await other.look('pay only paid');
      other.announce(404);
      for (const path of ['/activity', '/preferences', '/pay']) {
        await other.go(path);
        await other.heading(theirs.notFound).waitFor();
      }
      other.checkComplaints();
    } finally {
      await other.end();
    }
  });
}
