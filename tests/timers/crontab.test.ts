import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cronWord, wordsOfCommand } from '../../src/timers/cron-words.ts'
import {
  BEGIN,
  blockIn,
  END,
  exactTable,
  isAmbiguous,
  isMailOff,
  mailWarning,
  readBlock,
  renderBlock,
  variablesAbove,
  withBlock,
  withoutBlock,
  withoutHeader,
} from '../../src/timers/crontab.ts'
import { planWith } from './plans.ts'

describe('the crontab block', () => {
  test('is three lines between its markers, readable where nothing is special', () => {
    expect(renderBlock(planWith())).toBe(
      '# >>> renew: reminders; do not edit between these lines\n' +
        '7 * * * * /usr/bin/env RENEW_HOME=/home/aliya/renew TZ=Asia/Almaty LC_CTYPE=C.UTF-8' +
        ' /usr/bin/node /usr/lib/node_modules/renew-reminder/bin/renew.js remind --scheduled\n' +
        '# <<< renew\n',
    )
  })

  test('a command that cron would refuse or cut is not made', () => {
    const plan = (length: number) => planWith({ script: `/${'x'.repeat(length)}`, env: {} })
    const around = '/usr/bin/env /usr/bin/node / remind --scheduled'.length
    expect(() => renderBlock(plan(998 - around))).not.toThrow()
    expect(() => renderBlock(plan(999 - around))).toThrowError(
      expect.objectContaining({ code: 'timer-entry-too-long', values: { bytes: 999, limit: 998 } }),
    )
    const bytes = planWith({ script: `/${'王'.repeat(400)}` })
    expect(() => renderBlock(bytes)).toThrowError(expect.objectContaining({ code: 'timer-entry-too-long' }))
  })

  test('reads back what it wrote', () => {
    const plan = planWith({ script: "/it's 100% \\ #1/renew.js" })
    expect(readBlock(renderBlock(plan))).toEqual({
      env: plan.env,
      node: plan.node,
      script: plan.script,
      times: ['*:07'],
      active: true,
    })
  })

  test('reads what a hand has edited as far as it goes', () => {
    const block = (line: string) => readBlock(`${BEGIN}\n${line}\n${END}\n`)
    expect(block('*/5 9 * * * /usr/bin/env A="b c" /n /s remind\r')).toMatchObject({
      env: { A: 'b c' },
      node: '/n',
      script: '/s',
      times: [],
    })
    expect(block('7 9 * * 1 /n /s')).toMatchObject({ node: '/n', times: [] })
    expect(block("7 9 * * * '/n /s")).toMatchObject({ node: null, script: null })
    expect(block('')).toEqual({ env: {}, node: null, script: null, times: [], active: false })
    expect(block('7 9,13,18 * * * /n /s')).toMatchObject({ times: ['09:07', '13:07', '18:07'], active: true })
    expect(block('#7 * * * * /n /s')).toEqual({
      env: {},
      node: '/n',
      script: '/s',
      times: ['*:07'],
      active: false,
    })
  })
})

const special = fc.constantFrom(...` '"%$\\\`#!~;&|<>()[]{}*?^=:,@-é王ә🙂`)
const text = fc.string({
  unit: fc.oneof({ weight: 3, arbitrary: special }, fc.constantFrom(...'abz09._')),
  maxLength: 30,
})
describe('a word of the line', () => {
  test('never holds two backslashes side by side, nor a bare per cent or hash', () => {
    fc.assert(
      fc.property(text, value => {
        const word = cronWord(value)
        expect(word).not.toContain('\\\\')
        expect(word).not.toMatch(/(^|[^\\])%|#/)
        expect(wordsOfCommand(`x ${word} y`)).toEqual(['x', value, 'y'])
      }),
      { numRuns: 500 },
    )
  })
})

const block = renderBlock(planWith())
const older = renderBlock(planWith({ node: '/old/node' }))

describe('our block in a table', () => {
  test('is the whole table where there was none, and leaves none behind', () => {
    expect(withBlock('', block)).toBe(block)
    expect(withoutBlock(block)).toBe('')
  })

  test('goes to the end, and out again without a trace', () => {
    const table = '# mine\r\n0 5 * * * backup\n\n\xff\xfe\t# \xd0\xb9\n'
    expect(withBlock(table, block)).toBe(table + block)
    expect(withoutBlock(table + block)).toBe(table)
  })

  test('gives the last line the newline without which Debian refuses a table, and leaves it there', () => {
    expect(withBlock('0 5 * * * backup', block)).toBe(`0 5 * * * backup\n${block}`)
    expect(withoutBlock(`0 5 * * * backup\n${block}`)).toBe('0 5 * * * backup\n')
  })

  test('is replaced where it stands', () => {
    expect(withBlock(`above\n${older}below\n`, block)).toBe(`above\n${block}below\n`)
  })

  test('is one again where there were several', () => {
    expect(withBlock(`a\n${older}b\n${block}c`, block)).toBe(`a\n${block}b\nc`)
    expect(withoutBlock(`a\n${older}b\n${block}c`)).toBe('a\nb\nc')
    expect(blockIn(`${older}${block}`)).toBe(older + block)
  })

  test('is known again after an editor has changed line ends, and then is not the same', () => {
    const edited = block.replaceAll('\n', '\r\n')
    expect(blockIn(`x\r\n${edited}`)).toBe(edited)
    expect(withBlock(`x\r\n${edited}y\r\n`, block)).toBe(`x\r\n${block}y\r\n`)
  })

  test('is not mistaken for lines that only look like it', () => {
    const table = '# >>> renewable energy: jobs\n0 5 * * * a\n# <<< renewable\n #  >>> renew:\n'
    expect(blockIn(table)).toBeNull()
    expect(withBlock(table, block)).toBe(table + block)
  })

  test.each([
    ['', false],
    ['MAILTO=me\n', false],
    ['MAILTO=""\n', true],
    ["MAILTO = ''\r\n", true],
    ['MAILTO=\n', true],
    ['MAILTO=""\nMAILTO=me\n', false],
    ['MAILTO=me\n0 5 * * * a\n  "MAILTO" = ""\n', true],
    ['# MAILTO=""\n', false],
  ])('is mailed or not by what stands above it: %j', (above, nobody) => {
    expect(isMailOff(above)).toBe(nobody)
    expect(isMailOff(`${above}${block}MAILTO=${nobody ? 'me' : ''}\n`)).toBe(nobody)
  })

  test('whatever the table is, removing gives back every byte, and installing twice is installing once', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab #>*\r\t\xff\xd0'), maxLength: 12 })
    const tables = fc.array(line).map(lines => lines.map(one => `${one}\n`).join(''))
    fc.assert(
      fc.property(tables, tables, (above, below) => {
        const table = above + older + below
        expect(withoutBlock(table)).toBe(above + below)
        expect(withBlock(table, block)).toBe(above + block + below)
        expect(withoutBlock(withBlock(above, block))).toBe(above)
        expect(withBlock(withBlock(above, block), block)).toBe(withBlock(above, block))
      }),
    )
  })
})

