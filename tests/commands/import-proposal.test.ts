import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { bytesOf } from '../bad-input/untouched.ts'
import { answer, newHome, renew } from '../world.ts'

interface Proposal {
  error?: { code: string }
  columns: { column: string; field: string | null; kind: string | null }[]
  rows: { line: number; what: string; name: string; guide: string | null; expires: string | null }[]
  questions: {
    code: string
    column: string
    examples: string[]
    choices: { value: string; command: string[] | null }[]
    guess: string | null
  }[]
  command: string[] | null
}

function file(home: string, content: string, name = 'list.csv'): string {
  mkdirSync(path.dirname(home), { recursive: true })
  const at = path.join(path.dirname(home), name)
  writeFileSync(at, content)
  return at
}

async function proposed(home: string, content: string, ...more: string[]): Promise<Proposal> {
  const { stdout } = await renew(home, ['import', file(home, content), '--dry-run', '--json', ...more])
  return JSON.parse(stdout) as Proposal
}

const cardsOf = async (home: string) =>
  (await answer<{ cards: Record<string, unknown>[] }>(home, ['list', '--numbers'])).cards

test('another kind is another card: no name, --update or --by number writes its date over a card', async () => {
  const home = newHome()
  const passports = file(home, 'Name,Passport Number,Expiry Date\nAnn Lee,E001,2027-05-01\n')
  await renew(home, ['import', passports])
  const [passport] = await cardsOf(home)
  expect(passport).toMatchObject({ name: 'Ann Lee, Passport', guide: 'passport', holder: 'Ann Lee' })
  for (const more of [[], ['--update'], ['--update', '--by', 'number'], ['--update', '--by', 'holder']]) {
    const other = newHome()
    await renew(other, ['import', passports])
    const before = await cardsOf(other)
    const visas = file(other, 'Name,Visa Number,Expiry Date\nAnn Lee,E001,2029-01-01\n', 'visas.csv')
    expect((await renew(other, ['import', visas, ...more])).stdout).toMatch(/^1 new/)
    expect(await cardsOf(other)).toMatchObject([before[0], { name: 'Ann Lee, Visa', guide: 'visa' }])
  }
})

test('a number and a date of issue go to the document that their names name', async () => {
  const list =
    'ID,Full Name,Passport Number,Date of Issue,Valid Upto,Contract End Date\n1,Li Na,E1,2017-05-01,2027-05-01,2028-12-31\n'
  const home = newHome()
  await renew(home, ['import', file(home, list)])
  expect(await cardsOf(home)).toMatchObject(
    [
      { name: 'Li Na, Contract', guide: 'generic', expires: '2028-12-31', number: null, issued: null },
      {
        name: 'Li Na, Passport',
        guide: 'passport',
        expires: '2027-05-01',
        number: 'E1',
        issued: '2017-05-01',
      },
    ].reverse(),
  )
})

test('documents of one row without a kind are told apart by the names of their columns', async () => {
  const list = 'vehicleNumber,gatePassExpiry,taxExpiryDate\nAB12,2026-09-30,2027-06-30\n'
  const { rows } = await proposed(newHome(), list)
  expect(rows.map(({ name }) => name)).toEqual(['AB12, gate Pass', 'AB12, tax'])
})

test('asks everything at once; the command answers it, and does what the proposal showed', async () => {
  const home = newHome()
  const list = 'ФИО;Вид документа;Vence\nЛи На;Пропуск;31-дек-26\nВан;Виза;05-янв-27\n'
  const before = bytesOf(home)
  const shown = await proposed(home, list)
  expect(shown.error?.code).toBe('import-questions')
  expect(shown.questions.map(({ code, guess }) => [code, guess])).toEqual([
    ['unknown-dates', 'expires'],
    ['kind', 'generic'],
    ['dates', 'dmy2'],
  ])
  const { code, stderr } = await renew(home, ['import', file(home, list), '--yes'])
  expect(code).toBe(2)
  expect(bytesOf(home)).toEqual(before)
  const last = stderr.trimEnd().split('\n').at(-1)!
  expect(last).toBe(shown.command!.join(' '))
  expect((await renew(home, shown.command!.slice(1))).code).toBe(0)
  expect((await cardsOf(home)).map(({ name, expires, guide }) => ({ name, expires, guide }))).toEqual(
    shown.rows.map(({ name, expires, guide }) => ({ name, expires, guide })),
  )
  expect((await proposed(home, list, ...shown.command!.slice(3))).questions).toEqual([])
})

