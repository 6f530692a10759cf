import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { answer, homeWith, newHome, renew } from '../world.ts'
import { addRecorder } from './recorder.ts'

interface Reminder {
  card: string
  name: string
  expires: string
  milestone: string
  date: string
  channel: string
  id: string
}

interface Reminded {
  delivered: Reminder[]
  failed: (Reminder & { error: string })[]
  owed: Reminder[]
  quiet: number
}

const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })
const SCREEN = { terminal: { width: 80 } }

const ledgerOf = (home: string) => readFileSync(`${home}/ledger.json`, 'utf8')

/** Every file of a home with its bytes. */
function bytesOf(home: string): Record<string, string> {
  const files = existsSync(home) ? readdirSync(home, { recursive: true, withFileTypes: true }) : []
  return Object.fromEntries(
    files
      .filter(entry => entry.isFile())
      .map(entry => [
        `${entry.parentPath}/${entry.name}`,
        readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1'),
      ]),
  )
}

const unseen = async (home: string) =>
  (await answer<{ cards: { unseen: boolean }[] }>(home, ['status'])).cards.map(card => card.unseen)

describe('without a channel', () => {
  test('the reminder is printed once, so that cron mails it, and not again', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const first = await renew(home, ['remind'])
    expect(first).toMatchObject({ code: 0, stderr: '' })
    expect(first.stdout).toContain('me')
    expect(first.stdout).toContain('31 Dec 2026')
    expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
    expect(await renew(home, ['remind'], at('2026-12-16'))).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await renew(home, ['remind'], at('2026-12-17'))).stdout).toContain('14 days left')
  })

  test('is unseen until it was shown on a terminal', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['remind'])
    expect(await unseen(home)).toEqual([true])
    // A pipe or another day does not count as seen.
    await renew(home, ['status'])
    await renew(home, ['status', '--on', '2026-12-02'], SCREEN)
    expect(await unseen(home)).toEqual([true])
    await renew(home, ['status'], SCREEN)
    expect(await unseen(home)).toEqual([false])
  })

  test('is unseen until it was acknowledged', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    await renew(home, ['remind'])
    await renew(home, ['ack', 'me'])
    expect(await unseen(home)).toEqual([false])
  })

  test('printed on a terminal it is seen', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    expect((await renew(home, ['remind'], SCREEN)).stdout).toContain('31 Dec 2026')
    expect(await unseen(home)).toEqual([false])
  })

  test('one that stdout did not accept is still owed', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const full = await renew(home, ['remind'], { io: { outputFault: 'ENOSPC', out: () => {} } })
    expect(full.code).toBe(4)
    expect(full.stderr).toContain('ENOSPC')
    expect((await renew(home, ['remind'])).stdout).toContain('31 Dec 2026')
  })
})

test('nothing owed: nothing printed, exit 0', async () => {
  const home = await homeWith(['me', '2027-12-31'])
  expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(await renew(newHome(), ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
})

test('the JSON has exactly the promised keys', async () => {
  const home = await homeWith(['me', '2026-12-31'], ['later', '2028-12-31'])
  const { cards } = await answer<{ cards: { id: string }[] }>(home, ['list'])
  expect(await answer(home, ['remind'])).toEqual({
    schema: 1,
    delivered: [
      {
        card: cards[0]!.id,
        name: 'me',
        expires: '2026-12-31',
        milestone: 'lead',
        date: '2026-11-30',
        channel: 'stdout',
        id: expect.stringMatching(/^[0-9a-f]{16,}$/),
      },
    ],
    failed: [],
    owed: [],
    quiet: 1,
  })
  expect(await answer(home, ['remind'])).toEqual({ schema: 1, delivered: [], failed: [], owed: [], quiet: 2 })
})

test('what failed is listed with its error, stays owed and exits 4 in the normal shape; the others go on', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home, 'good')
  await addRecorder(home, 'bad', 'echo no such number >&2; exit 1')
  const { code, stdout, stderr } = await renew(home, ['remind', '--json'])
  expect(code).toBe(4)
  const report = JSON.parse(stdout) as Reminded
  expect(Object.keys(report)).toEqual(['schema', 'delivered', 'failed', 'owed', 'quiet'])
  expect(report).toMatchObject({
    delivered: [{ name: 'me', channel: 'good' }],
    failed: [
      { name: 'me', channel: 'bad', milestone: 'lead', error: expect.stringContaining('no such number') },
    ],
    owed: [{ name: 'me', channel: 'bad', milestone: 'lead' }],
    quiet: 0,
  })
  expect(stderr).toMatch(/^renew: [^\n]*bad[^\n]*no such number[^\n]*\n$/)
  // It is tried again tomorrow, and until then only waits.
  expect((await renew(home, ['remind'])).code).toBe(0)
  expect(heard()).toHaveLength(1)
  expect((await renew(home, ['status'])).stderr).toContain('bad')
})

