import { describe, expect, test } from 'vitest'
import {
  addressFault,
  failureAddress,
  maskedAddress,
  startAddress,
} from '../../src/reminders/heartbeat-address.ts'

describe('a heartbeat address', () => {
  test.each([
    ['https://hc-ping.com/5bf66975', null],
    ['http://192.168.1.4:3001/api/push/abc?status=up&msg=OK', null],
    ['hc-ping.com/5bf66975', 'not-an-address'],
    ['', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['file:///etc/passwd', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['ftp://example.org/x', 'not-http'],
    ['https://me:secret@example.org/x', 'has-password'],
    ['https://me@example.org/x', 'has-password'],
  ])('%j: %s', (text, fault) => {
    expect(addressFault(text)).toBe(fault)
  })

  test('is shown without what makes it secret', () => {
    expect(maskedAddress('https://hc-ping.com/5bf66975?create=1')).toBe('https://hc-ping.com/****')
    expect(maskedAddress('http://kuma.example:3001/api/push/secret')).toBe('http://kuma.example:3001/****')
    expect(maskedAddress('https://me:secret@hc.example/ping')).toBe('https://hc.example/****')
    expect(maskedAddress('no address')).toBe('****')
  })
})

describe('a failure is reported', () => {
  test.each([
    ['https://hc-ping.com/5bf66975', 'https://hc-ping.com/5bf66975/fail'],
    ['https://hc-ping.com/5bf66975/', 'https://hc-ping.com/5bf66975/fail'],
    ['https://hc-ping.com/key/renew?create=1', 'https://hc-ping.com/key/renew/fail?create=1'],
    ['https://checks.example.org/ping/5bf66975', 'https://checks.example.org/ping/5bf66975/fail'],
    ['https://example.org/hc/ping/key/renew', 'https://example.org/hc/ping/key/renew/fail'],
    [
      'https://uptime.betterstack.com/api/v1/heartbeat/abc',
      'https://uptime.betterstack.com/api/v1/heartbeat/abc/fail',
    ],
    [
      'https://kuma.example/api/push/abc?status=up&msg=OK&ping=',
      'https://kuma.example/api/push/abc?status=down&msg=mail%3A+HTTP+500&ping=',
    ],
    [
      'https://kuma.example/api/push/abc',
      'https://kuma.example/api/push/abc?status=down&msg=mail%3A+HTTP+500',
    ],
  ])('to %s under %s', (address, failed) => {
    const reported = failureAddress(address, 'mail: HTTP 500')
    expect(reported?.address).toBe(failed)
    expect(reported?.body).toBe(failed.includes('/push/') ? undefined : 'mail: HTTP 500')
  })

  test.each(['https://nosnch.in/abc', 'https://example.org/', 'https://example.org/ping'])(
    'to %s by silence: an address it does not know might count as a good run',
    address => {
      expect(failureAddress(address, 'x')).toBeNull()
    },
  )
})

test.each([
  ['https://hc-ping.com/5bf66975', 'https://hc-ping.com/5bf66975/start'],
  [
    'https://checks.example.org/ping/key/renew/?create=1',
    'https://checks.example.org/ping/key/renew/start?create=1',
  ],
  ['https://uptime.betterstack.com/api/v1/heartbeat/abc', null],
  ['https://kuma.example/api/push/abc', null],
  ['https://nosnch.in/abc', null],
])('the start of a run is reported to %s under %s', (address, start) => {
  expect(startAddress(address)).toBe(start)
})
