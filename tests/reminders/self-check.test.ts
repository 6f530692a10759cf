import { expect, test } from 'vitest'
import { timerState } from '../../src/reminders/self-check.ts'

const NOW = Date.parse('2026-12-03T12:00:00+05:00')
const since = (installed: string) => ({ kind: 'cron', at: '00:07', installed })

test.each([
  ['ran an hour ago', '2026-11-01T12:00:00+05:00', '2026-12-03T11:00:00+05:00', false],
  ['ran exactly 48 hours ago', '2026-11-01T12:00:00+05:00', '2026-12-01T12:00:00+05:00', false],
  ['ran 48 hours and a second ago', '2026-11-01T12:00:00+05:00', '2026-12-01T11:59:59+05:00', true],
  ['ran in another zone an hour ago', '2026-11-01T12:00:00+05:00', '2026-12-03T06:00:00Z', false],
  ['was installed yesterday and never ran', '2026-12-02T12:00:00+05:00', null, false],
  ['was installed three days ago and never ran', '2026-11-30T12:00:00+05:00', null, true],
  [
    'was installed anew after a long silence',
    '2026-12-03T11:00:00+05:00',
    '2026-10-01T12:00:00+05:00',
    false,
  ],
  [
    'ran tomorrow, by a clock set back since',
    '2026-11-01T12:00:00+05:00',
    '2026-12-04T12:00:00+05:00',
    false,
  ],
  ['ran in 2038, by a clock that jumped', '2026-11-01T12:00:00+05:00', '2038-01-19T03:14:07Z', true],
  ['was installed and ran in 2038', '2038-01-19T03:14:07Z', '2038-01-19T03:14:07Z', true],
  ['has a record nobody can read', 'soon', 'later', true],
])('a timer that %s: stale %s', (_, installed, lastRun, stale) => {
  expect(timerState(since(installed), lastRun, NOW, () => true)).toMatchObject({ installed: 'cron', stale })
})

test('what was never installed is not stale, missing or late', () => {
  expect(timerState(null, null, NOW, () => false)).toEqual({
    installed: null,
    lastRun: null,
    stale: false,
    missing: null,
    late: false,
  })
})

test.each([
  ['cron', '2026-12-03T10:00:00+05:00', false],
  ['cron', '2026-12-03T09:59:59+05:00', true],
  // Their entries are files, or run later what they missed.
  ['systemd', '2026-12-03T09:59:59+05:00', false],
  ['launchd', '2026-12-03T09:59:59+05:00', false],
  ['schtasks', '2026-12-03T09:59:59+05:00', false],
])('%s that ran last at %s is late: %s', (kind, lastRun, late) => {
  const installed = { kind, at: '00:07', installed: '2026-11-01T12:00:00+05:00' }
  expect(timerState(installed, lastRun, NOW, () => true).late).toBe(late)
})

test.each([
  [[], null],
  [['/u/renew.timer'], { what: 'entry', path: '/u/renew.timer' }],
  [['/usr/bin/node'], { what: 'program', path: '/usr/bin/node' }],
  [['/r.js'], { what: 'program', path: '/r.js' }],
  [['/usr/bin/node', '/u/renew.timer'], { what: 'entry', path: '/u/renew.timer' }],
])('with %o gone it misses %o', (gone, missing) => {
  const files = ['/u/renew.service', '/u/renew.timer']
  const installed = { ...since('2026-12-03T11:00:00+05:00'), kind: 'systemd', node: '/usr/bin/node' }
  const exists = (path: string) => !(gone as string[]).includes(path)
  expect(timerState({ ...installed, script: '/r.js', files }, null, NOW, exists).missing).toEqual(missing)
})