test('what every channel failed to send is printed too, once', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  await addRecorder(home, 'bad', 'exit 1')
  const first = await renew(home, ['remind'])
  expect(first.code).toBe(4)
  expect(first.stdout).toContain('31 Dec 2026')
  const second = await renew(home, ['remind'])
  expect([second.code, second.stdout]).toEqual([0, ''])
})

test('a message carries what the card is, whose, what is left and what comes next, but no document number', async () => {
  const home = await homeWith(['my card', '2026-12-31', '--holder', 'Anna Kim', '--number', 'N0123456789'])
  const heard = await addRecorder(home)
  await renew(home, ['remind'])
  const [message] = heard()
  expect(message).toMatchObject({
    schema: 1,
    lang: 'en',
    reminders: [
      { name: 'my card', expires: '2026-12-31', milestone: 'lead', stage: 'prepare', daysLeft: 30 },
    ],
  })
  for (const word of ['my card', 'Anna Kim', '31 Dec 2026', 'It expires in 30 days'])
    expect(message!.text).toContain(word)
  expect(JSON.stringify(message)).not.toContain('6789')
})

test('after the last day it says how many days over, and what the guide warns of', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const { stdout } = await renew(home, ['remind'], at('2027-01-03'))
  expect(stdout).toContain('3 days')
  expect(stdout).toMatch(/deport|fine/i)
})

describe('--scheduled', () => {
  test('alone records the run', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const lastRun = async () =>
      (await answer<{ timer: { lastRun: string | null } }>(home, ['status'])).timer.lastRun
    await renew(home, ['remind'])
    expect(await lastRun()).toBeNull()
    await renew(home, ['remind', '--scheduled'], at('2026-12-02'))
    expect(Date.parse((await lastRun()) ?? '')).toBe(Date.parse('2026-12-02T12:00:00+05:00'))
    await renew(home, ['remind'], at('2026-12-03'))
    await renew(home, ['remind', '--dry-run', '--scheduled'], at('2026-12-04'))
    expect(Date.parse((await lastRun()) ?? '')).toBe(Date.parse('2026-12-02T12:00:00+05:00'))
  })

  test('records it also if nothing was owed', async () => {
    const home = newHome()
    // Installing a timer writes the settings.
    await renew(home, ['config', 'set', 'lang', 'en'])
    expect((await renew(home, ['remind', '--scheduled'])).code).toBe(0)
    expect(ledgerOf(home)).toContain('2026-12-01T')
  })
})

