// The mail that the demo has written instead of sent, one .eml file each.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail is written by a job soon after the commit that asked for it. */
const SOON_MS = 20_000;

/**
 * Waits until at least `count` mails are there that `wanted` is true of.
 * @param {string} dir
 * @param {(mail: { to: string, subject: string, text: string }) => boolean} wanted
 */
export async function mails(dir, wanted, count = 1) {
  const deadline = Date.now() + SOON_MS;
  for (;;) {
    const files = (await readdir(dir)).filter((name) => name.endsWith('.eml'));
    const found = (await Promise.all(files.map(async (name) => parse(await readFile(join(dir, name)))))).filter(wanted);
    if (found.length >= count) return found;
    if (Date.now() > deadline) throw new Error(`${found.length} of ${count} mails within ${SOON_MS} ms in ${dir}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** As much of MIME as our own mails have: encoded words, and a text part in quoted-printable or base64. */
function parse(bytes) {
  const whole = bytes.toString('latin1').replace(/\r\n/g, '\n');
  const plain = whole.split(/\n--[^\n]+\n/).find((part) => /content-type: text\/plain/i.test(part)) ?? whole;
  return { to: header(whole, 'To'), subject: header(whole, 'Subject'), text: body(plain) };
}

function header(part, name) {
  const [, value = ''] = part.match(new RegExp(`^${name}: ((?:.*)(?:\\n[ \\t].*)*)`, 'im')) ?? [];
  const unfolded = value.replace(/\n[ \t]+/g, ' ').replace(/\?=\s+=\?/g, '?==?');
  const words = unfolded.replace(/=\?utf-8\?([bq])\?(.*?)\?=/gi, (_, kind, text) =>
    Buffer.from(text, /b/i.test(kind) ? 'base64' : 'latin1').toString(/b/i.test(kind) ? 'latin1' : 'latin1')
      .replace(/_/g, /q/i.test(kind) ? ' ' : '_')
      .replace(/=([0-9a-f]{2})/gi, (hex, digits) => (/q/i.test(kind) ? String.fromCharCode(parseInt(digits, 16)) : hex)),
  );
  return Buffer.from(words, 'latin1').toString('utf8');
}

function body(part) {
  const at = part.indexOf('\n\n');
  const [head, text] = [part.slice(0, at), part.slice(at + 2)];
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  const bytes = /content-transfer-encoding: quoted-printable/i.test(head)
    ? text.replace(/=\n/g, '').replace(/=([0-9A-F]{2})/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)))
    : text;
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
