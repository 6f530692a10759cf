import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { realIo } from '../src/io/real-io.ts'

const io = realIo('/nowhere/renew.js')
const own = process.env.TZ

afterEach(() => {
  if (own === undefined) delete process.env.TZ
  else process.env.TZ = own
})

describe("the machine's own zone", () => {
  // As daemons see it, without TZ.
  const { TZ: _, ...env } = process.env
  const ask =
    'JSON.stringify([Intl.DateTimeFormat().resolvedOptions().timeZone, new Date().getTimezoneOffset()])'
  const [machine, offset] = JSON.parse(execFileSync(process.execPath, ['-p', ask], { env, encoding: 'utf8' }))

  test.each(['UTC', 'Asia/Almaty', 'America/New_York', 'Pacific/Kiritimati'])(
    'is returned for a user whose TZ is %s when the clocks differ, and TZ is restored',
    zone => {
      process.env.TZ = zone
      const differs = new Date().getTimezoneOffset() !== offset
      expect(io.machineZone()).toBe(differs ? machine : null)
      expect(process.env.TZ).toBe(zone)
      expect(io.zoneName()).toBe(zone)
    },
  )

  test('is null when the user has the same zone', () => {
    delete process.env.TZ
    expect(io.machineZone()).toBeNull()
    expect(process.env.TZ).toBeUndefined()
  })
})

test('a time of a day is the instant at which the clocks of a zone show it', () => {
  process.env.TZ = 'Asia/Almaty'
  const at = (zone: string | null) => new Date(io.instantAt('2026-12-01', '09:07', zone)).toISOString()
  expect(at(null)).toBe('2026-12-01T04:07:00.000Z')
  expect(at('America/New_York')).toBe('2026-12-01T14:07:00.000Z')
  expect(at('UTC')).toBe('2026-12-01T09:07:00.000Z')
})

describe('a TZ that nobody chose', () => {
  test('as earlier versions wrote it into timers is not used', () => {
    process.env.TZ = 'Etc/Unknown'
    const { env, clockFault } = realIo('/nowhere/renew.js')
    expect([env.TZ, clockFault]).toEqual([undefined, null])
  })

  test.each([
    ['CET-1CEST,M3.5.0,M10.5.0/3', true],
    ['WET0WEST,M3.5.0/1,M10.5.0', true],
    ['<+05>-5', true],
    ['ALMT-5', false],
    ['UTC0', false],
    ['GMT+0', false],
  ])('%s, which Node may not know, is reported: %s', (zone, isReported) => {
    process.env.TZ = zone
    const { clockFault } = realIo('/nowhere/renew.js')
    expect(clockFault).toEqual(isReported ? { name: 'TZ', value: zone } : null)
  })

  test('an empty one is UTC, by that name', () => {
    process.env.TZ = ''
    const io = realIo('/nowhere/renew.js')
    expect([io.zoneName(), io.clockFault]).toEqual(['UTC', null])
  })
})
