import { writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { newCard } from '../../src/cards/card.ts'
import { CardStore } from '../../src/cards/store.ts'
import { diskIo, pathsIn } from '../storage/counter.ts'
import { newHome, renew } from '../world.ts'

const AT = '2026-11-01T12:00:00+05:00'
const READING = 'Reading the documents …'
const WRITING = 'Writing the documents …'

/** All that a call puts on one screen, in the order in which it comes; in a pipe, stderr alone. */
async function screen(home: string, argv: readonly string[], isTTY = true): Promise<string> {
  let seen = ''
  const io = {
    out: (text: string) => {
      if (isTTY) seen += text
    },
    err: (text: string) => {
      seen += text
    },
  }
  const { code } = await renew(home, argv, { io, ...(isTTY ? { terminal: { width: 80, height: 24 } } : {}) })
  expect(code, seen).toBe(0)
  return seen
}

/** What stands when all is said: every line of progress is gone before anything else takes its place. */
function answerOf(seen: string): string {
  return seen.replace(/(\r[^\r\n]+ …\u001b\[K)+\r\u001b\[K/g, '')
}

describe('with so much in the file that reading it takes its time', () => {
  let home: string
  beforeAll(async () => {
    home = newHome()
    const note = 'x'.repeat(2_000_000)
    const cards = Array.from({ length: 8 }, (_, n) => ({
      ...newCard({ id: `card${n}`, name: `card ${n}`, guide: 'generic', expires: '2031-12-31' }, AT),
      note,
    }))
    await new CardStore(diskIo(), pathsIn(home)).change('import', AT, () => cards)
  })

  test.each([
    ['status', ['status'], [READING]],
    ['status of one holder', ['status', '--all', '--holder', 'Li'], [READING]],
    ['a list', ['list'], [READING]],
    ['an export', ['export', '--format', 'csv'], [READING, WRITING]],
    ['a rehearsal', ['remind', '--dry-run'], [READING]],
    ['a change', ['edit', 'card 7', '--holder', 'Wang'], [READING, WRITING]],
    ['taking it back', ['undo', '--yes'], [READING, WRITING]],
  ])('%s says on a terminal what it is at, and takes that away', async (_, argv, steps) => {
    const seen = await screen(home, argv)
    for (const step of steps) expect(seen).toContain(`\r${step}\u001b[K`)
    expect(answerOf(seen).includes('…\u001b[K')).toBe(false)
  })

  test.each([['status'], ['list'], ['remind']])('%s says nothing of it in a pipe', async command => {
    expect(await screen(home, [command], false)).not.toContain('…')
  })

  test('a command that reads no cards says nothing of it', async () => {
    expect(await screen(home, ['config', 'get', 'lang'])).not.toContain('…')
  })
})

test('with a few cards nothing is said of reading, checking and writing them', async () => {
  // However busy the machine is.
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  onTestFinished(() => clock.mockRestore())
  const home = newHome()
  writeFileSync(`${home}.csv`, 'name,expires\nme,2031-12-31\n')
  const calls = [
    ['import', `${home}.csv`],
    ['status'],
    ['list'],
    ['edit', 'me', '--holder', 'Li'],
    ['remind'],
  ]
  for (const argv of calls) expect(await screen(home, argv)).not.toMatch(/ …|\u001b\[K/)
})

test('without a home, status on a terminal says which variable to set, as in a pipe', async () => {
  const how = { env: { RENEW_HOME: 'relative/home' } }
  const inPipe = await renew(newHome(), ['status'], how)
  expect(inPipe).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^renew: [^\n]*RENEW_HOME[^\n]*\n$/),
  })
  const shown = await renew(newHome(), ['status'], { ...how, terminal: { width: 200 } })
  // On a terminal it is wrapped.
  expect({ ...shown, stderr: shown.stderr.replaceAll('\n', ' ') }).toEqual({
    ...inPipe,
    stderr: inPipe.stderr.replaceAll('\n', ' '),
  })
})

test('an import counts the rows while it splits them, and again while it reads their cells', async () => {
  const home = newHome()
  await renew(home, ['list'])
  const at = `${home}-list.csv`
  const rows = Array.from({ length: 1100 }, (_, n) => `Ann ${n},2027-01-01`)
  writeFileSync(at, ['Name,Visa Expiry', ...rows].join('\n'))
  let now = 0
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 500))
  onTestFinished(() => clock.mockRestore())
  const seen = await screen(home, ['import', at])
  expect(seen.match(/1,?024 rows …/g)).toHaveLength(2)
  for (const work of [/Checking the rows (\d+) % …/g, /Writing the documents (\d+) % …/g]) {
    const percents = [...seen.matchAll(work)].map(([, percent]) => Number(percent))
    expect(percents.length).toBeGreaterThan(2)
    expect(percents).toEqual([...percents].sort((a, b) => a - b))
    expect(percents.at(-1)).toBeLessThanOrEqual(100)
  }
  expect(answerOf(seen).includes('…\u001b[K')).toBe(false)
})
