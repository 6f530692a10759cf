import { expect, test } from 'vitest'
import { inEnglish } from '../src/error-text.ts'
import { failure, mapTexts } from '../src/failure.ts'
import { type Fault, faultsKey } from '../src/reminders/faults.ts'
import { said } from './failures.ts'

test('mapTexts changes each text of a failure, also in nested failures, and nothing else', () => {
  const refused = failure('refused', { host: 'a', said: 'b', code: null, why: said('c') })
  expect(mapTexts(refused, text => `${text}!`)).toEqual(
    failure('refused', { host: 'a!', said: 'b!', code: null, why: said('c!') }),
  )
  expect(mapTexts(failure('no-answer', { seconds: 10 }), () => '!')).toEqual(
    failure('no-answer', { seconds: 10 }),
  )
})

test('faults have the fingerprint that earlier versions computed from English text', () => {
  const detail = failure('at', { place: '/x/KZ.json', what: failure('not-json') })
  const fault = (words: typeof detail | string): Fault => ({
    code: 'workdays-lost',
    values: { detail: words },
  })
  const key = (one: Fault) => faultsKey([one], text => text)
  expect(inEnglish(detail)).toBe('/x/KZ.json: is not JSON')
  expect(key(fault(detail))).toBe(key(fault('/x/KZ.json: is not JSON')))
})
