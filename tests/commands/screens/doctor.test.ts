import { expect, test } from 'vitest'
import { type Check, renderChecks } from '../../../src/commands/doctor/screen.ts'
import type { AllWords } from '../../../src/messages/index.ts'
import { en, zh } from '../../words.ts'

const terminal = { isTTY: true, width: 100, height: 50, color: 0 } as const

test('a whole sentence goes on with what to type, and ends as one where there is nothing to', () => {
  const check = (says: string, command: string | null): Check => ({
    about: 'node',
    state: 'bad',
    says,
    command,
  })
  const shown = (words: AllWords, ...checks: Check[]) => renderChecks(checks, words, terminal)
  const printed = shown(en, check('Nobody would see it.', 'renew channel add'), check('It is off.', null))
  expect(printed).toContain('Nobody would see it: renew channel add\n')
  expect(printed).toContain('It is off.\n')
  expect(shown(zh, check('没有人会看到。', 'renew channel add'))).toContain(
    '没有人会看到：renew channel add\n',
  )
})
