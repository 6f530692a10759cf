import { expect, test } from 'vitest'
import { BEGIN, END, mailWarning, withBlock } from '../../src/timers/crontab.ts'

const UTF8 = 'CONTENT_TYPE="text/plain; charset=UTF-8"\n'

test.each([
  ['', true, 'mail-ascii'],
  ['PATH=/bin\n', true, 'mail-ascii'],
  ['CONTENT_TYPE=text/plain\n', true, 'mail-ascii'],
  [UTF8, true, null],
  ['CONTENT_TYPE = text/plain; charset=utf8\n', true, null],
  ['MAILTO=""\n', true, 'output-unseen'],
  [`MAILTO=""\n${UTF8}`, true, 'output-unseen'],
  [UTF8, false, 'output-unseen'],
  ['', false, 'output-unseen'],
])('the mail of a table that begins with %j, with a mail program: %j', (table, hasMailer, warning) => {
  expect(mailWarning(table, hasMailer)).toBe(warning)
})

test('a character set that is set below our entry does not reach it', () => {
  expect(mailWarning(`${withBlock('', `${BEGIN}\n${END}\n`)}${UTF8}`, true)).toBe('mail-ascii')
})
