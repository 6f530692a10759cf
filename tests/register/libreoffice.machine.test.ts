import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { answer, newHome, renew } from '../world.ts'
import {
  cardsIn,
  differences,
  importList,
  LISTS,
  shellWords,
  TODAY,
  truthOf,
  type WantedCard,
} from './list-truth.ts'

const reason = (() => {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return ''
  } catch {
    return 'needs LibreOffice (soffice)'
  }
})()

/** The languages in which LibreOffice opens a list; they decide what it takes for a date. */
const LANGUAGES = { English: 1033, Russian: 1049, Chinese: 2052 } as const
type Language = keyof typeof LANGUAGES

/** The encoding and the separator that a person chooses as LibreOffice opens a list; the usual ones are UTF-8 and a comma. */
interface List {
  encoding?: string
  separator?: string
  /** What LibreOffice changes in a language, and what then comes in. */
  changed?: Partial<Record<Language, (wanted: WantedCard) => void>>
  /** The answer that is right where LibreOffice has exchanged day and month. */
  answer?: Partial<Record<Language, string>>
}

const withoutNumber = ({ cells }: WantedCard) => Object.assign(cells, { number: '-' })
const EVERYWHERE = { English: withoutNumber, Russian: withoutNumber, Chinese: withoutNumber }

/**
 * A list of each kind. All 61 lists of `tests/fixtures/lists` that are not JSON were opened by LibreOffice 7.4 in the
 * three languages and saved as .xlsx and .ods. What it changed, so that nothing else can be known from the workbook:
 * - numbers of 18 digits lose the last ones (bank-cn, driving-licence-cn); 00123 becomes 123, unless the column is text
 * - 05.09.26 becomes 26 September 2005 in Chinese (gsheets-de)
 * - Dec-26 becomes 26 December of this year in English, 31/12/26 becomes 26 December 1931 in Chinese (mixed-blanks)
 * - years of two digits become dates: one command instead of two (assets-snipe, licenses-snipe)
 * - 12/09/2026 becomes 9 December in English beside 19/11/2026, which stays text: this is asked about (hr-uae,
 *   contratos-br, excel-fr)
 */
const SAMPLE: Record<string, List> = {
  // Dates with dots are text in English and Chinese, and dates in Russian.
  'office-kz-multi.csv': { separator: ';' },
  'office-kk.csv': { separator: ';' },
  'office-ru-3heads.csv': {},
  'ledger-cn-3heads-gbk.csv': { encoding: 'gb18030' },
  'excel-utf16.txt': { encoding: 'utf-16le', separator: '\t' },
  'certinfo-ru.csv': { encoding: 'windows-1251', separator: ';' },
  // The same date in two columns is one cell that counts twice in .ods.
  'vehicles.csv': {},
  // 0001-01-01 is "no date".
  'homebox.tsv': { separator: '\t' },
  'driving-licence-cn.csv': { changed: EVERYWHERE },
  'bank-cn-yyyymmdd.csv': { encoding: 'gb18030', changed: EVERYWHERE },
  'hr-uae.csv': { answer: { English: '+swap' } },
  'contratos-br-spaces.csv': { separator: ';', answer: { English: '+swap' } },
  'excel-fr.csv': { encoding: 'windows-1252', separator: ';', answer: { English: '+swap' } },
  'excel-serial.csv': {},
  'epoch-ms.csv': {},
  'drivers-uae.csv': {},
  'renewals-us.csv': {},
  'licenses-us-contractors.csv': {},
}

/** Imports a list with the printed command that has the right answer in it. */
async function answered(home: string, file: string, options: readonly string[], right: string) {
  const asked = await renew(home, ['import', file, ...options], TODAY)
  const line = asked.stderr.split('\n').find(one => one.includes(right)) ?? ''
  return { said: [asked, await renew(home, shellWords(line).slice(1), TODAY)] }
}

describe.skipIf(reason)(`lists through LibreOffice${reason ? ` (skipped: ${reason})` : ''}`, () => {
  const folder = newFolder()
  const source = (list: string) => path.join(folder, 'source', `${list}.csv`)
  const saved = (list: string, format: string, language: string) =>
    path.join(folder, language, `${list}.${format}`)

  beforeAll(() => {
    mkdirSync(path.dirname(source('')), { recursive: true })
    const groups = new Map<string, string[]>()
    for (const [list, { encoding = 'utf-8', separator = ',' }] of Object.entries(SAMPLE)) {
      const text = new TextDecoder(encoding).decode(readFileSync(path.join(LISTS, list)))
      writeFileSync(source(list), text)
      groups.set(separator, [...(groups.get(separator) ?? []), source(list)])
    }
    for (const [separator, files] of groups)
      for (const [language, number] of Object.entries(LANGUAGES))
        for (const format of ['xlsx', 'ods'])
          execFileSync(
            'soffice',
            [
              `-env:UserInstallation=file://${folder}/profile`,
              ...['--headless', '--convert-to', format, '--outdir', path.join(folder, language)],
              // The separator, quotes, UTF-8, the first line, no formats of columns, the language; dates are recognised.
              `--infilter=Text - txt - csv (StarCalc):${separator.charCodeAt(0)},34,76,1,,${number},false,true`,
              ...files,
            ],
            { stdio: 'ignore' },
          )
  }, 300_000)

  test.each(
    Object.keys(SAMPLE).flatMap(list =>
      Object.keys(LANGUAGES).flatMap(language => ['xlsx', 'ods'].map(format => [list, format, language])),
    ) as [string, string, Language][],
  )('%s as .%s, opened in %s, gives the cards of the list', async (list, format, language) => {
    const { changed, answer } = SAMPLE[list]!
    const home = path.join(folder, `${list}-${format}-${language}`)
    const truth = truthOf(list)
    for (const row of truth.rows) changed?.[language]?.(row)
    const options = truth.options.filter(
      (option, at, all) => option !== '--encoding' && all[at - 1] !== '--encoding',
    )
    const file = saved(list, format, language)
    const right = answer?.[language]
    const { said } = right
      ? await answered(home, file, options, right)
      : await importList(home, file, options)
    const report = said.map(({ stderr }) => stderr).join('\n')
    expect(differences(truth.rows, await cardsIn(home)), report).toEqual([])
  })
})

test.runIf(reason === '')('opens our CSV without a formula and gives it back', async () => {
  const home = newHome()
  for (const name of ['=1+1', '@x', 'Ли На'])
    await renew(home, ['add', '--expires', '2027-01-05', '--', name])
  const folder = path.dirname(home)
  const [file, back] = [path.join(folder, 'out.csv'), path.join(folder, 'back')]
  expect((await renew(home, ['export', file])).code).toBe(0)
  execFileSync('soffice', ['--headless', '--convert-to', 'csv', '--outdir', back, file], { stdio: 'ignore' })
  const { summary } = await answer<{ summary: object }>(home, [
    'import',
    path.join(back, 'out.csv'),
    '--dry-run',
  ])
  expect(summary).toMatchObject({ new: 0, refused: 0 })
})
