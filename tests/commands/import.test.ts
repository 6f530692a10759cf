import { existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { answer, type Circumstances, newHome, renew } from '../world.ts'

interface Answer {
  encoding: string | null
  delimiter: string | null
  summary: { new: number; changed: number; same: number; refused: number }
  rows: {
    line: number
    what: string
    name: string
    expires: string | null
    fields: string[]
    faults: { column: string | null; code: string }[]
  }[]
}

function file(home: string, content: string | Buffer, name = 'table.csv'): string {
  mkdirSync(path.dirname(home), { recursive: true })
  const at = path.join(path.dirname(home), name)
  writeFileSync(at, content)
  return at
}

/** Returns what a dry run shows, also where the import would be refused. */
async function dryRun(home: string, content: string | Buffer, ...more: string[]): Promise<Answer> {
  const { code, stdout } = await renew(home, ['import', file(home, content), '--dry-run', '--json', ...more])
  expect([0, 2]).toContain(code)
  return JSON.parse(stdout) as Answer
}
const cardsOf = async (home: string) =>
  (await answer<{ cards: Record<string, unknown>[] }>(home, ['list', '--numbers'])).cards

async function refused(home: string, content: string | Buffer, more: string[] = [], how: Circumstances = {}) {
  const before = bytesOf(home)
  const at = file(home, content)
  const said = await renew(home, ['import', at, ...more], how)
  expect(said.code, said.stderr).toBe(2)
  expect(said.stdout).toBe('')
  expect(bytesOf(home)).toEqual(before)
  return said.stderr
}

const sets = new Map<string, Map<string, number[]>>()

/** Returns the bytes of every letter of an encoding, found by decoding all of them. */
function bytesIn(set: string): Map<string, number[]> {
  const known = sets.get(set)
  if (known) return known
  const decoder = new TextDecoder(set)
  const letters = new Map<string, number[]>()
  const add = (...bytes: number[]) => letters.set(decoder.decode(Uint8Array.from(bytes)), bytes)
  for (let high = set === 'gb18030' ? 0xb0 : 256; high < 0xf8; high++)
    for (let low = 0xa1; low < 0xff; low++) add(high, low)
  for (let byte = set === 'gb18030' ? 127 : 255; byte >= 0; byte--) add(byte)
  sets.set(set, letters)
  return letters
}

const TABLE = 'name,expires,holder\nme,2026-12-31,Li Na\nyou,2027-03-31,Li Na\n'

describe('a table', () => {
  test('is imported as one change; again it changes nothing; one undo reverts all of it', async () => {
    const home = newHome()
    await renew(home, ['add', 'old', '--expires', '2028-01-01'])
    const before = await cardsOf(home)
    const at = file(home, TABLE)
    expect((await renew(home, ['import', at])).stdout).toMatch(/^2 new, 0 unchanged, 0 changed\./)
    expect(await cardsOf(home)).toMatchObject([
      { name: 'old' },
      { name: 'me', expires: '2026-12-31', holder: 'Li Na', guide: 'generic' },
      { name: 'you', expires: '2027-03-31' },
    ])
    const bytes = readFileSync(`${home}/cards.json`)
    expect((await renew(home, ['import', at])).stdout).toBe('0 new, 2 unchanged, 0 changed.\n')
    expect(readFileSync(`${home}/cards.json`)).toEqual(bytes)
    writeFileSync(at, `${TABLE}we,2029-01-01,\n`)
    expect((await renew(home, ['import', at])).stdout).toMatch(/^1 new, 2 unchanged, 0 changed\./)
    await renew(home, ['undo', '--yes'])
    await renew(home, ['undo', '--yes'])
    expect(await cardsOf(home)).toEqual(before)
  })

  test.each([
    ['commas', 'name,expires\nme,2026-12-31\n', ','],
    ['semicolons', 'name;expires\n"me";2026-12-31\n', ';'],
    ['tabs', 'name\texpires\nme\t2026-12-31\n', '\t'],
    ['semicolons, said by Excel', 'sep=;\r\nname;expires\r\nme;2026-12-31\r\n', ';'],
    ['lines that end in CR alone', 'name,expires\rme,2026-12-31\r', ','],
    ['lines of both kinds', 'name,expires\r\n\nme,2026-12-31\n', ','],
    ['no last line end, and empty rows and columns', 'name,expires,,\n\n,,,\nme,2026-12-31,,', ','],
  ])('with %s', async (_, content, delimiter) => {
    const { rows, ...head } = await dryRun(newHome(), content)
    expect(head).toMatchObject({ delimiter, summary: { new: 1, refused: 0 } })
    expect(rows).toMatchObject([{ name: 'me', expires: '2026-12-31' }])
  })

  const RUSSIAN = 'Документ;Действует до;Владелец\nПаспорт;31.12.2027;Ли На\n'
  const CHINESE = '证件名称,到期日,持有人\n护照,2027年12月31日,李娜\n'
  const coded = (text: string, set: string) =>
    Buffer.from([...text].flatMap(letter => bytesIn(set).get(letter)!))
  test.each([
    ['utf-8', Buffer.from(RUSSIAN)],
    ['utf-8', Buffer.from(`\ufeff${CHINESE}`)],
    ['utf-16le', Buffer.from(`\ufeff${RUSSIAN}`, 'utf16le')],
    ['utf-16le', Buffer.from(CHINESE.padEnd(200, '\n'), 'utf16le')],
    ['utf-16be', Buffer.from(`\ufeff${CHINESE}`, 'utf16le').swap16()],
    ['gb18030', coded(CHINESE, 'gb18030')],
    ['windows-1251', coded(RUSSIAN, 'windows-1251')],
    // The header does not give the language away, so the words must.
    ['gb18030', coded('name,expires,note\n护照,2027-12-31,请尽快到移民局办理延期手续\n', 'gb18030')],
    ['windows-1251', coded('name,expires,note\nПаспорт,2027-12-31,Продлить заранее\n', 'windows-1251')],
    ['ibm866', coded(RUSSIAN, 'ibm866')],
    ['koi8-r', coded(RUSSIAN, 'koi8-r')],
  ])('in %s, found out and said', async (encoding, bytes) => {
    const home = newHome()
    const found = await dryRun(home, bytes)
    expect(found).toMatchObject({ encoding, summary: { new: 1, refused: 0 } })
    expect(found.rows[0]!.name).toMatch(/^(Ли На, Паспорт|李娜, 护照|Паспорт|护照)$/)
    expect(found.rows[0]!.expires).toBe('2027-12-31')
    expect((await renew(home, ['import', file(home, bytes)])).stderr).toContain(encoding.toUpperCase())
  })

  test.each([
    ['Korean (EUC-KR), which would read as Chinese', 'b1e8bfb5c8f1', 'b9dac3b6bcf6', 'euc-kr', '김영희'],
    [
      'Hebrew (windows-1255), which would read as Russian',
      'e3e5e320ece5e9',
      'f9f8e420eee5e6',
      'windows-1255',
      'דוד לוי',
    ],
  ])('in %s is not guessed at', async (_, one, other, encoding, name) => {
    const home = newHome()
    const row = (hex: string, end: string) =>
      Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(`,${end}\n`)])
    const bytes = Buffer.concat([
      Buffer.from('name,expires\n'),
      row(one, '2027-01-01'),
      row(other, '2027-01-01'),
    ])
    expect(await refused(home, bytes)).toMatch(/line 2.*--encoding/)
    await renew(home, ['import', file(home, bytes), '--encoding', encoding])
    expect(await cardsOf(home)).toMatchObject([{ name }, {}])
  })

  test('in an unknown encoding is refused with the line, and read with --encoding', async () => {
    const home = newHome()
    // Polish in windows-1250.
    const bytes = Buffer.from('name,expires,holder\nme,2027-12-31,Gda\xf1sk Wi\x9cniewski\n', 'latin1')
    expect(await refused(home, bytes)).toMatch(/line 2.*--encoding/)
    expect(await refused(home, bytes, ['--encoding', 'klingon'])).toContain('klingon')
    expect(await refused(home, bytes, ['--encoding', 'utf-8'])).toContain('--encoding')
    await renew(home, ['import', file(home, bytes), '--encoding', 'windows-1250'])
    expect(await cardsOf(home)).toMatchObject([{ holder: 'Gdańsk Wiśniewski' }])
    const mixed = Buffer.concat([
      Buffer.from('name,expires\nПаспорт,2027-12-31\n'),
      coded('Виза,2028-01-01\n', 'windows-1251'),
    ])
    expect(await refused(home, mixed)).toMatch(/line 3 is not UTF-8/)
  })

  test.each([
    'Name,Valid until,Full name,Document No.,Issue date,Remarks',
    '证件名称,有效期至,姓名,证件号码,签发日期,备注',
    'Документ,Срок действия до,ФИО,Номер документа,Дата выдачи,Примечание',
    'Құжат атауы,Жарамдылық мерзімі,Аты-жөні,Құжат нөмірі,Берілген күні,Ескерту',
  ])('with the heads %s', async heads => {
    const home = newHome()
    await renew(home, ['import', file(home, `${heads}\nme,2027-12-31,Li Na,N123,2026-11-30,late\n`)])
    expect(await cardsOf(home)).toMatchObject([
      {
        name: 'me',
        expires: '2027-12-31',
        holder: 'Li Na',
        number: 'N123',
        issued: '2026-11-30',
        note: 'late',
      },
    ])
  })

  test('of people only: a card is named after its holder; found by number it keeps its name', async () => {
    const home = newHome()
    const people = '姓名;证件号码;到期日期\n张伟;N0123456;2027年3月31日\n李娜;N0123457;31.12.2026\n'
    expect((await renew(home, ['import', file(home, people)])).code).toBe(0)
    expect(await cardsOf(home)).toMatchObject([
      { name: '张伟', holder: '张伟', expires: '2027-03-31' },
      { name: '李娜', holder: '李娜', expires: '2026-12-31' },
    ])
    expect((await dryRun(home, people)).summary).toMatchObject({ new: 0, changed: 0, same: 2, refused: 0 })
    await renew(home, ['edit', '张伟', '--name', 'Zhang'])
    const later = file(home, people.replace('2027年3月31日', '2028-03-31'))
    expect((await renew(home, ['import', later, '--update', '--by', 'number'])).code).toBe(0)
    expect(await cardsOf(home)).toMatchObject([{ name: 'Zhang', expires: '2028-03-31' }, { name: '李娜' }])
  })

  test('an unknown column without dates is left out and named; --map gives its field', async () => {
    const home = newHome()
    const table = 'name,expires,Подразделение,\u001b[31mX\nme,2027-12-31,Цех 1,1\n'
    const at = file(home, table)
    const { stderr } = await renew(home, ['import', at, '--dry-run'])
    expect(stderr).toContain('left out: Подразделение, #4.')
    await renew(home, ['import', at, '--map', 'подразделение=tags', '--map', '*=-'])
    expect(await cardsOf(home)).toMatchObject([{ tags: ['Цех 1'] }])
    expect(await refused(home, table, ['--map', 'Подразделение=salary'])).toContain('salary')
    expect(await refused(home, table, ['--map', '#9=note'])).toContain('no column "#9"')
    expect(await refused(home, '')).toContain('at least those of an expiry date')
  })

  test('gives every card its guide: by id, by title in any language, by --guide, else the default', async () => {
    const home = newHome()
    const rows = ['a,2027-01-01,visa', 'b,2027-01-01,护照', 'c,2027-01-01,PASSPORT', 'd,2027-01-01,']
    await renew(home, ['import', file(home, `name,expires,kind\n${rows.join('\n')}\n`), '--guide', 'generic'])
    expect((await cardsOf(home)).map(({ guide }) => guide)).toEqual([
      'visa',
      'passport',
      'passport',
      'generic',
    ])
    const said = await refused(home, 'name,expires,document type\nz,2027-01-01,spaceship\n')
    expect(said).toMatch(/Which kind of document is spaceship.*\n.*\n.* --kind spaceship=generic\n$/)
  })
})

