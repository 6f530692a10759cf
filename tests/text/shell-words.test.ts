import { expect, test } from 'vitest'
import { shellWord } from '../../src/text/printable.ts'
import { wordsOfCommand } from '../../src/timers/cron-words.ts'

test.each([
  ['me', 'me'],
  ['李娜的登记卡', '李娜的登记卡'],
  ['паспорт', 'паспорт'],
  ['/tmp/a.json', '/tmp/a.json'],
  ['my card', "'my card'"],
  ["Ann's", "'Ann'\\''s'"],
  ['$HOME', "'$HOME'"],
  ['', "''"],
])('%s is pasted into a shell as %s', (text, word) => {
  expect(shellWord(text)).toBe(word)
  expect(wordsOfCommand(word)).toEqual([text])
})
