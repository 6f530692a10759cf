import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { answer, newHome, renew } from '../world.ts'

interface Answer {
  headLine: number | null
  columns: { column: string; field: string | null }[]
  leftOut: number[]
  summary: { new: number; changed: number; same: number; refused: number }
  rows: { line: number; what: string; name: string; faults: { column: string | null; code: string }[] }[]
}

function file(home: string, content: string | Buffer, name = 'staff.csv'): string {
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
const namesOf = async (home: string) => (await cardsOf(home)).map(({ name }) => name)

/** A typical list of an office: titles, a header of two lines, row numbers, remarks, a total. */
const OFFICE = `Список иностранных работников ТОО «Алатау»;;;;;;
по состоянию на 01.11.2026 г.;;;;;;
;;;;;;
№ п/п;ФИО;Гражданство;"Серия и номер\r\nпаспорта";Дата выдачи;"Срок\r\nдействия";Примечание
1;2;3;4;5;6;7
1;Ли На;КНР;E12345678;12.03.2019;11.03.2029 г.;
2;Йылмаз Мехмет;Турция;U 01234567;—;31.01.2030;тел. +7 701
3;Ким\u00a0 Анна ;РК;N09876543;15.06.2021;бессрочный;
4;"Иванов\r\nСергей";РФ;75 1234567;10.10.2022;10.10.2027;"ждём ответа;\r\nпозвонить"
;;;;;;
№ п/п;ФИО;Гражданство;"Серия и номер\r\nпаспорта";Дата выдачи;"Срок\r\nдействия";Примечание
5;Ван Вэй;КНР;E2;;31.12.2026;
Итого: 5 чел.;;;;;;
`.replaceAll(/(?<!\r)\n/g, '\r\n')

describe('a typical list of an office', () => {
  test('is imported: finds the header below the title, reports rows that are not cards', async () => {
    const home = newHome()
    const found = await dryRun(home, OFFICE, '--map', '*=-')
    expect(found).toMatchObject({
      headLine: 4,
      leftOut: [7, 15, 19],
      summary: { new: 5, refused: 0 },
    })
    expect(found.columns.filter(({ field }) => field === null).map(({ column }) => column)).toEqual([
      '№ п/п',
      'Гражданство',
    ])
    const { code, stderr } = await renew(home, ['import', file(home, OFFICE), '--map', '*=-'])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('Line 4 has the column names')
    expect(stderr).toContain('Серия и номер паспорта = number:passport (••••5678)')
    expect(stderr).toMatch(/3 lines without anything to import, left out: 7, 15, 19\./)
    expect(await cardsOf(home)).toMatchObject([
      {
        name: 'Ли На, Passport',
        holder: 'Ли На',
        number: 'E12345678',
        issued: '2019-03-12',
        expires: '2029-03-11',
      },
      { name: 'Йылмаз Мехмет, Passport', number: 'U 01234567', issued: null, note: 'тел. +7 701' },
      { name: 'Ким Анна, Passport', expires: null },
      { name: 'Иванов Сергей, Passport', note: 'ждём ответа;\nпозвонить' },
      { name: 'Ван Вэй, Passport' },
    ])
    expect((await dryRun(home, OFFICE, '--map', '*=-')).summary).toMatchObject({ new: 0, same: 5 })
  })

  test('reports the right line of a fault after cells with line breaks', async () => {
    const home = newHome()
    const table = 'name,expires,note\r\n"a\r\n\r\nb",2027-01-01,"x\r\ny"\r\nc,bad,"\r\n"\r\n\r\nd,bad,\r\n'
    const { rows } = await dryRun(home, table)
    expect(rows.map(({ line }) => line)).toEqual([2, 6, 9])
    const open = await renew(home, ['import', file(home, `${table}"e,2027-01-01,\r\n`)])
    expect(open.stderr).toContain('line 10')
  })

  test('row numbers are not document numbers', async () => {
    const home = newHome()
    await renew(home, ['import', file(home, '№;ФИО;Действует до\n1;Ли На;31.12.2026\n2;Ван;31.01.2027\n')])
    expect(await cardsOf(home)).toMatchObject([{ number: null }, { number: null }])
    const one = newHome()
    await renew(one, ['import', file(one, 'Номер;ФИО;Действует до\n1;Ли На;31.12.2026\n')])
    expect(await cardsOf(one)).toMatchObject([{ number: '1' }])
    const other = newHome()
    await renew(other, ['import', file(other, 'No.,Full name,Expiry\n7001,Li,2027-01-01\n')])
    expect(await cardsOf(other)).toMatchObject([{ number: '7001' }])
  })

  test('asks about columns of dates that no word tells, with the likely answer', async () => {
    const home = newHome()
    const at = file(home, 'ФИО;Дата рождения;Vencimiento\nЛи;01.02.1980;31.12.2027\n')
    const { code, stderr } = await renew(home, ['import', at])
    expect(code).toBe(2)
    expect(stderr).toContain('left out: Дата рождения')
    expect(stderr.trimEnd().split('\n').at(-1)).toBe(`renew import ${at} --map Vencimiento=expires`)
  })

  test('surname, first name and patronymic are one person, in the order of the file', async () => {
    const home = newHome()
    const table = 'Фамилия;Имя;Отчество;Действует до\nИванов;Пётр;;31.12.2026\nИванов;Иван;Ильич;31.12.2026\n'
    await renew(home, ['import', file(home, table)])
    expect(await namesOf(home)).toEqual(['Иванов Пётр', 'Иванов Иван Ильич'])
    const english = 'First Name,Last Name,Valid until\nNa,Li,2027-01-01\n'
    expect((await dryRun(home, english)).rows).toMatchObject([{ name: 'Na Li' }])
  })

  test('reports letters that became question marks', async () => {
    const home = newHome()
    const { stderr } = await renew(home, ['import', file(home, 'ФИО;До\n?лия Сейт?али;31.12.2026\n')])
    expect(stderr).toMatch(/1 cell .*\?лия Сейт\?али.*CSV UTF-8/)
  })

  test.each([
    [
      'an old workbook',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'staff.xlsx is an Excel workbook of the old format',
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'staff.xlsx is a PDF'],
  ])('%s instead of a table is refused with what to do', async (_, bytes, said) => {
    const home = newHome()
    const { code, stderr } = await renew(home, ['import', file(home, bytes, 'staff.xlsx')])
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)])
  })
})

