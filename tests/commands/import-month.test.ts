import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { LISTS, shellWords } from '../register/list-truth.ts'
import { answer, newHome, renew } from '../world.ts'

const fixture = (name: string): string[] =>
  readFileSync(path.join(LISTS, name), 'utf8').replace('\ufeff', '').trim().split(/\r?\n/)

/** Returns a text in an encoding that Node only reads. */
function encoded(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding)
  const bytes = new Map<string, number[]>()
  for (let one = 0; one < 256; one++) bytes.set(decoder.decode(Uint8Array.of(one)), [one])
  if (encoding === 'gb18030')
    for (let lead = 0x81; lead < 0xff; lead++)
      for (let trail = 0x40; trail < 0xff; trail++)
        bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail])
  return Buffer.from([...text].flatMap(letter => bytes.get(letter)!))
}

const hanDate = (iso: string) => iso.replace(/(\d{4})-0?(\d+)-0?(\d+)/g, '$1年$2月$3日')

/** The lists of an office in three months: the first, the next one, and the next one corrected. */
interface Month {
  lang: string
  encoding: string
  first: string[]
  next: string[]
  corrected: string[]
  options: string[]
  /** What the refusal says of the document that was renewed. */
  differs: string
  counts: { first: number; next: object; corrected: object }
  /** The person who left, and how many documents are no longer in the list. */
  left: { holder: string; documents: number }
  /** The date that was wrong in the second list, as it is in the third. */
  right: { holder: string; guide: string; expires: string }
}

const [ruHead, liNa, vanVey, kimAnna] = fixture('office-kz-multi.csv') as [string, string, string, string]
const liNaNext = liNa.replace('KZ001;05.09.2026', 'KZ101;05.09.2027').replace(';05.09.2026;', ';05.09.2027;')
const karimov = '3;Каримов Азиз;Узбекистан;A0123;12.05.2028;;;;01.12.2026;15.02.2027'

const cn = fixture('certificates-cn-manag.csv').map(line => line.split(',').slice(0, 6).join(','))
const cnHead = '工号,姓名,证书类型,证书编号,发证日期,有效期至'
const [zhangSan, liSi, wangWu] = cn.slice(1).map(hanDate) as [string, string, string]
const zhangSanNext = hanDate(cn[1]!.replace('2023-01-01,2026-01-01', '2026-01-01,2029-01-01'))
const zhaoLiu = '004,赵六,电工证,EL2026004,2026年5月3日,2032年5月3日'

const [enHead, ravi, maria, john] = fixture('hr-uae.csv') as [string, string, string, string]
const raviNext = ravi.replace('201/2024/123,20/11/2026', '201/2026/999,20/11/2028')
const ali = 'E4,Ali Omar,Egypt,A555,02/02/2030,,,,,,,01/11/2026'

const MONTHS: Record<string, Month> = {
  'Russian, with semicolons, dots and windows-1251': {
    lang: 'ru',
    encoding: 'windows-1251',
    first: [ruHead, liNa, vanVey, kimAnna],
    next: [ruHead, liNaNext, kimAnna, karimov],
    corrected: [ruHead, liNaNext, kimAnna, karimov.replace('01.12.2026', '11.12.2026')],
    options: [],
    counts: { first: 12, next: { new: 3, changed: 2, same: 6 }, corrected: { new: 0, changed: 1, same: 10 } },
    differs: 'отличается: действует до, номер;',
    left: { holder: 'Ван Вэй', documents: 4 },
    right: { holder: 'Каримов Азиз', guide: 'kz/registration-card', expires: '2026-12-11' },
  },
  'Chinese, with dates in Chinese and GB18030': {
    lang: 'zh',
    encoding: 'gb18030',
    first: [cnHead, zhangSan, liSi, wangWu],
    next: [cnHead, zhangSanNext, liSi, zhaoLiu],
    corrected: [cnHead, zhangSanNext, liSi, zhaoLiu.replace('2032年5月3日', '2032年5月13日')],
    options: ['--kind', '*=generic'],
    counts: { first: 3, next: { new: 1, changed: 1, same: 1 }, corrected: { new: 0, changed: 1, same: 2 } },
    differs: '以下内容不同：有效期至、签发日期；',
    left: { holder: '王五', documents: 1 },
    right: { holder: '赵六', guide: 'generic', expires: '2032-05-13' },
  },
  'English, with commas and slashes': {
    lang: 'en',
    encoding: 'utf-8',
    first: [enHead, ravi, maria, john],
    next: [enHead, raviNext, john, ali],
    corrected: [enHead, raviNext, john, ali.replace('02/02/2030', '22/02/2030')],
    options: [],
    counts: { first: 9, next: { new: 1, changed: 1, same: 4 }, corrected: { new: 0, changed: 1, same: 5 } },
    differs: 'differs in: valid until, number;',
    left: { holder: 'Maria Santos', documents: 4 },
    right: { holder: 'Ali Omar', guide: 'passport', expires: '2030-02-22' },
  },
}

