import { expect, test } from 'vitest'
import { memoize } from '../../src/dates/memoize.ts'

test('the function is called once for each key', () => {
  let asked = 0
  const half = memoize((number: number) => {
    asked++
    return number / 2
  })
  expect([half(4), half(6), half(4), half(0), half(0)]).toEqual([2, 3, 2, 0, 0])
  expect(asked).toBe(3)
})

test('answers are dropped before there are more than forty thousand', () => {
  const asked: number[] = []
  const same = memoize((number: number) => {
    asked.push(number)
    return number
  })
  for (let number = 1; number <= 40_000; number++) same(number)
  same(1)
  expect(asked).toHaveLength(40_000)
  same(40_001)
  same(40_001)
  same(1)
  expect(asked.slice(40_000)).toEqual([40_001, 1])
})

test('an error is not kept', () => {
  let isBroken = true
  const find = memoize((key: string) => {
    if (isBroken) throw new TypeError(key)
    return key
  })
  expect(() => find('x')).toThrow(TypeError)
  isBroken = false
  expect(find('x')).toBe('x')
})