describe('several documents of a person', () => {
  const TWO =
    'ФИО;Вид документа;Номер;Действителен до\nЛи На;Паспорт;E1;11.03.2029\nЛи На;Виза;V1;31.12.2026\nВан;ВНЖ;R1;01.02.2028\n'

  test('are separate cards, named after holder and kind, with the guide of the kind', async () => {
    const home = newHome()
    await renew(home, ['import', file(home, TWO)])
    expect(await cardsOf(home)).toMatchObject([
      { name: 'Ли На, Паспорт', holder: 'Ли На', guide: 'passport' },
      { name: 'Ли На, Виза', holder: 'Ли На', guide: 'visa' },
      { name: 'Ван, ВНЖ', guide: 'residence-permit' },
    ])
    expect((await dryRun(home, TWO)).summary).toMatchObject({ new: 0, same: 3 })
    const later = TWO.replace('31.12.2026', '31.12.2027')
    expect((await dryRun(home, later, '--update')).summary).toMatchObject({ new: 0, changed: 1, same: 2 })
  })

  test('refuses an unknown kind, until --kind gives its guide', async () => {
    const home = newHome()
    const table = TWO.replace('ВНЖ', 'Пропуск')
    const before = bytesOf(home)
    const { code, stderr } = await renew(home, ['import', file(home, table)])
    expect([code, stderr]).toEqual([2, expect.stringContaining('--kind Пропуск=generic')])
    expect(bytesOf(home)).toEqual(before)
    expect((await renew(home, ['import', file(home, table), '--kind', 'пропуск=spaceship'])).code).toBe(1)
    expect((await renew(home, ['import', file(home, table), '--kind', 'пропуск=generic'])).code).toBe(0)
    expect(await cardsOf(home)).toMatchObject([{}, {}, { name: 'Ван, Пропуск', guide: 'generic' }])
    const all = await dryRun(newHome(), table.replace('Виза', 'Карта'), '--kind', '*=generic')
    expect(all.summary).toMatchObject({ new: 3, refused: 0 })
  })

  test('a column of documents with repeated values is the kind', async () => {
    const home = newHome()
    await renew(home, [
      'import',
      file(home, 'ФИО;Документ;До\nЛи;Паспорт;31.12.2027\nВан;Паспорт;31.12.2026\n'),
    ])
    expect(await cardsOf(home)).toMatchObject([
      { name: 'Ли, Паспорт', guide: 'passport' },
      { name: 'Ван, Паспорт', guide: 'passport' },
    ])
  })

  test('in one row are imported in one pass, each with the guide that its column names', async () => {
    const home = newHome()
    const wide = file(
      home,
      'ФИО;Паспорт до;№ визы;Виза до\nЛи На;11.03.2029;V1;31.12.2026\nВан;11.03.2028;;-\n',
    )
    const { code, stderr } = await renew(home, ['import', wide])
    expect(code, stderr).toBe(0)
    expect(stderr).toContain('1 row has no document in the column "Виза до" (line 3)')
    const cards = await cardsOf(home)
    expect(cards).toMatchObject([
      { name: 'Ли На, Passport', guide: 'passport', expires: '2029-03-11', number: null },
      { name: 'Ли На, Visa', guide: 'visa', expires: '2026-12-31', number: 'V1' },
      { name: 'Ван, Passport', guide: 'passport' },
    ])
    await renew(home, ['import', wide, '--lang', 'zh'])
    expect(await cardsOf(home)).toEqual(cards)
  })

  test('of two people with one name are told apart by the number, which is not shown whole', async () => {
    const home = newHome()
    const table = 'ФИО;Номер;До\nКим Анна;AB00001;15.01.2028\nКим Анна;AB00002;16.01.2028\n'
    await renew(home, ['import', file(home, table)])
    expect(await namesOf(home)).toEqual(['Ким Анна, ••••0001', 'Ким Анна, ••••0002'])
    expect((await dryRun(home, table)).summary).toMatchObject({ new: 0, same: 2 })
    expect((await dryRun(home, table, '--by', 'number')).summary).toMatchObject({ new: 0, same: 2 })
    // Another number may be another document, so no date of a card is replaced by its date.
    const { rows } = await dryRun(home, table.replace('AB00002;16.01.2028', 'AB00003;16.01.2031'), '--update')
    expect(rows).toMatchObject([{ what: 'same' }, { what: 'new', name: 'Ким Анна, ••••0003' }])
  })

  test('of two people with one name are told apart by the next column, or refused', async () => {
    const home = newHome()
    const table = 'ФИО;Отдел;До\nКим Анна;Цех 1;15.01.2028\nКим Анна;Цех 2;16.01.2028\n'
    await renew(home, ['import', file(home, table)])
    expect(await namesOf(home)).toEqual(['Ким Анна, Цех 1', 'Ким Анна, Цех 2'])
    const { rows } = await dryRun(newHome(), table.replace('Цех 2', 'Цех 1'))
    expect(rows.map(({ faults }) => faults[0]?.code)).toEqual(['import-name-repeats', 'import-name-repeats'])
  })

  test('of thousands with one name are imported quickly, and no id looks like a number to a spreadsheet', async () => {
    const home = newHome()
    const rows = Array.from(
      { length: 5000 },
      (_, n) => `Ким Анна;N${String(n).padStart(4, '0')};15.01.2028\n`,
    )
    const began = performance.now()
    await renew(home, ['import', file(home, `ФИО;Номер;До\n${rows.join('')}`), '--by', 'number'])
    expect(performance.now() - began).toBeLessThan(20_000)
    const cards = await cardsOf(home)
    expect(cards.at(-1)).toMatchObject({ name: 'Ким Анна, ••••4999', number: 'N4999' })
    expect(cards.filter(({ id }) => !/^[a-z][a-z0-9]{9}$/.test(String(id)))).toEqual([])
  })

  test('a number that lost its zeros does not replace the right one', async () => {
    const home = newHome()
    await renew(home, ['import', file(home, 'name,number,expires\nme,00123,2027-01-01\n')])
    const { rows } = await dryRun(home, 'name,number,expires\nme,123,2028-01-01\n', '--update')
    expect(rows[0]!.faults).toMatchObject([{ column: 'number', code: 'import-zeros-lost' }])
  })
})