describe('a dry run', () => {
  test('--dry-run shows what would be sent, and sends and writes nothing', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    const before = bytesOf(home)
    const { code, stdout } = await renew(home, ['remind', '--dry-run'])
    expect(code).toBe(0)
    expect(stdout).toContain('31 Dec 2026')
    expect(await answer(home, ['remind', '--dry-run'])).toMatchObject({
      delivered: [],
      owed: [{ milestone: 'lead' }],
    })
    expect(heard()).toEqual([])
    expect(bytesOf(home)).toEqual(before)
  })

  test('--until shows every message to come, on its day, as it will be sent', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    const before = bytesOf(home)
    const words = ['remind', '--dry-run', '--until', '2027-01-02']
    const { messages } = await answer<{ messages: { day: string; text: string }[] }>(home, words)
    expect(bytesOf(home)).toEqual(before)
    expect(messages.map(({ day }) => day)).toEqual([
      '2026-12-01',
      '2026-12-17',
      '2026-12-24',
      '2026-12-28',
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
      '2027-01-02',
    ])
    for (const { day } of messages) await renew(home, ['remind'], at(day))
    expect(heard().map(({ text }) => text)).toEqual(messages.map(({ text }) => text))
  })

  test('on a day that is not today needs --dry-run', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    for (const more of [
      ['--on', '2026-12-17'],
      ['--until', '2026-12-31'],
    ]) {
      const { code, stdout } = await renew(home, ['remind', ...more])
      expect([code, stdout]).toEqual([2, ''])
    }
    const { stdout } = await renew(home, ['remind', '--dry-run', '--on', '2026-12-17'])
    expect(stdout).toContain('14 days left')
  })

  test('--until a day in the past or too far off is refused', async () => {
    for (const day of ['2026-11-30', '2040-01-01', 'soon'])
      expect((await renew(newHome(), ['remind', '--dry-run', '--until', day])).code).toBe(2)
  })
})

test('runs of one day send once, also when they come at the same time', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home, 'slow', 'sleep 0.3')
  const both = await Promise.all([renew(home, ['remind']), renew(home, ['remind'])])
  expect(both.map(({ code, stdout, stderr }) => ({ code, stdout, stderr }))).toEqual([
    { code: 0, stdout: '', stderr: '' },
    { code: 0, stdout: '', stderr: '' },
  ])
  await renew(home, ['remind'])
  expect(heard()).toHaveLength(1)
})

test('--channel uses only that channel; the others still owe their reminders', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const one = await addRecorder(home, 'one')
  const two = await addRecorder(home, 'two')
  expect((await renew(home, ['remind', '--channel', 'one'])).code).toBe(0)
  expect([one().length, two().length]).toEqual([1, 0])
  await renew(home, ['remind'])
  expect([one().length, two().length]).toEqual([1, 1])
  expect((await renew(home, ['remind', '--channel', 'three'])).code).toBe(1)
})

test('a channel uses its language', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home)
  const settings = readFileSync(`${home}/settings.json`, 'utf8')
  writeFileSync(`${home}/settings.json`, settings.replace('"lang":null,"settings"', '"lang":"zh","settings"'))
  expect((await renew(home, ['doctor', '--accept'])).stderr).toContain('settings.json')
  await renew(home, ['remind'])
  expect(heard()[0]).toMatchObject({ lang: 'zh', text: expect.stringContaining('30 天后到期') })
})