describe('half a block', () => {
  const [begin = '', entry = '', end = ''] = block.split('\n')

  test.each([
    ['its end is gone', `a\n${begin}\n${entry}\nb\n`, 2, ['1: a', `2: ${begin}`, `3: ${entry}`, '4: b']],
    ['its begin is gone', `a\nb\n${entry}\n${end}\nc\n`, 4, ['2: b', `3: ${entry}`, `4: ${end}`, '5: c']],
    [
      'a second one begins inside',
      `${begin}\n${begin}\n${end}\n`,
      1,
      [`1: ${begin}`, `2: ${begin}`, `3: ${end}`],
    ],
  ])('is refused with the lines around it: %s', (_, table, line, lines) => {
    for (const change of [() => withBlock(table, block), () => withoutBlock(table), () => blockIn(table)]) {
      expect(change).toThrowError(
        expect.objectContaining({ code: 'crontab-half-block', values: { line, lines } }),
      )
    }
  })

  test('shows letters of any script as they are', () => {
    const table = Buffer.from(`# дела\n${begin}\n`).toString('latin1')
    expect(() => blockIn(table)).toThrowError(
      expect.objectContaining({ values: { line: 2, lines: ['1: # дела', `2: ${begin}`] } }),
    )
  })
})

describe('a listing that is not the table', () => {
  const header =
    '# DO NOT EDIT THIS FILE - edit the master and reinstall.\n' +
    '# (/tmp/x installed on Sun Nov 22 16:22:00 2026)\n' +
    '# (Cron version -- $Id: crontab.c,v 2.13 1994/01/17 03:20:37 vixie Exp $)\n'

  test('loses the header that crontab puts on top by itself, and nothing else', () => {
    expect(withoutHeader(`${header}# mine\n`)).toBe('# mine\n')
    expect(withoutHeader('# a\n# b\n# c\n# d\n')).toBe('# a\n# b\n# c\n# d\n')
    expect(withoutHeader(`# mine\n${header}`)).toBe(`# mine\n${header}`)
  })

  test('is ambiguous only where a backslash could stand for a byte that is not shown', () => {
    expect(isAmbiguous("tr -d '\\r'\n")).toBe(true)
    expect(isAmbiguous('printf a\\bc\n')).toBe(true)
    expect(isAmbiguous('a\\nb\n')).toBe(false)
    expect(isAmbiguous("tr -d '\\r'\r\n")).toBe(false)
  })

  test('is made exact by the copy that an editor gets', () => {
    expect(exactTable('# a\nx\\r\ny\\r\n', 'x\r\ny\\r\n')).toBe('# a\nx\r\ny\\r\n')
    expect(exactTable('x\\r\n', 'z\r\n')).toBeNull()
    expect(exactTable('# \\r\nx\\r\n', 'x\r\n')).toBeNull()
  })
})

describe('the variables of a table', () => {
  test('are those above our block, as crontab(5) reads them; the last counts', () => {
    const table = [
      '# PATH=/commented',
      'PATH=/opt/bin:/usr/bin',
      '"QUOTED" = "a b"  ',
      " SINGLE='x y'\r",
      'PATH = /usr/local/bin:/usr/bin',
      '0 5 * * * X=1 backup',
      'EMPTY=',
      'NAME=\xe7\x8e\x8b',
      '',
    ].join('\n')
    expect(variablesAbove(`${table}${block}AFTER=1\n`)).toEqual({
      PATH: '/usr/local/bin:/usr/bin',
      QUOTED: 'a b',
      SINGLE: 'x y',
      EMPTY: '',
      NAME: '王',
    })
  })
})

describe('the mail of cron', () => {
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
})