describe('next month’s list', () => {
  const LIST = 'ФИО;Номер;До\nЛи На;E1;10.12.2026\nВан;E2;10.12.2026\nКим;E3;10.12.2026\n'

  async function office(): Promise<string> {
    const home = newHome()
    await renew(home, ['config', 'set', 'guide', 'kz/registration-card'])
    await renew(home, ['import', file(home, LIST)])
    await renew(home, ['tick', 'Ли На', 'photo', '--taken', '2026-11-20'])
    await renew(home, [
      'submit',
      'Ли На',
      '--receipt',
      'A1',
      '--paid',
      '15000KZT',
      '--submitted',
      '2026-11-30',
    ])
    await renew(home, ['submit', 'Ван', '--submitted', '2026-11-30'])
    return home
  }

  test('renews as done does: the submitted renewal ends, its fee and receipt go to the history, the next one is reminded of', async () => {
    const home = await office()
    const before = await cardsOf(home)
    const later = LIST.replace('E1;10.12.2026', 'E9;10.12.2027').replace('E2;10.12.2026', 'E2;15.12.2026')
    const { stderr } = await renew(home, ['import', file(home, later), '--update'])
    expect(stderr).toMatch(/1 document was renewed: /)
    const [li, van, kim] = await cardsOf(home)
    expect(li).toMatchObject({
      expires: '2027-12-10',
      number: 'E9',
      renewal: { submitted: null, receipt: null, paid: [] },
      history: [
        {
          from: '2026-12-10',
          to: '2027-12-10',
          number: 'E1',
          receipt: 'A1',
          submitted: '2026-11-30',
          done: '2026-12-01',
          paid: [{ amount: '15000', currency: 'KZT' }],
        },
      ],
    })
    // A few days are the same card, its date corrected.
    expect(van).toMatchObject({ expires: '2026-12-15', history: [], renewal: { submitted: '2026-11-30' } })
    expect(kim).toEqual(before[2])
    expect((await renew(home, ['agenda', '--from', '2027-10-01', '--to', '2027-12-10'])).stdout).toMatch(
      /2027-11-10\tЛи На\ttime to prepare begins/,
    )
    expect((await dryRun(home, later, '--update')).summary).toMatchObject({ changed: 0, same: 3 })
    await renew(home, ['undo', '--yes'])
    expect(await cardsOf(home)).toEqual(before)
  })

  test('reports no missing cards if a row was refused', async () => {
    const home = newHome()
    const rows = ['Ким', 'Пак', 'Ли', 'Цой', 'Хан'].map(name => `${name};2027-12-31`)
    await renew(home, ['import', file(home, ['ФИО;Действует до', ...rows].join('\n'))])
    const next = file(home, ['ФИО;Действует до', ...rows.slice(1), 'Ким;03/04/2028'].join('\n'))
    const { stderr } = await renew(home, ['import', next, '--update', '--skip-bad', '--yes'])
    expect(stderr).toContain('03/04/2028')
    expect(stderr).not.toContain('not in this file')
  })

  test('shows changed rows first on a terminal, with the old day, and the cards that are not in the list', async () => {
    const home = await office()
    const later =
      'ФИО;Номер;До\nЛи На;E1;10.12.2026\nВан;E2;10.12.2027\nНовиков;E4;01.01.2029\nПак;E5;31.02.2029\n'
    const at = file(home, later)
    const { stdout } = await renew(home, ['import', at, '--update', '--dry-run'], {
      terminal: { width: 160 },
    })
    const lines = stdout.split('\n').slice(1, 5)
    expect(lines.map(line => line.trim().split(/\s+/)[1])).toEqual(['refused', 'changed', 'new', 'the'])
    expect(lines[1]).toMatch(/valid until: was 2026-12-10, renewed/)
    // A list with a few of many cards is not a full list.
    expect((await renew(home, ['import', at, '--update', '--dry-run'])).stderr).not.toContain(
      'not in this file',
    )
    const most = `ФИО;До\n${['Ли На', 'Ван', 'a', 'b'].map(name => `${name};10.12.2026\n`).join('')}`
    await renew(home, ['import', file(home, most)])
    const { stderr } = await renew(home, ['import', file(home, most), '--update', '--dry-run'])
    expect(stderr).toMatch(/1 document of yours is not in this file: Ким\. .*renew close/)
  })

  test('reports a list that is older than the cards', async () => {
    const home = await office()
    await renew(home, ['done', 'Ким', '--expires', '2027-12-10'])
    const { stderr } = await renew(home, ['import', file(home, LIST), '--update', '--dry-run'])
    expect(stderr).toMatch(/1 document would expire earlier .*line 4: .*10 Dec 2026, not .*10 Dec 2027/)
  })

  test('edit of a submitted card names the command that closes the renewal', async () => {
    const home = await office()
    const { stderr } = await renew(home, ['edit', 'Ван', '--expires', '2027-12-10'])
    expect(stderr).toContain('renew done "Ван" --expires 2027-12-10')
    expect((await renew(home, ['edit', 'Ли На', '--expires', '2026-12-11'])).stderr).toBe('')
  })

  test('refuses a misspelled column in --map', async () => {
    const home = await office()
    const { code, stderr } = await renew(home, ['import', file(home, LIST), '--map', 'Номир=note'])
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no column "Номир".*ФИО, Номер, До/)])
  })

  test('renews from an exported file too, unless it has the renewal itself', async () => {
    const home = await office()
    const out = path.join(path.dirname(home), 'out.json')
    await renew(home, ['export', out])
    const stored = JSON.parse(readFileSync(out, 'utf8')) as { cards: Record<string, unknown>[] }
    stored.cards[0]!.expires = '2027-12-10'
    stored.cards[1]!.expires = '2027-12-10'
    stored.cards[1]!.renewal = null
    await renew(home, ['import', file(home, JSON.stringify(stored), 'in.json'), '--update'])
    expect(await cardsOf(home)).toMatchObject([
      { expires: '2027-12-10', history: [{ receipt: 'A1' }], renewal: { submitted: null } },
      { expires: '2027-12-10', history: [], renewal: null },
      { expires: '2026-12-10' },
    ])
  })
})