describe('the kind of a document without a column for it', () => {
  const ROWS = ['Паспорт Анны', '李娜的签证', 'me', 'passport photo']
    .map(name => `${name},2027-01-01\n`)
    .join('')

  test('is that of its name, else generic; the answer counts the guides', async () => {
    const home = newHome()
    const { stderr } = await renew(home, ['import', file(home, `name,expires\n${ROWS}`)])
    const guides = (await cardsOf(home)).map(({ guide }) => guide)
    expect(guides).toEqual(['passport', 'visa', 'generic', 'generic'])
    expect(stderr).toContain('Passport (passport): 1, Visa (visa): 1, Other document (generic): 2')
  })

  test('is the setting or --guide where its name does not tell', async () => {
    const home = newHome()
    await renew(home, ['config', 'set', 'guide', 'lease'])
    const { rows } = await answer<{ rows: { guide: string }[] }>(home, [
      'import',
      file(home, `name,expires\n${ROWS}`),
      '--dry-run',
    ])
    expect(rows.map(({ guide }) => guide)).toEqual(['passport', 'visa', 'lease', 'lease'])
  })

  test('of a card that is there does not change', async () => {
    const home = newHome()
    await renew(home, ['add', 'my passport', '--guide', 'lease', '--expires', '2027-01-01'])
    await renew(home, ['import', file(home, 'name,expires\nmy passport,2027-02-01\n'), '--update'])
    expect(await cardsOf(home)).toMatchObject([{ guide: 'lease', expires: '2027-02-01' }])
  })
})

