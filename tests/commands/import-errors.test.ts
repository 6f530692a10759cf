import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { LANGUAGES, type Language, loadErrorWords } from '../../src/messages/index.ts'
import { newFolder } from '../folders.ts'
import { newHome, renew } from '../world.ts'

const HEADS = 'Name,Visa Expiry\n'
const NAMED = 'name,number,expires,guide\n'
const LONG = 'x'.repeat(1024 * 1024 + 10)
const OWN = '{"schema":99,"cards":[]}'

/** Files that `import` refuses, by the text that says why. */
const REFUSED: Record<string, { file: string | Buffer; options?: string[]; before?: string }> = {
  'import-encoding/broken-utf8': {
    file: Buffer.concat([
      Buffer.from(`${HEADS}${'Жанна,2027-01-01\n'.repeat(9)}`),
      Buffer.from([0xff, 0x0a]),
    ]),
  },
  'import-encoding/unknown': { file: Buffer.from(`${HEADS}Ann \xff\xfe\x81,2027-01-01\n`, 'latin1') },
  'import-encoding/wrong': {
    file: Buffer.from(`${HEADS}Ann \xff,2027-01-01\n`, 'latin1'),
    options: ['--encoding', 'gb18030'],
  },
  'import-nul': { file: `${HEADS}Ann\0,2027-01-01\n` },
  'import-broken/open-quote': { file: `${HEADS}"Ann,2027-01-01\n` },
  'import-broken/long-row': { file: `${HEADS}"${LONG}",2027-01-01\n` },
  'import-broken/columns': { file: `${'Name,'.repeat(201)}Visa Expiry\n` },
  'import-kind/pdf': { file: '%PDF-1.7\n' },
  'import-kind/calendar': { file: 'BEGIN:VCALENDAR\r\n' },
  'import-kind/web-page': { file: '<html><table>' },
  'import-head': { file: '' },
  'import-no-heads': { file: 'Ann,2027-01-01\nBo,2027-02-02\n', options: ['--map', '#1=name'] },
  'import-head-line/beyond': { file: `${HEADS}Ann,2027-01-01\n`, options: ['--head', '9'] },
  'import-head-line/none': { file: `${HEADS}Ann,2027-01-01\n`, options: ['--head', 'x'] },
  'import-questions/guessed': { file: 'Name,Visa Expiry,Thing\nAnn,2027-01-01,2027-02-02\n' },
  'import-questions/unclear': { file: `${HEADS}Ann,03/04/2027\n` },
  'import-no-end/dates': { file: 'Name,Birth date\nAnn,1990-01-01\n' },
  'import-no-end/none': { file: 'Name,City\nAnn,Almaty\n' },
  'import-no-such-column': { file: `${HEADS}Ann,2027-01-01\n`, options: ['--map', 'Passport=number'] },
  'import-not-ours': { file: '{"a":1}' },
  'import-newer': { file: OWN },
  'import-name-repeats': { file: `${HEADS}Ann,2027-01-01\nAnn,2027-02-02\n` },
  'import-other-kind': {
    before: 'name,guide,expires,renew\nAnn,visa,2027-01-01,{}\n',
    file: 'name,guide,expires,renew\nAnn,passport,2028-01-01,{}\n',
    options: ['--update'],
  },
  'import-cells': { file: `${HEADS}Ann,2027-01-01,x\n` },
  'import-number-cut': {
    file: 'Name,Visa No,Visa Expiry\nAnn,1.23E+15,2027-01-01\n',
    options: ['--map', 'Visa No=number'],
  },
  'import-zeros-lost': {
    before: `${NAMED}Ann,00123,2027-01-01,visa\n`,
    file: `${NAMED}Ann,123,2027-01-01,visa\n`,
    options: ['--update'],
  },
  'import-key-missing/number': { file: `${NAMED}Ann,,2027-01-01,visa\n`, options: ['--by', 'number'] },
  'import-key-missing/holder': {
    file: 'name,holder,expires\nAnn,,2027-01-01\n',
    options: ['--by', 'holder'],
  },
  'import-key-ambiguous/number': {
    before: `${NAMED}Ann,1,2027-01-01,visa\nBo,1,2027-01-01,visa\n`,
    file: `${NAMED}Cy,1,2028-01-01,visa\n`,
    options: ['--by', 'number'],
  },
  'import-row-twice': { file: 'name,expires,renew\nAnn,2027-01-01,{}\nAnn,2027-02-02,{}\n' },
  'import-card-exists': { before: 'name,expires\nAnn,2027-01-01\n', file: 'name,expires\nAnn,2027-02-02\n' },
  'import-dates/one': { file: `${HEADS}Ann,12/31/2027\n`, options: ['--dates', 'dmy'] },
  'import-dates/two': { file: `${HEADS}Ann,12/31/2027\nBo,01/02/2027\n`, options: ['--dates', 'dmy'] },
  'import-refused': { file: `${HEADS}Ann,2027-02-30\nBo,2027-03-01\n` },
}

/** Texts with a test of their own: other files are in `file-kind.test.ts`, workbooks in `read-workbook.test.ts`. */
const ELSEWHERE =
  /^import-kind\/|^import-(?:damaged|unpacked-size|sheets|sheet-unknown|value|kind-unknown|key-missing\/name|key-ambiguous\/(?:name|holder))$/

test.each(Object.keys(LANGUAGES) as Language[])(
  '%s: all refusals on a terminal of 80 columns',
  async lang => {
    const folder = newFolder()
    const screens: string[] = []
    const seen = new Set<string>()
    const { texts } = await loadErrorWords(lang)
    for (const [text, { file, options = [], before }] of Object.entries(REFUSED)) {
      const home = newHome()
      const how = { env: { RENEW_LANG: lang }, io: { canAsk: false, cwd: () => folder } }
      const at = path.join(folder, 'list')
      if (before) {
        writeFileSync(at, before)
        await renew(home, ['import', 'list'], how)
      }
      writeFileSync(at, file)
      const { code, stderr } = await renew(home, ['import', 'list', ...options], {
        ...how,
        terminal: { width: 80 },
      })
      expect(code, `${text}\n${stderr}`).not.toBe(0)
      screens.push(`# ${text}\n${stderr.trimEnd()}\n`)
      const words = (texts as Record<string, string>)[`error.${text}`]!.split(/\{[^}]*\}/)
      const pattern = words.map(part => part.replace(/\s/g, '').replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('.*')
      if (new RegExp(pattern).test(stderr.replace(/\s/g, ''))) seen.add(text)
    }
    expect(Object.keys(REFUSED).filter(text => !seen.has(text))).toEqual([])
    await expect(screens.join('\n')).toMatchFileSnapshot(`golden/import-errors-${lang}.txt`)
    const all = Object.keys(texts).filter(key => /^error\.import-/.test(key) && !key.endsWith('.hint'))
    const missing = all.map(key => key.slice(6)).filter(key => !(key in REFUSED) && !ELSEWHERE.test(key))
    expect(missing).toEqual([])
  },
)