test.each([
  ['Visa Expiry Date', 'visa'],
  ['Срок действия паспорта', 'passport'],
  ['护照有效期至', 'passport'],
  ['注册卡到期日', 'kz/registration-card'],
  ['工签到期', 'visa'],
  ['租房合同到期日', 'lease'],
  ['合同到期日', 'generic'],
  ['Expiry date (dd/mm/yyyy)', 'generic'],
])('the head "%s" is the last valid day, and tells the guide', async (head, guide) => {
  const home = newHome()
  expect((await renew(home, ['import', file(home, `holder,${head}\nLi,2027-01-01\n`)])).code).toBe(0)
  expect(await cardsOf(home)).toMatchObject([{ holder: 'Li', expires: '2027-01-01', guide }])
})

test.each([
  ['31.12.2026 ж.', '2026-12-31'],
  ['31 желтоқсан 2026 ж.', '2026-12-31'],
  ['2026 жылғы 31 желтоқсан', '2026-12-31'],
  ['2026年12月31日 星期四', '2026-12-31'],
  ['«31» декабря 2026 г.', '2026-12-31'],
  ['Бессрочная', null],
  ['长期有效', null],
  ['2026年12月31日 星期五', 'date-weekday'],
])('the cell %s is %s', async (cell, outcome) => {
  const home = newHome()
  const { rows } = await dryRun(home, `name,expires\nme,"${cell}"\n`)
  const [row] = rows as (Answer['rows'][number] & { expires: string | null })[]
  expect(row!.faults[0]?.code ?? row!.expires).toBe(outcome)
})

test.each([
  ['姓名,护照到期日,签证到期日', '张伟,2030-01-15,2027-01-15', '合计,5人,'],
  ['序号,姓名,护照到期日', '1,张伟,2030-01-15', ',合 计,1'],
  ['Name,Passport expiry,Visa expiry', 'Li,2030-02-01,2028-02-01', 'Total,2,1'],
  ['ФИО,Паспорт до', 'Ли,01.02.2030', 'Всего: 1,1 чел.'],
  ['Аты-жөні,Төлқұжат мерзімі', 'Ли,01.02.2030', 'Барлығы,1'],
])('a row that counts the others is left out: %s', async (heads, row, total) => {
  const { leftOut, summary } = await dryRun(newHome(), `${heads}\n${row}\n${total}\n`)
  expect([leftOut, summary.refused]).toEqual([[3], 0])
})

test('a person who is called as a total is, but has a document, is not left out', async () => {
  const list = 'Name,Passport expiry\nTotal,2030-02-01\n小计,2030-02-01\n'
  const { leftOut, summary } = await dryRun(newHome(), list)
  expect([leftOut, summary.new]).toEqual([[], 2])
})
