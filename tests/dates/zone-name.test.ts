import { describe, expect, test } from 'vitest'
import { isZoneName } from '../../src/dates/zone-name.ts'

describe('a time zone', () => {
  test.each(['Asia/Almaty', 'UTC', 'Etc/GMT+5', 'America/Argentina/Buenos_Aires'])('is %s', name => {
    expect(isZoneName(name)).toBe(true)
  })

  test.each(['', 'Nowhere/City', '+05:00', '-0500', '5', ' UTC', '/Asia/Almaty'])('is not %j', name => {
    expect(isZoneName(name)).toBe(false)
  })

  test('keeps its answer', () => {
    expect([isZoneName('Asia/Qyzylorda'), isZoneName('Asia/Qyzylorda')]).toEqual([true, true])
    expect([isZoneName('+06:00'), isZoneName('+06:00')]).toEqual([false, false])
  })
})