describe('dates of a table', () => {
  test.each([
    ['31.12.2026', '2026-12-31'],
    ['31/12/2026', '2026-12-31'],
    ['12/31/2026', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['2026/12/31', '2026-12-31'],
    ['2026/1/5', '2026-01-05'],
    ['2026年12月31日', '2026-12-31'],
    ['2026-12-31 00:00:00', '2026-12-31'],
    ['2026-12-31T00:00:00', '2026-12-31'],
    ['31.12.2026 0:00', '2026-12-31'],
    ['12/31/2026 12:00:00 AM', '2026-12-31'],
    ['31.12.2026 г.', '2026-12-31'],
    ['46387', '2026-12-31'],
    ['31 Dec 2026', '2026-12-31'],
    ['31 декабря 2026', '2026-12-31'],
    ['permanent', null],
    ['бессрочно', null],
    ['长期', null],
  ])('%s is %s', async (typed, expires) => {
    const { rows, summary } = await dryRun(newHome(), `name,expires\nme,"${typed}"\n`)
    expect({ refused: summary.refused, expires: rows[0]!.expires }).toEqual({ refused: 0, expires })
  })

  test.each([
    ['03/04/2027', 'date-ambiguous'],
    ['03-04-2027', 'date-ambiguous'],
    ['2026-02-30', 'date-nonexistent'],
    ['20260231', 'date-not-understood'],
    ['99999', 'date-not-understood'],
    ['tomorrow', 'date-relative'],
    ['+1y', 'date-relative'],
    ['через 3 месяца', 'date-relative'],
    ['soon', 'date-not-understood'],
  ])('%s is refused with line and column', async (typed, code) => {
    const { rows } = await dryRun(newHome(), `holder,expires,name\n\nLi,"${typed}",me\n`)
    expect(rows).toMatchObject([{ line: 3, what: 'refused', faults: [{ code }] }])
    expect(rows[0]!.faults[0]!.column).toBe('expires')
  })

  test('have the order that the list shows, else that of --dates, which the list must not contradict', async () => {
    const home = newHome()
    const table = 'name,expires\na,03/04/2027\nb,31/12/2027\n'
    const shown = await dryRun(home, table)
    expect(shown.rows.map(({ expires }) => expires)).toEqual(['2027-04-03', '2027-12-31'])
    expect(await refused(home, table, ['--dates', 'mdy'])).toMatch(
      /not in the order mdy: line 3 has 31\/12\/2027, so 03\/04\/2027 in line 2/,
    )
    const unclear = 'name,expires\na,03/04/2027\nb,05/06/2027\n'
    const said = await refused(home, unclear)
    expect(said).toMatch(/03\/04\/2027 is Sat 3 Apr 2027:\n\s*renew import .* --dates dmy\n/)
    expect(said).toMatch(/03\/04\/2027 is Thu 4 Mar 2027:\n\s*renew import .* --dates mdy\n$/)
    const month = await dryRun(home, unclear, '--dates', 'mdy')
    expect(month.rows.map(({ expires }) => expires)).toEqual(['2027-03-04', '2027-05-06'])
    const { stderr } = await renew(home, ['import', file(home, table)])
    expect(stderr).toMatch(/have the day first: 31\/12\/2027 in line 3/)
    expect(stderr).toMatch(/2 dates .*03\/04\/2027.*Sat 3 Apr 2027/)
  })

  test('a date of issue in the future or after the expiry is refused', async () => {
    const table =
      'Name,Issued,Expires\na,2027-01-01,2028-01-01\nb,2026-03-01,2026-02-01\nc,2026-01-01,2027-01-01\n'
    const { rows } = await dryRun(newHome(), table, '--skip-bad')
    expect(rows.map(({ faults }) => faults.map(({ code }) => code))).toEqual([
      ['issued-ahead'],
      ['issued-after-expiry'],
      [],
    ])
  })

  test('asks once about all far dates, reports past ones', async () => {
    const home = newHome()
    const table = 'name,expires\na,2099-01-01\nb,2098-01-01\nc,2020-01-01\n'
    expect(await refused(home, table)).toMatch(/2 documents .*line 2.*--yes/)
    const { code, stderr } = await renew(home, ['import', file(home, table), '--yes'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('1 imported document has already expired')])
  })
})

describe('bad rows', () => {
  const BAD =
    'name,expires,lead\nok,2027-12-31,2w\n,2027-12-31,\nx,2027-02-30,5m\n"es\u001b[31mc",2027-12-31,\nok2,2027-12-31,,extra\n'

  test('are all listed with line, column and reason, and nothing is imported; --skip-bad imports the others', async () => {
    const home = newHome()
    const said = await refused(home, BAD)
    expect(said).toMatch(/line 3: .*name/)
    expect(said).toMatch(/line 4: column "expires": .*28 days/)
    expect(said).toMatch(/line 4: column "lead": /)
    expect(said).toMatch(/line 5: column "name": /)
    expect(said).toMatch(/line 6: .*4 cells, but 3 column names/)
    expect(said).toMatch(/4 of 5 documents cannot be imported; nothing was imported/)
    expect(said).not.toContain('\u001b')
    const { code, stdout } = await renew(home, ['import', file(home, BAD), '--skip-bad'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^1 new, 0 unchanged, 0 changed, 4 refused/)])
    expect(await cardsOf(home)).toMatchObject([{ name: 'ok', lead: '2w' }])
  })

  test('--dry-run shows the result of each row and changes nothing', async () => {
    const home = newHome()
    await renew(home, ['add', 'same', '--expires', '2027-12-31'])
    await renew(home, ['add', 'old', '--expires', '2027-12-31'])
    const before = bytesOf(home)
    const table = 'name,expires\nsame,2027-12-31\nold,2028-12-31\nnew,2027-12-31\nbad,never mind\n'
    const { summary, rows } = await dryRun(home, table, '--update')
    expect(summary).toMatchObject({ new: 1, changed: 1, same: 1, refused: 1 })
    expect(rows.map(({ line, what }) => [line, what])).toEqual([
      [2, 'same'],
      [3, 'changed'],
      [4, 'new'],
      [5, 'refused'],
    ])
    const { code, stdout } = await renew(home, ['import', file(home, table), '--update', '--dry-run'])
    expect([code, stdout]).toEqual([2, expect.stringContaining('1 new, 1 unchanged, 1 changed, 1 refused')])
    expect(stdout).toMatch(/^3\tchanged\told\t2028-12-31\texpires, history$/m)
    expect(bytesOf(home)).toEqual(before)
  })

  test.each([
    [
      'a quotation mark that is never closed',
      'name,expires\nme,2027-12-31\n"you,2027-12-31\nwe,2027-12-31\n',
      /line 3/,
    ],
    ['a row longer than any', `name,expires\nme,2027-12-31\n"${'x'.repeat(2_000_000)}`, /line 3.*1 MB/],
    ['a zero byte', 'name,expires\nme,2027-12-31\nyo\0u,2027-12-31\n', /line 3/],
    ['a million columns', `name,expires${',x'.repeat(400_000)}\nme,2027-12-31\n`, /line 1.*200 columns/],
  ])('%s: refused with the line', async (_, content, words) => {
    expect(await refused(newHome(), content)).toMatch(words)
  })

  test('keeps quotation marks inside a cell that is not quoted', async () => {
    const { rows } = await dryRun(
      newHome(),
      'name;expires\nТОО "Астана-Сервис";2027-12-31\nАО "Бета", филиал;2028-01-31\n',
    )
    expect(rows).toMatchObject([
      { what: 'new', name: 'ТОО "Астана-Сервис"', expires: '2027-12-31' },
      { what: 'new', name: 'АО "Бета", филиал', expires: '2028-01-31' },
    ])
  })

  test('refuses a file that is too large before reading it', async () => {
    const home = newHome()
    const at = file(home, 'name,expires\n')
    truncateSync(at, 1024 ** 3)
    const began = performance.now()
    const { code, stderr } = await renew(home, ['import', at])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/larger than 256 MB/)])
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test.each(['no/such/file.csv', '.', '/dev/null'])(
    'refuses %s, which is not a readable file',
    async name => {
      const { code, stderr } = await renew(newHome(), ['import', name])
      expect([code, stderr]).toEqual([1, expect.stringMatching(/^renew: cannot read [^\n]+\n$/)])
    },
  )

  test('refuses a number that a spreadsheet has shortened', async () => {
    const list = 'name,expires,number\nme,2027-12-31,1.23457E+11\n'
    const { rows } = await dryRun(newHome(), list, '--map', 'number=number')
    expect(rows[0]!.faults).toMatchObject([{ column: 'number', code: 'import-number-cut' }])
  })
})

