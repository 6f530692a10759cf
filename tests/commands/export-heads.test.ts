import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { LANGUAGES, type Language, loadAllWords } from '../../src/messages/index.ts'
import { COLUMNS } from '../../src/register/card-row.ts'
import { newFolder } from '../folders.ts'
import { newHome, renew } from '../world.ts'

async function runWell(home: string, words: string[]) {
  const said = await renew(home, words)
  expect(said.code, said.stderr).toBe(0)
  return said
}

const ALL = Object.keys(LANGUAGES) as Language[]

/** A home with documents that use most columns. */
async function office(): Promise<string> {
  const home = newHome()
  await runWell(home, [
    'add',
    '李娜的护照',
    '--expires',
    '2031-03-14',
    '--holder',
    '李娜',
    '--number',
    'E12345678',
  ])
  await runWell(home, [
    'add',
    'Карта Анны',
    '--expires',
    '2026-12-31',
    '--tags',
    'семья,офис',
    '--note',
    '=1+1',
  ])
  await runWell(home, [
    'add',
    'diploma',
    '--expires',
    'never',
    '--guide',
    'generic',
    '--issued',
    '2020-06-01',
  ])
  await runWell(home, [
    'edit',
    'Карта Анны',
    '--lead',
    '6w',
    '--milestones',
    '2mo,7d',
    '--links',
    '李娜的护照',
  ])
  await runWell(home, ['close', 'diploma'])
  return home
}

const cardsOf = async (home: string) =>
  JSON.parse((await runWell(home, ['export', '--format', 'json'])).stdout)

describe.each(ALL)('heads in %s', lang => {
  test.each(['csv', 'xlsx'])(
    '%s is read back as it was, also with its columns in another order',
    async form => {
      const home = await office()
      const file = path.join(newFolder(), `cards.${form}`)
      await runWell(home, ['export', file, '--heads', '--lang', lang])
      const other = newHome()
      await runWell(other, ['import', file, '--yes'])
      expect(await cardsOf(other)).toEqual(await cardsOf(home))
      const again = `${file}.again.${form}`
      await runWell(other, ['export', again, '--heads', '--lang', lang])
      expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
      if (form !== 'csv') return
      const [heads = '', ...rows] = readFileSync(file, 'utf8').replace('\ufeff', '').split('\r\n')
      // Only the last columns hold commas and quotes.
      const moved = [heads, ...rows]
        .map(row => row.split(','))
        .map(([a, b, ...rest]) => [b, a, ...rest].join(','))
      writeFileSync(file, moved.join('\r\n'))
      const third = newHome()
      await runWell(third, ['import', file, '--yes'])
      expect(await cardsOf(third)).toEqual(await cardsOf(home))
    },
  )
})

// A file of today must be readable tomorrow: a head that changes here must still be recognised.
test('the heads in each language', async () => {
  const heads: string[] = []
  for (const lang of ALL) {
    const words = await loadAllWords(lang)
    heads.push(`${lang}: ${COLUMNS.map(column => words(`show.${column}`)).join(' | ')}`)
  }
  await expect(`${heads.join('\n')}\n`).toMatchFileSnapshot('golden/export-heads.txt')
})

test('no head stands for two columns, in any language', async () => {
  const columns = new Map<string, string>()
  for (const lang of ALL) {
    const words = await loadAllWords(lang)
    for (const column of COLUMNS) {
      const head = words(`show.${column}`)
      expect(columns.get(head) ?? column, head).toBe(column)
      columns.set(head, column)
    }
  }
})

test.each(['json', 'ics'])('a file in %s has none', async form => {
  const home = await office()
  const { code, stdout, stderr } = await renew(home, ['export', '--format', form, '--heads'])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toBe(
    `renew: only a table has heads, not ${form}; nothing was written; for example: renew export documents.csv --heads\n`,
  )
})