test('an order of dates that only the owner knows gets one command for each answer', async () => {
  const home = newHome()
  const { command, questions } = await proposed(home, 'Name,Visa Expiry\nAnn,03/04/2027\n')
  expect(command).toBeNull()
  expect(questions[0]!.choices.map(({ command }) => command!.slice(-2))).toEqual([
    ['--dates', 'dmy'],
    ['--dates', 'mdy'],
  ])
  await renew(home, questions[0]!.choices[1]!.command!.slice(1))
  expect(await cardsOf(home)).toMatchObject([{ expires: '2027-03-04' }])
})

test('a column of dates is never left out by "*=-"', async () => {
  const list = 'Name,Visa Expiry,Scadenza,Born\nAnn,2027-01-01,2028-01-01,1990-01-01\n'
  const { questions } = await proposed(newHome(), list, '--map', '*=-')
  expect(questions.map(({ code, column }) => [code, column])).toEqual([['unknown-dates', 'Scadenza']])
  expect((await proposed(newHome(), list, '--map', 'Scadenza=-')).questions).toEqual([])
})

test('a name of a column that a shell would run is quoted; one that occurs twice is named by its place', async () => {
  const { command } = await proposed(newHome(), "Name,$(rm -rf ~)'s\nAnn,2027-01-01\n")
  expect(command!.at(-1)).toBe("$(rm -rf ~)'s=expires")
  const home = newHome()
  const { stderr } = await renew(home, ['import', file(home, "Name,$(rm -rf ~)'s\nAnn,2027-01-01\n")])
  expect(stderr).toMatch(/ --map '\$\(rm -rf ~\)'\\''s=expires'\n$/)
  const twice = await proposed(newHome(), 'Name,Datum,Datum\nAnn,2027-01-01,2028-01-01\n')
  expect(twice.questions.map(({ column }) => column)).toEqual(['#2', '#3'])
})

test('another order of the rows or columns gives the same cards; after an undo they have the same ids', async () => {
  const list = [
    ['Name', 'Dept', 'Passport No', 'Passport Expiry', 'Visa Expiry'],
    ['Ann', 'A', 'E0000001', '2027-01-01', '2026-01-01'],
    ['Ann', 'B', 'E0000002', '2028-01-01', 'N/A'],
    ['Bo', 'A', '', '2029-01-01', 'unlimited'],
  ]
  const text = (rows: string[][]) => `${rows.map(row => row.join(',')).join('\n')}\n`
  const ids = async (home: string) =>
    Object.fromEntries((await cardsOf(home)).map(({ id, name, expires }) => [id, { name, expires }]))
  const home = newHome()
  await renew(home, ['import', file(home, text(list))])
  const cards = await ids(home)
  expect(Object.keys(cards)).toHaveLength(5)
  const [head, ...rows] = list.map(row => [...row].reverse())
  await renew(home, ['undo', '--yes'])
  expect(await cardsOf(home)).toEqual([])
  await renew(home, ['import', file(home, text([head!, ...rows.reverse()]))])
  expect(await ids(home)).toEqual(cards)
})

test('reports the same kind of fault once, with its count and first lines', async () => {
  const home = newHome()
  const rows = Array.from({ length: 9 }, (_, n) => `p${n},2027-02-30\n`).join('')
  const { stderr } = await renew(home, ['import', file(home, `name,expires\nok,2027-01-01\n${rows}`)])
  expect(stderr).toMatch(/line 3: column "expires": .*28 days.*and 8 more rows: 4, 5, 6, 7 …/)
  expect(stderr.match(/28 days/g)).toHaveLength(1)
  expect(stderr).toMatch(/\nrenew import \S+ --skip-bad\n$/)
})

test.each([
  ['mdy', '31/12/2027', 'dmy'],
  ['dmy', '12/31/2027', 'mdy'],
])('an order %s that %s contradicts is refused with the order %s', async (said, date, fits) => {
  const home = newHome()
  const list = file(home, `Holder,Passport Expiry\nAnn,${date}\n`)
  const { code, stderr } = await renew(home, ['import', list, '--dates', said])
  expect(code).toBe(2)
  expect(stderr).toContain(`--dates "Passport Expiry=${fits}"`)
})

const EXCHANGED = `Name,Visa Expiry,Passport Expiry
Ann,19/11/2026,2029-03-04
Bo,2026-12-09,2030-05-06
Cy,2027-05-05,2031-01-02
`

test('dates that a spreadsheet may have made of texts with day and month exchanged are asked about, in all columns', async () => {
  const { command, questions } = await proposed(newHome(), EXCHANGED)
  expect(command).toBeNull()
  expect(questions).toMatchObject([
    { code: 'swapped-dates', column: 'Visa Expiry', examples: ['2026-12-09', '19/11/2026'], guess: null },
  ])
  const dates = async (value: string) => {
    const home = newHome()
    const [question] = (await proposed(home, EXCHANGED)).questions
    await renew(home, question!.choices.find(choice => choice.value === value)!.command!.slice(1))
    return (await cardsOf(home)).map(({ expires }) => expires).sort()
  }
  expect(await dates('swap')).toEqual(
    ['2026-11-19', '2026-09-12', '2027-05-05', '2029-04-03', '2030-06-05', '2031-02-01'].sort(),
  )
  expect(await dates('noswap')).toEqual(
    ['2026-11-19', '2026-12-09', '2027-05-05', '2029-03-04', '2030-05-06', '2031-01-02'].sort(),
  )
})

test('the year 9999 says nothing about day and month of the others, and is not exchanged', async () => {
  const home = newHome()
  const list = 'Name,Visa Expiry\nAnn,19/11/2026\nBo,2026-12-09\nCy,9999-12-31\n'
  const { questions } = await proposed(home, list)
  expect(questions.map(({ code }) => code)).toEqual(['no-end', 'swapped-dates'])
  await renew(home, questions[1]!.choices[0]!.command!.slice(1))
  const ends = (await cardsOf(home)).map(({ holder, expires }) => [holder, expires])
  expect(Object.fromEntries(ends)).toEqual({ Ann: '2026-11-19', Bo: '2026-09-12', Cy: null })
})

test.each([
  ['a date that cannot be exchanged', 'Name,Visa Expiry\nAnn,19/11/2026\nBo,2026-12-09\nCy,2026-12-19\n'],
  ['dots', 'Name,Visa Expiry\nAnn,19.11.2026\nBo,2026-12-09\n'],
  ['a text that fits both orders', 'Name,Visa Expiry\nAnn,19/11/2026\nBo,2026-12-09\nCy,03/04/2027\n'],
  ['only dates', 'Name,Visa Expiry\nAnn,2026-12-09\nBo,2027-05-06\n'],
])('a column with %s is not asked about', async (_, list) => {
  expect((await proposed(newHome(), list)).questions).toEqual([])
})

test('+swap for a date that has no such month is refused', async () => {
  const home = newHome()
  const list = file(home, 'Name,Visa Expiry\nAnn,2026-12-19\n')
  const { code, stderr } = await renew(home, ['import', list, '--dates', '+swap'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('day and month of 2026-12-19 cannot be exchanged'),
  ])
})

test('the year 9999 may be kept as a date', async () => {
  const home = newHome()
  const list = 'Name,Visa Expiry\nAnn,9999-12-31\n'
  const { questions } = await proposed(home, list)
  const keep = questions[0]!.choices.find(({ value }) => value === '+keep9999')
  expect(questions[0]).toMatchObject({ code: 'no-end', guess: '+9999' })
  expect(keep).toBeDefined()
  expect((await proposed(home, list, '--dates', '+keep9999')).questions).toEqual([])
  await renew(home, ['import', file(home, list), '--dates', '+keep9999', '--yes'])
  expect(await cardsOf(home)).toMatchObject([{ expires: '9999-12-31' }])
})

test('a column of numbers that a spreadsheet has cut short is asked about, and no document is lost for it', async () => {
  const home = newHome()
  const list = 'Name,Passport No,Passport Expiry\nAnn,1.1010119900101E+17,2031-01-01\nBo,E2,2099-01-01\n'
  const { command, questions } = await proposed(home, list)
  expect(questions).toMatchObject([
    { code: 'cut-numbers', column: 'Passport No', examples: ['1.1010119900101E+17'], guess: '-' },
  ])
  // Everything is asked at once: the far date too.
  expect(command).toEqual(expect.arrayContaining(['--map', 'Passport No=-', '--yes']))
  await renew(home, command!.slice(1))
  expect(await cardsOf(home)).toMatchObject([{ number: null }, { number: null }])
})

test('says how many rows the printed command leaves out', async () => {
  const home = newHome()
  const list = file(home, 'Name,Visa Expiry,Scadenza\nAnn,2027-01-01,2028-01-01\nBo,2027-02-30,2028-01-01\n')
  const { stderr } = await renew(home, ['import', list])
  expect(stderr).toContain('The command below leaves out 1 document that cannot be imported (--skip-bad).')
  expect(stderr.trimEnd()).toMatch(/--skip-bad$/)
})

const MERGED = `Name,Document,Expiry Date
Ann,Passport,2027-05-01
,Visa,2026-09-01
Bo,Lease,2028-01-01
,Passport,2029-01-01
,Visa,-
`

test('blank names under a name are asked about, and never taken silently', async () => {
  const home = newHome()
  const { command, questions } = await proposed(home, MERGED)
  expect(questions).toMatchObject([{ code: 'blank-names', column: 'Name', examples: ['3', 'Visa'] }])
  expect(command).toEqual(expect.arrayContaining(['--map', 'Name=holder:above']))
  await renew(home, command!.slice(1))
  const cards = (await cardsOf(home)).map(({ holder, guide }) => `${holder} ${guide}`)
  expect(cards.sort()).toEqual(['Ann passport', 'Ann visa', 'Bo lease', 'Bo passport'])
})

test('blank names are not those above where a person would have two documents of a kind', async () => {
  const { questions } = await proposed(newHome(), `${MERGED},Visa,2027-01-01\n,Visa,2028-01-01\n`)
  expect(questions).toEqual([])
})

test('a fault has the value that was written', async () => {
  const { rows } = await proposed(newHome(), 'Name,Visa Expiry\nAnn,2027-02-30\nBo,2027-01-01\n')
  expect(rows[0]).toMatchObject({ faults: [{ code: 'date-nonexistent', value: '2027-02-30' }] })
})

test('of several sheets each has its whole command, with the answers to its questions', async () => {
  const book = utils.book_new()
  const add = (name: string, rows: string[][]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name)
  add('Visas', [
    ['Name', 'Visa Expiry'],
    ['Ann', '2027-01-01'],
  ])
  add('Leases', [
    ['Name', 'Scadenza'],
    ['Ann', '2028-01-01'],
  ])
  const home = newHome()
  const at = file(home, '', 'list.xlsx')
  writeFileSync(at, write(book, { type: 'buffer', bookType: 'xlsx' }))
  const { code, stdout, stderr } = await renew(home, ['import', at, '--json'])
  const { questions, error } = JSON.parse(stdout) as Proposal
  expect([code, error?.code]).toEqual([2, 'import-sheets'])
  expect(questions[0]!.choices.map(({ command }) => command!.slice(3))).toEqual([
    ['--sheet', 'Visas'],
    ['--sheet', 'Leases', '--map', 'Scadenza=expires'],
  ])
  expect(stderr).toContain('--sheet Leases --map Scadenza=expires')
  for (const choice of questions[0]!.choices) await renew(home, choice.command!.slice(1))
  expect(await cardsOf(home)).toHaveLength(2)
})

test.each(['en', 'zh', 'ru', 'kk'])(
  'in %s, what a column is said to be can be typed as --map',
  async lang => {
    const content =
      'Owner,Passport Expiry,Passport Number,Issue date,Remarks,Labels\nAnn Lee,2031-05-01,E001,2021-05-02,hello,a\n'
    const home = newHome()
    const list = file(home, content)
    const { stderr, stdout } = await renew(home, ['import', list, '--dry-run', '--lang', lang])
    const said = [
      ...(stdout + stderr).matchAll(/(Owner|Passport \w+|Issue date|Remarks|Labels) = (.+?)(?: \(|（)/g),
    ]
    expect(said.map(([, column]) => column)).toEqual([
      'Owner',
      'Passport Expiry',
      'Passport Number',
      'Issue date',
      'Remarks',
      'Labels',
    ])
    if (lang !== 'en') expect(said.map(([, , words]) => words).join(' ')).not.toMatch(/[a-z]{3}/)
    const map = said.flatMap(([, column, words]) => ['--map', `${column}=${words}`])
    const done = await renew(home, ['import', list, '--lang', lang, ...map])
    expect(done.code, done.stderr).toBe(0)
    expect(await cardsOf(home)).toMatchObject([
      {
        holder: 'Ann Lee',
        guide: 'passport',
        expires: '2031-05-01',
        number: 'E001',
        note: 'hello',
        tags: ['a'],
      },
    ])
  },
)

describe('a word that names no kind', () => {
  const LIST =
    'Employee Name,Document Type,Document No,Expiry Date\nAnn,Ejari,E-100001,2027-01-01\nBo,Tasreeh,T-100001,2027-02-01\n'

  test('is asked about once: next month the documents that are there tell its kind', async () => {
    const home = newHome()
    const first = await proposed(home, LIST)
    expect(first.questions).toMatchObject([{ code: 'kind' }, { code: 'kind' }])
    await renew(home, ['import', file(home, LIST), '--kind', 'Ejari=lease', '--kind', 'Tasreeh=work-permit'])
    const next = LIST.replace('2027-01-01', '2028-01-01').concat('Cy,Ejari,E-2,2028-05-05\n')
    const { code, stdout, stderr } = await renew(home, ['import', file(home, next), '--update'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 new, 1 unchanged, 1 changed')])
    expect(stderr).toContain('Kinds taken from your earlier documents: Ejari = Lease, Tasreeh = Work permit.')
    const cards = (await cardsOf(home)).map(({ name, guide }) => `${name}: ${guide}`)
    expect(cards.sort()).toEqual(['Ann, Ejari: lease', 'Bo, Tasreeh: work-permit', 'Cy, Ejari: lease'])
  })

  test('is asked about again where the documents show two kinds for it', async () => {
    const home = newHome()
    await renew(home, ['import', file(home, LIST), '--kind', '*=lease'])
    const other = LIST.replaceAll('Tasreeh', 'Ejari').replaceAll('-100001,', '-909009,')
    await renew(home, ['import', file(home, other), '--kind', '*=visa'])
    const { questions } = await proposed(home, LIST)
    expect(questions).toMatchObject([{ code: 'kind', examples: ['Ejari'] }])
  })
})

test('a word that is a kind only in a list counts in a column of kinds', async () => {
  const home = newHome()
  const list =
    'Name,Document,Valid until\nAnn,PP,2027-01-01\nAnn,DL,2028-01-01\nAnn,Medical,2027-03-03\nAnn,EID,2027-04-04\n'
  expect(await renew(home, ['import', file(home, list)])).toMatchObject({ code: 0 })
  const guides = (await cardsOf(home)).map(({ guide }) => guide)
  expect(guides.sort()).toEqual(['driver-licence', 'generic', 'health-certificate', 'passport'])
})

test.each([
  ['en', 'expires:visa', 'holder:above'],
  ['zh', '有效期至:visa', '持有人:above'],
  ['ru', 'действует до:visa', 'владелец:above'],
  ['kk', 'жарамдылық мерзімі:visa', 'иесі:above'],
])('a wrong field of --map is answered with fields in words that it takes: %s', async (lang, end, person) => {
  const home = newHome()
  const at = file(home, 'Who,When\nAnn,2027-01-01\n')
  const run = (argv: string[]) => renew(home, ['import', at, ...argv], { env: { RENEW_LANG: lang } })
  const wrong = await run(['--map', 'Who=nobody'])
  expect(wrong.code).toBe(2)
  expect(wrong.stderr).toContain(end)
  expect(wrong.stderr).toContain(person)
  expect(lang === 'en' || !/\bexpires\b|\bnumber\b|\bissued\b/.test(wrong.stderr)).toBe(true)
  expect(await run(['--map', `Who=${person}`, '--map', `When=${end}`])).toMatchObject({ code: 0 })
  const [card] = await cardsOf(home)
  expect(card).toMatchObject({ holder: 'Ann', guide: 'visa' })
})