test('a closed card has no reminders, and has them again when reopened', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  await renew(home, ['close', 'me'])
  expect(await renew(home, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
  await renew(home, ['reopen', 'me'])
  expect((await renew(home, ['remind'])).stdout).toContain('31 Dec 2026')
})

describe('damage never stops reminders:', () => {
  test('a damaged ledger is moved aside and replaced; only the newest milestone is sent again', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    await renew(home, ['remind'])
    await renew(home, ['remind'], at('2026-12-17'))
    const broken = ledgerOf(home).slice(0, 100)
    writeFileSync(`${home}/ledger.json`, broken)
    const { code } = await renew(home, ['remind'], at('2026-12-18'))
    expect(code).toBe(0)
    const last = heard().at(-1)!
    expect(last.reminders.map(({ milestone }) => milestone)).toEqual(['14d'])
    expect(last.text).toContain('damaged')
    expect(heard()).toHaveLength(3)
    const [aside] = readdirSync(home).filter(name => name.startsWith('ledger.damaged'))
    expect(last.text).toContain(`${home}/${aside}`)
    expect(readFileSync(`${home}/${aside}`, 'utf8')).toBe(broken)
    await renew(home, ['remind'], at('2026-12-18'))
    expect(heard()).toHaveLength(3)
  })

  test('a ledger that cannot be read: all is sent once, also when it can be read again later', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    // A folder in its place.
    mkdirSync(`${home}/ledger.json`)
    for (const day of ['2026-12-01', '2026-12-01', '2026-12-02'])
      expect((await renew(home, ['remind'], at(day))).code).toBe(4)
    const lines = readFileSync(`${home}/last-delivery`, 'utf8').trim().split('\n')
    expect(lines.filter(line => line === '2026-12-01')).toHaveLength(1)
    rmSync(`${home}/ledger.json`, { recursive: true })
    for (const day of ['2026-12-02', '2026-12-03']) await renew(home, ['remind'], at(day))
    const told = heard().flatMap(({ reminders }) => reminders.map(({ milestone }) => milestone))
    expect(told).toEqual(['lead'])
    expect(ledgerOf(home)).toContain('"lead"')
  })

  test('cards that do not parse are read from the newest kept copy, and reported; the file stays as it is', async () => {
    const home = await homeWith(['me', '2026-12-31'], ['you', '2026-12-30'])
    const heard = await addRecorder(home)
    const broken = readFileSync(`${home}/cards.json`, 'utf8').slice(0, 200)
    writeFileSync(`${home}/cards.json`, broken)
    const { code } = await renew(home, ['remind'])
    expect(code).toBe(0)
    const [message] = heard()
    expect(message!.reminders.map(({ name }) => name)).toContain('me')
    expect(message!.text).toContain('renew restore')
    expect(readFileSync(`${home}/cards.json`, 'utf8')).toBe(broken)
  })

  test('one bad card is left out and named, all others are sent', async () => {
    const home = await homeWith(['me', '2026-12-31'], ['bad', '2026-12-30'], ['you', '2026-12-29'])
    const heard = await addRecorder(home)
    rmSync(`${home}/kept`, { recursive: true })
    const text = readFileSync(`${home}/cards.json`, 'utf8')
    writeFileSync(`${home}/cards.json`, text.replace(/"expires":"2026-12-30"/g, '"expires":"2026-12-32"'))
    await renew(home, ['remind'])
    const [message] = heard()
    expect(message!.reminders.map(({ name }) => name).sort()).toEqual(['me', 'you'])
    expect(message!.text).toMatch(/"bad".*expires/)
    expect((await renew(home, ['status'])).code).toBe(3)
  })

  test('damaged settings keep their channels while there is a kept copy', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const heard = await addRecorder(home)
    await renew(home, ['config', 'set', 'lang', 'en'])
    writeFileSync(`${home}/settings.json`, '{"schema":')
    await renew(home, ['remind'])
    expect(heard()).toMatchObject([
      { reminders: [{ name: 'me' }], text: expect.stringContaining('settings.json') },
    ])
  })

  test('damaged settings without a copy: the reminder is printed', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    rmSync(`${home}/kept`, { recursive: true, force: true })
    writeFileSync(`${home}/settings.json`, '[]')
    const { stdout } = await renew(home, ['remind'])
    expect(stdout).toContain('31 Dec 2026')
    expect(stdout).toContain('settings.json')
  })

  test('reports damage of all files at once, with the documented exit code', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    for (const name of ['settings', 'cards', 'ledger']) writeFileSync(`${home}/${name}.json`, '\u0000')
    const { code, stdout, stderr } = await renew(home, ['remind'])
    expect([0, 4]).toContain(code)
    expect(stdout + stderr).toContain('cards.json')
    expect(stdout).toContain('31 Dec 2026')
  })
})

