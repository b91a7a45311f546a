// Two accounts in one browser.

import assert from 'node:assert/strict';

export function doors(world) {
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