interface Card {
  name: string
  holder: string
  guide: string
  expires: string
  closed: string | null
  history: unknown[]
}

/** Returns the command at the end of what was said, as words after `renew`. */
const commandIn = (text: string): string[] => shellWords(text.slice(text.lastIndexOf('renew '))).slice(1)

test.each(Object.entries(MONTHS))('an office’s month: %s', async (_, month) => {
  const home = newHome()
  const folder = path.dirname(home)
  const how = { now: '2026-11-15T12:00:00+05:00', env: { RENEW_LANG: month.lang } }
  mkdirSync(folder, { recursive: true })
  const file = (name: string, lines: readonly string[]) => {
    const text = `${lines.join('\r\n')}\r\n`
    const at = path.join(folder, name)
    writeFileSync(at, month.encoding === 'utf-8' ? text : encoded(text, month.encoding))
    return at
  }
  const summary = async (at: string, ...more: string[]) =>
    (await answer<{ summary: object }>(home, ['import', at, ...month.options, ...more], how)).summary
  const cards = async () => (await answer<{ cards: Card[] }>(home, ['list', '--numbers'], how)).cards

  const first = file('first.csv', month.first)
  expect(await summary(first)).toMatchObject({ new: month.counts.first, refused: 0 })
  expect(await summary(first)).toMatchObject({ new: 0, same: month.counts.first })
  const before = await cards()

  const next = file('next.csv', month.next)
  const refused = await renew(home, ['import', next, ...month.options], how)
  expect(refused.code).toBe(2)
  expect(refused.stderr).toContain(month.differs)
  const command = commandIn(refused.stderr.trimEnd())
  expect(command.at(-1)).toBe('--update')
  const dry = await answer<{ summary: object }>(home, [...command, '--dry-run'], how)
  expect(dry.summary).toMatchObject(month.counts.next)
  const updated = await renew(home, command, how)
  const renewed = (await cards()).filter(({ history }) => history.length > 0)
  expect(renewed.map(({ holder }) => holder)).toEqual(renewed.map(() => month.next[1]!.split(/[,;]/)[1]))
  expect(renewed.length).toBeGreaterThan(0)

  // The person who left is named, with a command that closes exactly their documents.
  const note = updated.stderr.split(/\n(?=\S)/).find(line => line.includes('renew close'))!
  await renew(home, commandIn(note.replaceAll(/\n\s*/g, ' ').trim()), how)
  const closed = (await cards()).filter(one => one.closed !== null)
  expect(closed.map(({ holder }) => holder)).toEqual(Array(month.left.documents).fill(month.left.holder))

  const corrected = file('corrected.csv', month.corrected)
  expect(await summary(corrected, '--update')).toMatchObject(month.counts.corrected)
  const { holder, guide, expires } = month.right
  const fixed = (await cards()).find(one => one.holder === holder && one.guide === guide)
  expect(fixed).toMatchObject({ expires, history: [] })

  for (let left = 3; left > 0; left--) await renew(home, ['undo', '--yes'], how)
  expect(await cards()).toEqual(before)
})
