// Paying in parts: a plan is built, checked, accepted with the code from the mail; its first part is paid, and
// the second for less.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';
import { hundredths } from '../support/words.mjs';
import { agreed, paid, payWith, press } from './steps.mjs';

export function plan(world) {
  world.test('builds a plan, accepts it with the code from the mail, and pays two parts', async (visit) => {
    const { page } = visit;
    const link = world.link('parts');
    await visit.enter(link);
    const words = await visit.words();
    await visit.look('account with ways on');
    await visit.go('/plans/new');
    await visit.heading(words.payInParts).waitFor();
    await visit.look('plan new', { island: true });

    await page.locator('input[name=how][value=count]').check();
    if (world.script) {
      // The slider moves, and the schedule with it; the plain field keeps step.
      const slider = page.locator('#slide');
      await slider.focus();
      await slider.press('Home');
      await slider.press('ArrowRight');
      await page.locator('.simulator summary').click();
      await page.locator('.simulator tbody tr').nth(2).waitFor();
      assert.equal(await page.locator('#count').inputValue(), '3', 'the field under the slider');
      assert.equal(await page.locator('.simulator tbody tr').count(), 3);
      await visit.look('plan slider', { island: true });
      await page.locator('.simulator button[name=check]').click();
    } else {
      await page.locator('#count').fill('3');
      await page.getByRole('button', { name: words.seePlan }).click();
      await page.locator('#result summary').click();
      await page.locator('#result tbody tr').nth(2).waitFor();
      await visit.look('plan result');
      await page.locator('#result button[name=check]').click();
    }

    await visit.heading(words.checkPlan).waitFor();
    // What an instalment costs when it is paid early stands below its sum.
    const sums = await page.locator('table.schedule tbody tr td:nth-of-type(2)').evaluateAll((cells) => cells.map((cell) => cell.firstChild.textContent));
    const parts = sums.map(hundredths);
    assert.equal(parts.length, 3);
    assert.ok(Math.max(...parts) - Math.min(...parts) <= 1, `parts within one cent: ${parts}`);
    await visit.look('plan check');
    await page.locator('form[action="/plans"] button.button').click();

    const code = page.locator('input[name=code]');
    await code.waitFor();
    await visit.look('plan code');
    visit.announce(422);
    await code.fill('000 000');
    await page.locator('form', { has: code }).getByRole('button').first().click();
    await page.locator('[role=alert], .summary').first().waitFor();
    const [mail] = await mails(world.demo.mail_dir, ({ to, subject }) => to.includes(link.email) && subject.includes(words.codeMail));
    const [digits] = mail.text.match(/\b\d{3} \d{3}\b/);
    if (digits !== '000 000') await page.locator('input[name=code]').fill(digits);
    await page.locator('form', { has: page.locator('input[name=code]') }).getByRole('button').first().click();

    await visit.arrived(/^\/agreements\//);
    await visit.look('agreement made');
    const agreement = new URL(page.url()).pathname;
    assert.equal(await page.locator('table.schedule tbody tr').count(), 3);
    await agreed(world, visit, link);

    // The first part is a month ahead, and costs a tenth less by then.
    const less = (part) => part - Math.round(part / 10);
    await page.locator('a[href*="instalment="]').first().click();
    await payWith(visit, 'stripe', less(parts[0]));
    await press(visit, 'card');
    await visit.arrived(/^\/payments\//);
    await paid(visit, less(parts[0]));
    await visit.go(agreement);
    await visit.look('agreement first part paid');
    await visit.go('/');
    await visit.look('account with a plan');
    assert.equal(await page.locator('.when.late').count(), 0, 'nothing is late while the plan is kept');
    // The next part comes first; it is far ahead, and costs a tenth less: the same on each page that names it.
    const next = page.locator('.due a.button').first();
    assert.equal(hundredths(await next.textContent()), less(parts[1]), 'the next part comes first');
    await next.click();
    await visit.heading(words.checkPayment).waitFor();
    assert.equal(hundredths(await page.locator('.due .big').textContent()), less(parts[1]));

    // It is paid in full by that.
    await visit.go(agreement);
    await page.locator('a[href*="instalment="]').first().click();
    await visit.look('instalment for less');
    await payWith(visit, 'stripe', less(parts[1]));
    await press(visit, 'card');
    await visit.arrived(/^\/payments\//);
    await paid(visit, less(parts[1]));
    await visit.go(agreement);
    await visit.look('agreement second part paid for less');
    assert.equal(await page.locator('table.schedule .when.good').count(), 2, 'the schedule says that two parts are paid');
    await visit.go('/');
    assert.equal(hundredths(await page.locator('.due a.button').first().textContent()), less(parts[2]), 'the last part is left');
  });
}
