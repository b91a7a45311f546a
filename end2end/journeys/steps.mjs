// What several journeys do: choose, pay at a provider, read the account.

import assert from 'node:assert/strict';
import { mails } from '../support/mail.mjs';
import { hundredths } from '../support/words.mjs';

/** What is owed, by the account page; of the first currency where there are several. */
export async function owed(visit) {
  await visit.go('/');
  const words = await visit.words();
  const total = visit.page.locator('section.due', { hasText: words.owed }).first().locator('.big');
  const nothing = visit.page.getByRole('heading', { name: words.nothingOwed });
  // All of it is on its way: nothing is asked for.
  const moving = visit.page.locator('section.due h2', { hasText: words.onItsWay });
  await total.or(nothing).or(moving).first().waitFor();
  const asksNothing = (await nothing.isVisible()) || (await moving.first().isVisible());
  return asksNothing ? 0 : hundredths(await total.textContent());
}

/** The invoices of the account page that can be paid: number, address and amount, the most urgent first. */
export async function openInvoices(visit) {
  await visit.go('/');
  const { invoicesToPay } = await visit.words();
  const rows = visit.page.locator('section', { has: visit.page.getByRole('heading', { name: invoicesToPay }) }).getByRole('link');
  return Promise.all(
    (await rows.all()).map(async (row) => ({
      number: (await row.locator('.what b').textContent()).trim(),
      path: await row.getAttribute('href'),
      amount: hundredths(await row.locator('.sum b').textContent()),
    })),
  );
}

/** `/pay` with exactly these invoices ticked (by number), and an amount if not all of them. Not sent yet. */
export async function choose(visit, numbers, amount) {
  const { page } = visit;
  await visit.go('/pay');
  const words = await visit.words();
  const form = page.locator('form', { has: page.getByRole('checkbox') }).filter({ hasText: numbers[0] ?? '' }).first();
  for (const box of await form.getByRole('checkbox').all()) await box.uncheck();
  for (const number of numbers) await form.getByRole('checkbox', { name: number }).check();
  if (amount !== undefined) {
    await form.getByRole('radio', { name: words.another }).check();
    await form.getByLabel(words.amountIn).fill(amount);
  }
  return form;
}

/** Chooses a provider on the page that checks the payment, and pays; ends on the provider's page. */
export async function payWith(visit, provider, amount) {
  const { page } = visit;
  const { checkPayment } = await visit.words();
  await visit.heading(checkPayment).waitFor();
  const own = await page.locator('.due .big').textContent();
  assert.equal(hundredths(own), amount, 'the amount on the last page of ours');
  await page.locator(`input[name=method][value=${provider}]`).check();
  const button = page.locator('form.pay button.button');
  assert.ok((await button.textContent()).includes(own.trim()), 'the button says the amount');
  await button.click();
  await atProvider(visit, amount);
}

/** The provider's page asks for the amount that ours did. */
export async function atProvider(visit, amount) {
  const theirs = visit.page.locator('body.stripe .amount, body.paypal .amount');
  assert.equal(hundredths(await theirs.textContent()), amount, 'the amount at the provider');
}

/** Presses a button of the provider's page. */
export function press(visit, how) {
  return visit.page.locator(`button[name=how][value=${how}]`).click();
}

/** On the page of a payment: it is paid, with a receipt over the amount. Gives what the receipt says is left. */
export async function paid(visit, amount) {
  const words = await visit.words();
  await visit.until(words.paid);
  const receipt = visit.page.locator('section', { has: visit.page.getByRole('heading', { name: words.receipt, exact: true }) });
  assert.equal(hundredths(await receipt.locator('.big').textContent()), amount, 'the receipt');
}

/** On a page that checks what is to be agreed: accepts, and gives the code from the mail. Ends on the agreement. */
export async function accept(world, visit, { email }, name) {
  const { page } = visit;
  const words = await visit.words();
  // Beside an offer of staff stands a quiet button, which takes the request back.
  await page.locator('main form[method=post] button.button:not(.quiet)').click();
  const code = page.locator('input[name=code]');
  await code.waitFor();
  if (name) await visit.look(`${name} code`);
  const [mail] = await mails(world.demo.mail_dir, ({ to, subject }) => to.includes(email) && subject.includes(words.codeMail));
  const [digits] = mail.text.match(/\b\d{3} \d{3}\b/);
  await code.fill(digits);
  await page.locator('form', { has: code }).getByRole('button').first().click();
  await visit.arrived(/^\/agreements\//);
}

/** What was agreed has come by mail, and its files can be had. Gives the mail. */
export async function agreed(world, visit, { email }, files = ['agreement.pdf', 'calendar.ics', 'agreement.json']) {
  const { page } = visit;
  const words = await visit.words();
  const [mail] = await mails(world.demo.mail_dir, ({ to, subject }) => to.includes(email) && subject.includes(words.agreedMail));
  assert.ok(mail.text.length > 200, 'what was agreed, in the mail');
  for (const file of files) {
    const answer = await page.request.get(new URL(`${new URL(page.url()).pathname}/${file}`, page.url()).href);
    assert.equal(answer.status(), 200, file);
    assert.match(answer.headers()['content-disposition'], /^attachment/, file);
  }
  return mail;
}

/** Opens what a mail speaks of in a browser without a session: it can be read, and a new link asked for there. */
export async function readFromMail(visit, mail, { email }) {
  const { page } = visit;
  const words = await visit.words();
  const [address] = mail.text.match(/https?:\/\/\S+\/agreements\/\S+/);
  await visit.forget();
  await page.goto(address);
  await page.getByRole('heading', { name: words.reading }).waitFor();
  assert.equal(await page.locator('main a[href^="/pay"]').count(), 0, 'nothing pays here');
  await visit.look('agreement read by its mail');
  assert.deepEqual(await visit.cookies(), [], 'reading begins no session');
  await page.getByLabel(words.email).fill(email);
  await page.getByRole('button', { name: words.send }).click();
  await visit.heading(words.sent).waitFor();
}