describe('cards that are there already', () => {
  async function office(): Promise<string> {
    const home = newHome()
    await renew(home, [
      'import',
      file(
        home,
        'name,expires,holder,number,kind\nLi visa,2027-01-01,Li,N1,visa\nAn visa,2027-01-01,An,N2,visa\nAn pass,2027-01-01,An,N3,passport\n',
      ),
    ])
    return home
  }

  test('are not changed without --update, and the row says how it differs', async () => {
    const home = await office()
    expect(await refused(home, 'name,expires\nLI VISA,2028-01-01\n')).toMatch(
      /line 2: .*"Li visa".*valid until.*--update/,
    )
  })

  test.each([
    ['by name', 'name,expires\nli VISA,2028-01-01\n', ['--update']],
    ['by number', 'number,expires\nn1,2028-01-01\n', ['--update', '--by', 'number']],
    ['by holder and guide', 'holder,kind,expires\nLi,visa,2028-01-01\n', ['--by', 'holder']],
  ])('are changed %s; what the row does not say stays', async (_, table, how) => {
    const home = await office()
    const [before, ...others] = await cardsOf(home)
    const { code, stdout, stderr } = await renew(home, ['import', file(home, table), ...how])
    expect([code, stdout], stderr).toEqual([0, expect.stringMatching(/^0 new, 0 unchanged, 1 changed/)])
    expect(await cardsOf(home)).toEqual([
      { ...before, expires: '2028-01-01', history: [expect.anything()], changed: expect.anything() },
      ...others,
    ])
    await renew(home, ['undo', '--yes'])
    expect(await cardsOf(home)).toEqual([before, ...others])
  })

  test('an empty cell changes nothing, except in an exported file, where it clears the field', async () => {
    const home = await office()
    const table = 'name,expires,holder\nLi visa,2027-01-01,\n'
    expect((await dryRun(home, table, '--update')).summary.same).toBe(1)
    const out = path.join(path.dirname(home), 'out.csv')
    await renew(home, ['export', out])
    const edited = readFileSync(out, 'utf8').replace('visa,Li,N1', 'visa,,N1')
    expect(await dryRun(home, edited, '--update')).toMatchObject({ summary: { changed: 1, same: 2 } })
  })

  test('refuses a row that matches two cards, or has no key', async () => {
    const home = await office()
    await renew(home, [
      'add',
      'Li visa 2',
      '--expires',
      '2027-01-01',
      '--holder',
      'Li',
      '--guide',
      'visa',
      '--number',
      'N1',
    ])
    const { rows } = await dryRun(
      home,
      'number,name,expires,holder,kind\nN1,,2028-01-01,Li,visa\n,x,2028-01-01,,\nN9,y,2028-01-01,,\n',
      '--by',
      'number',
    )
    expect(rows.map(({ what, faults }) => [what, faults[0]?.code])).toEqual([
      ['refused', 'import-key-ambiguous'],
      ['refused', 'import-key-missing'],
      ['new', undefined],
    ])
    const byHolder = await dryRun(home, 'holder,kind,expires\nLi,visa,2028-01-01\n', '--by', 'holder')
    expect(byHolder.rows[0]!.faults[0]!.code).toBe('import-key-ambiguous')
  })

  test('imports equal rows once, refuses rows that contradict each other', async () => {
    const home = newHome()
    const { rows } = await dryRun(
      home,
      'name,expires\nme,2027-01-01\nMe ,2027-01-01\nme,2028-01-01\n',
      '--update',
    )
    expect(rows.map(({ what }) => what)).toEqual(['refused', 'refused', 'refused'])
    const same = await dryRun(home, 'name,expires\nme,2027-01-01\nme,2027-01-01\n')
    expect(same.rows.map(({ what }) => what)).toEqual(['new', 'same'])
  })
})