test('a ledger written by a clock far ahead does not stop the reminders of the years between', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home)
  await renew(home, ['remind'], at('2038-01-19'))
  await renew(home, ['remind'])
  const text = heard().at(-1)?.text
  expect(heard().map(({ reminders }) => reminders[0]!.milestone)).toEqual([
    expect.stringMatching(/^\+/),
    'lead',
  ])
  expect(text).toMatch(/clock/)
})

test('with a clock before 2020 nothing is sent, and that is reported with exit 4', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home)
  const { code, stderr } = await renew(home, ['remind', '--scheduled'], { now: '1970-01-02T12:00:00Z' })
  expect(code).toBe(4)
  expect(stderr).toMatch(/1970-01-0[123]/)
  expect(heard()).toEqual([])
})

test('a clock two days back repeats nothing', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  const heard = await addRecorder(home)
  for (const day of ['2026-12-01', '2026-12-17', '2026-12-15', '2026-12-17'])
    await renew(home, ['remind'], at(day))
  expect(heard().filter(({ reminders }) => reminders.length > 0)).toHaveLength(2)
})

test('a home copied to a new machine continues where it was', async () => {
  const home = await homeWith(['me', '2026-12-31'])
  await renew(home, ['remind'])
  const other = newHome()
  cpSync(home, other, { recursive: true })
  expect(await renew(other, ['remind'])).toEqual({ code: 0, stdout: '', stderr: '' })
})

describe('what comes next', () => {
  test('is said on a terminal when nothing is due, and only there', async () => {
    const home = await homeWith(
      ['me', '2026-12-31', '--zone', 'Asia/Almaty'],
      ['son', '2026-12-31', '--zone', 'Asia/Almaty'],
    )
    await renew(home, ['remind'])
    const { stdout } = await renew(home, ['remind'], SCREEN)
    expect(stdout.replace(/\s+/g, ' ')).toBe(
      ' No reminder is due; next reminder: Thu 17 Dec 2026 (me, son), but no timer would send it. ',
    )
    expect((await renew(home, ['remind'])).stdout).toBe('')
    expect((await renew(home, ['remind', '--scheduled'], SCREEN)).stdout).toBe('')
    const empty = newHome()
    expect((await renew(empty, ['remind'], SCREEN)).stdout).toContain(
      'No reminder is due; no reminder follows.',
    )
  })

  test('of a document that was named is refused with what shows it', async () => {
    const home = await homeWith(['Li Na', '2026-12-31'])
    const { code, stderr } = await renew(home, ['remind', 'Li Na'])
    expect(code).toBe(2)
    expect(stderr).toContain("renew show 'Li Na'")
  })
})

describe('a dry run of many days', () => {
  const dryRun = ['remind', '--dry-run', '--until', '2027-01-20']

  test('shows once what repeats every day, and when it ends', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    const { stdout } = await renew(home, dryRun, { ...at('2026-12-30'), ...SCREEN })
    expect(stdout.match(/^printed/gm)).toHaveLength(3)
    expect(stdout).toMatch(/then every day until Wed 20 Jan 2027: .*20 days/)
    type Message = { day: string }
    const { messages } = await answer<{ messages: Message[] }>(home, dryRun, at('2026-12-30'))
    expect(messages).toHaveLength(22)
  })

  test('names the channels of a day in the order in which they were set up', async () => {
    const home = await homeWith(['me', '2026-12-31'])
    for (const name of ['zulu', 'alpha', 'mike']) await addRecorder(home, name)
    type Message = { day: string; channel: string }
    const { messages } = await answer<{ messages: Message[] }>(home, dryRun, at('2026-12-30'))
    expect(messages.slice(0, 6).map(({ channel }) => channel)).toEqual([
      ...['zulu', 'alpha', 'mike'],
      ...['zulu', 'alpha', 'mike'],
    ])
  })
})
