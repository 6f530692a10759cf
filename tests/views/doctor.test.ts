import { expect, test } from 'vitest'
import { en, type Messages } from '../../src/messages/en.ts'
import { zh } from '../../src/messages/zh.ts'
import { type Check, renderChecks } from '../../src/views/doctor.ts'

const terminal = { isTTY: true, width: 100, height: 50, color: 0 } as const

test('a whole sentence goes on with what to type, and ends as one where there is nothing to', () => {
  const check = (says: string, command: string | null): Check => ({
    about: 'node',
    state: 'bad',
    says,
    command,
  })
  const shown = (text: Messages, ...checks: Check[]) => renderChecks(checks, text, terminal)
  const printed = shown(en, check('Nobody would see it.', 'renew channel add'), check('It is off.', null))
  expect(printed).toContain('Nobody would see it: renew channel add\n')
  expect(printed).toContain('It is off.\n')
  expect(shown(zh, check('没有人会看到。', 'renew channel add'))).toContain(
    '没有人会看到：renew channel add\n',
  )
})