describe('links', () => {
  test('lead to other rows or stored cards, in any order; refuses a circle and an unknown card', async () => {
    const home = newHome()
    await renew(home, ['add', 'passport', '--expires', '2031-01-01', '--guide', 'passport'])
    const [passport] = await cardsOf(home)
    await renew(home, [
      'import',
      file(home, 'name,expires,depends on\nme,2027-01-01,"visa, PASSPORT"\nvisa,2027-06-01,passport\n'),
    ])
    const [, me, visa] = await cardsOf(home)
    expect(me!.links).toEqual([visa!.id, passport!.id])
    const { rows } = await dryRun(
      home,
      'name,expires,links\na,2027-01-01,b\nb,2027-01-01,c\nc,2027-01-01,a\nd,2027-01-01,nobody\n',
    )
    expect(rows.flatMap(({ faults }) => faults.map(({ code }) => code))).toEqual([
      'link-circle',
      'card-not-found',
    ])
  })

  test('a chain of ten thousand is imported', async () => {
    const home = newHome()
    const lines = Array.from({ length: 10_000 }, (_, n) => `c${n},2027-01-01,c${n + 1}`)
    const { summary } = await dryRun(home, `name,expires,links\n${lines.join('\n')}\nc10000,2027-01-01,\n`)
    expect(summary).toMatchObject({ new: 10_001, changed: 0, same: 0, refused: 0 })
  })
})

