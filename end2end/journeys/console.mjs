// The creditor's staff: in by password and code, a request countered and accepted, a dispute upheld, a policy changed.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';
import { stepOf, totp } from '../support/totp.mjs';
import { accept, openInvoices, owed } from './steps.mjs';

/** A code works once, in its own half minute and one beside it. */
let used = 0;

async function signIn(world, visit, { look = false } = {}) {
  const { page } = visit;
  const [user] = world.demo.staff;
  await visit.go('/console');
  await visit.arrived('/console/sign-in');
  if (look) {
    await visit.look('console sign in');
    visit.announce(422);
    await page.locator('#email').fill(user.email);
    await page.locator('#password').fill('something else');
    await page.locator('form[action="/console/sign-in"] button').click();
    await page.getByRole('alert').waitFor();
    await visit.look('console sign in refused');
  }
  await page.locator('#email').fill(user.email);
  await page.locator('#password').fill(user.password);
  await page.locator('form[action="/console/sign-in"] button').click();
  await visit.arrived('/console/code');
  if (look) await visit.look('console code');
  used = Math.max(used + 1, stepOf(Date.now()) - 1);
  await page.locator('#code').fill(totp(user.totp_secret, used));
  await page.locator('form[action="/console/code"] button').click();
  await visit.arrived('/console');
}

/** Of a list's rows, the one of this debtor. */
async function open(visit, { debtor }) {
  await visit.go('/console/requests');
  await visit.page.locator('a.row', { hasText: debtor }).first().click();
}

/** On the page that shows a decision whole: does it. */
async function decide(visit) {
  await visit.page.locator('main form[method=post] button.button').click();
  await visit.page.locator('main section.panel[role=status]').waitFor();
}

export function staffRoom(world) {
  world.test('asks a person for three months, is offered another date in the console, and accepts it', async (visit) => {
    const { page } = visit;
    used = 0;
    const link = world.link('longer');
    await visit.enter(link);
    const words = await visit.words();
    const [invoice] = await openInvoices(visit);
    await visit.go('/extensions/new');
    await page.locator('input[name=by]').nth(3).check();
    await page.locator('textarea[name=reason]').fill('Cobro en febrero.');
    await page.locator('button[name=check]').click();
    await visit.look('extension check asked');
    await page.locator('main form[method=post] button.button').click();
    await visit.arrived(/^\/requests\//);
    const request = page.url();
    await visit.look('request waiting');

    const staff = await world.stranger();
    try {
      await signIn(world, staff, { look: true });
      await staff.look('console overview');
      await staff.go('/console/requests');
      await staff.look('console requests');
      await open(staff, link);
      await staff.arrived(/^\/console\/requests\//);
      const text = await staff.page.locator('main').textContent();
      assert.ok(text.includes('Cobro en febrero.') && text.includes(invoice.number), 'the words and the invoice');
      await staff.page.locator('form.panel summary').click();
      await staff.look('console request');
      await staff.page.locator('input[name=how][value=days]').check();
      await staff.page.locator('input[name=number]').fill('45');
      await staff.page.locator('textarea[name=words]').fill('Podemos esperar hasta esa fecha.');
      await staff.page.locator('button[name=do][value=counter]').click();
      await staff.look('console counter check');
      await decide(staff);
      await staff.look('console request answered');
      staff.checkComplaints();
    } finally {
      await staff.end();
    }

    const answer = ({ to, subject }) => to.includes(link.email) && subject.includes(words.answerMail);
    const [mail] = await mails(world.demo.mail_dir, answer);
    assert.ok(mail.text.includes('Podemos esperar hasta esa fecha.'), 'the words of the answer');
    await page.goto(request);
    await visit.look('request countered');
    await accept(world, visit, link);
    await visit.look('request accepted');
    assert.equal(await owed(visit), invoice.amount, 'as much is owed as before');
  });

  world.test('decides a dispute, finds a debtor, changes the policy, and reads what was done', async (visit) => {
    const { page } = visit;
    await signIn(world, visit);
    const wrong = world.link('wrong');
    await open(visit, wrong);
    await visit.arrived(/^\/console\/disputes\//);
    await visit.look('console dispute');
    const file = page.locator('a[download]').first();
    const answer = await page.request.get(new URL(await file.getAttribute('href'), page.url()).href);
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()['content-disposition'], /^attachment/, 'never shown in place');
    await page.locator('input[name=do][value=all]').check();
    await page.locator('textarea[name=answer]').fill('Tiene razón, disculpe.');
    await page.locator('form.panel button[type=submit]').click();
    await visit.look('console dispute check');
    await decide(visit);
    await visit.look('console dispute upheld');

    await visit.go('/console/debtors');
    await page.locator('#q').fill(wrong.debtor.split(' ')[0]);
    await page.locator('form.search button').click();
    await visit.look('console debtors');
    await page.locator('a.row', { hasText: wrong.debtor }).first().click();
    await visit.arrived(/^\/console\/debtors\//);
    await visit.look('console debtor');
    await page.locator('form[action$="/links"] button').first().click();
    const url = await page.locator('#made').inputValue();
    await visit.look('console link made');
    const debtor = await world.stranger();
    try {
      await debtor.enter({ url });
      debtor.checkComplaints();
    } finally {
      await debtor.end();
    }

    await visit.go('/console/policy');
    await visit.look('console policy');
    await page.locator('a[href="/console/policy/promise"]').click();
    await visit.look('console policy promise');
    await page.locator('input[name*=days]').first().fill('10');
    await page.locator('form.policy button[type=submit]').click();
    await visit.look('console policy check');
    await page.locator('button[name=confirm]').click();
    await visit.arrived('/console/policy');
    await visit.go('/console/policy/versions');
    await visit.look('console policy versions');
    await visit.go('/console/audit');
    await visit.look('console audit');
    assert.ok((await page.locator('.trail > li').count()) >= 4, 'what was done, and by whom');
    await page.locator('form[action="/console/sign-out"] button').click();
    await visit.go('/console');
    await visit.arrived('/console/sign-in');
  });
}
