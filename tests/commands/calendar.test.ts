import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

const NUMBER = 'N0123456789'

async function call(home: string, words: readonly string[], now?: string): Promise<string> {
  const { code, stdout, stderr } = await renew(home, words, now ? { now } : {})
  expect(code, `${words.join(' ')}: ${stderr}`).toBe(0)
  return stdout
}

/** The events of the calendar by their UIDs. */
async function events(home: string): Promise<Map<string, ICAL.Event>> {
  const calendar = new ICAL.Component(ICAL.parse(await call(home, ['export', '--format', 'ics'])))
  const all = calendar.getAllSubcomponents('vevent').map(component => new ICAL.Event(component))
  return new Map(all.map(event => [event.uid, event]))
}

/** The one event of that role. */
async function event(home: string, role: 'expiry' | 'window' | 'file-by'): Promise<ICAL.Event> {
  const found = [...(await events(home))].filter(([uid]) => uid.endsWith(`-${role}`))
  expect(found).toHaveLength(1)
  return found[0]![1]
}

async function homeWith(...words: string[]): Promise<string> {
  const home = newHome()
  await call(home, ['add', 'me', '--expires', '2027-03-31', ...words])
  return home
}

test('the calendar holds the last valid day, the window, no second event on the same day, and no document number', async () => {
  const home = await homeWith('--number', NUMBER, '--holder', 'Anna', '--note', 'PIN 1234')
  const text = await call(home, ['export', '--format', 'ics'])
  expect(text).not.toMatch(/6789|1234/)
  const days = [...(await events(home)).values()].map(({ summary, startDate, endDate }) =>
    [summary, startDate, endDate].map(String),
  )
  expect(days).toEqual([
    ['me: expires', '2027-03-31', '2027-04-01'],
    ['me: time to prepare', '2027-02-28', '2027-04-01'],
  ])
})

test('cards that never end and closed ones are in no calendar', async () => {
  const home = await homeWith()
  await call(home, ['add', 'stamp', '--expires', 'permanent'])
  await call(home, ['add', 'old', '--expires', '2027-05-05'])
  await call(home, ['close', 'old'])
  await call(home, ['add', 'bank', '--expires', '9999-12-31', '--yes'])
  expect((await events(home)).size).toBe(2)
})

test('the titles are in the reader’s language', async () => {
  const home = await homeWith()
  const text = await call(home, ['export', '--format', 'ics', '--lang', 'zh'])
  expect(text).toContain('SUMMARY:me：到期日\r\n')
  expect(text).toContain('RODID:-//renew//renew//ZH')
})

test('the same cards give the same bytes at any time and in any zone', async () => {
  const home = await homeWith()
  const first = await call(home, ['export', '--format', 'ics'])
  const { stdout } = await renew(home, ['export', '--format', 'ics'], {
    now: '2027-02-03T04:05:06+05:00',
    env: { TZ: 'Pacific/Apia' },
  })
  expect(stdout).toBe(first)
})

test('when a date moves its event keeps its UID and its SEQUENCE rises, also by undo and within one second', async () => {
  const home = await homeWith()
  const seen = [await event(home, 'expiry')]
  for (const words of [
    ['edit', 'me', '--expires', '2027-04-05'],
    ['edit', 'me', '--expires', '2027-04-06'],
    ['undo', '--yes'],
    ['undo', '--yes'],
    ['edit', 'me', '--expires', '2027-04-06'],
  ]) {
    await call(home, words)
    seen.push(await event(home, 'expiry'))
  }
  expect(new Set(seen.map(({ uid }) => uid)).size).toBe(1)
  expect(seen.map(({ startDate }) => String(startDate).slice(5))).toEqual([
    '03-31',
    '04-05',
    '04-06',
    '04-05',
    '03-31',
    '04-06',
  ])
  const sequences = seen.map(({ sequence }) => sequence)
  expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b))
})

test('a card that was removed and brought back has a SEQUENCE that rose', async () => {
  const home = await homeWith()
  await call(home, ['edit', 'me', '--expires', '2027-04-05'])
  const before = await event(home, 'expiry')
  await call(home, ['remove', 'me', '--yes'])
  await call(home, ['undo', '--yes'])
  const after = await event(home, 'expiry')
  expect(after.uid).toBe(before.uid)
  expect(after.sequence).toBeGreaterThan(before.sequence)
})

test('a renewed card has new events; the old ones stay what they were', async () => {
  const home = await homeWith()
  const before = await event(home, 'expiry')
  await call(home, ['done', 'me', '--expires', '2028-03-31'])
  const after = await event(home, 'expiry')
  expect(after.uid).not.toBe(before.uid)
  expect(String(after.startDate)).toBe('2028-03-31')
})

test('into a file only the user can read, over none without --force, and it says what Google leaves out', async () => {
  const home = await homeWith()
  const file = path.join(path.dirname(home), 'cards.ics')
  const words = ['export', '--format', 'ics', file]
  const first = await renew(home, words)
  expect(first).toMatchObject({ code: 0, stdout: '' })
  expect(first.stderr).toMatch(/cards\.ics: 1 document\..*\n.*Google.*\n$/)
  expect(readFileSync(file, 'utf8')).toBe(await call(home, ['export', '--format', 'ics']))
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8').replaceAll('\r\n ', '')).toContain(
    'X-WR-CALDESC:When documents expire\\, ',
  )

  writeFileSync(file, 'precious')
  expect((await renew(home, words)).code).toBe(1)
  expect(readFileSync(file, 'utf8')).toBe('precious')
  expect((await renew(home, [...words, '--force'])).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('BEGIN:VCALENDAR')
  const nowhere = path.join(path.dirname(home), 'no', 'such.ics')
  expect((await renew(home, ['export', '--format', 'ics', nowhere])).code).toBe(1)
  expect(existsSync(nowhere)).toBe(false)
  expect((await renew(home, ['export', '--format', 'xls'])).code).toBe(2)
})