describe('JSON', () => {
  test('drops keys that would reach a prototype', async () => {
    const home = newHome()
    const card =
      '{"name":"me","expires":"2027-01-01","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"renewal":null,"durations":{"__proto__":"2d","photo":"2d"}}'
    const at = file(home, `{"schema":1,"__proto__":{"cards":[]},"cards":[${card}]}`, 'x.json')
    const { code, stderr } = await renew(home, ['import', at])
    expect(code, stderr).toBe(0)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    const [stored] = await cardsOf(home)
    expect(stored).toMatchObject({ name: 'me', expires: '2027-01-01', durations: { photo: '2d' } })
    expect(readFileSync(`${home}/cards.json`, 'utf8')).not.toContain('__proto__')
  })

  test.each([
    ['no JSON at all', '{"schema":1,"cards":[', 'this JSON does not hold one list of objects'],
    ["another program's", '{"hello":"world"}', 'this JSON does not hold one list of objects'],
    ['a backup', '{"schema":1,"kind":"renew-backup","cards":null}', 'renew restore'],
    ['a newer form', '{"schema":9,"cards":[]}', 'newer'],
  ])('%s is refused', async (_, content, words) => {
    const home = newHome()
    const { code, stderr } = await renew(home, ['import', file(home, content, 'x.json')])
    expect([1, 2]).toContain(code)
    expect(stderr).toContain(words)
  })

  test('refuses a card with wrong types or too deep nesting, with its place', async () => {
    const home = newHome()
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`
    const cards = [
      '{"name":"a","expires":"2027-01-01"}',
      '{"name":7,"expires":"2027-01-01"}',
      '42',
      `{"name":"d","expires":"2027-01-01","odd":${deep}}`,
      '{"name":"e","expires":"2027-01-01","tags":["a\\nb"]}',
      '{"name":"f"}',
    ]
    const at = file(home, `{"schema":1,"cards":[${cards.join(',')}]}`, 'x.json')
    const { stdout } = await renew(home, ['import', at, '--dry-run', '--json'])
    const { rows, summary } = JSON.parse(stdout) as Answer
    expect(summary).toMatchObject({ new: 1, refused: 5 })
    expect(rows.map(({ line, what }) => [line, what])).toEqual([
      [1, 'new'],
      ...[2, 3, 4, 5, 6].map(n => [n, 'refused']),
    ])
  })
})

describe('export', () => {
  test('no cell is a formula to a spreadsheet, and import reads the original back', async () => {
    const home = newHome()
    const names = [
      '=1+1',
      '@SUM(A1)',
      '+1',
      '-1',
      "'=1+1",
      "''=x",
      "'quoted'",
      '＝1',
      '"a,b;c"',
      "=cmd|' /C calc'!A0",
    ]
    for (const name of names)
      expect((await renew(home, ['add', '--expires', '2027-01-01', '--note', name, '--', name])).code).toBe(0)
    const out = path.join(path.dirname(home), 'out.csv')
    expect((await renew(home, ['export', out])).code).toBe(0)
    const text = readFileSync(out, 'utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    expect(text).not.toMatch(/(^|,|\n|")[=+@＝]|(^|[,\n"])-\d/)
    expect(statSync(out).mode & 0o777).toBe(0o600)
    const other = newHome()
    await renew(other, ['import', out])
    expect(await cardsOf(other)).toEqual(await cardsOf(home))
  })

  test("the format is that of --format, else of the file's name", async () => {
    const home = newHome()
    await renew(home, ['add', 'me', '--expires', '2027-01-01'])
    const csv = (await renew(home, ['export', '--format', 'csv'])).stdout
    expect(csv).toMatch(/^\ufeffname,expires,/)
    const at = path.join(path.dirname(home), 'a.CSV')
    await renew(home, ['export', at])
    expect(readFileSync(at, 'utf8')).toBe(csv)
    expect((await renew(home, ['export', at])).code).toBe(1)
    const workbook = path.join(path.dirname(home), 'a.xlsb')
    expect(await renew(home, ['export', workbook])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('.csv'),
    })
    expect(existsSync(workbook)).toBe(false)
    expect(await renew(home, ['export', '--format', 'xlsx'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('export documents.xlsx'),
    })
    expect((await renew(home, ['export', at, '--force', '--format', 'json'])).code).toBe(0)
    expect(JSON.parse(readFileSync(at, 'utf8'))).toMatchObject({ cards: [{ name: 'me' }] })
  })
})
