import { describe, expect, test } from 'vitest'
import { type LockOwner, ownerState, parseOwner, thisOwner } from '../../src/storage/lock-owner.ts'

const here: LockOwner = {
  pid: process.pid,
  host: 'desk',
  machine: 'm1',
  boot: 'b1',
  space: 's1',
  start: null,
  token: '1-a',
}

describe('the content of a lock', () => {
  test('is read back, with what this system does not have as null', () => {
    expect(parseOwner(JSON.stringify(here))).toEqual(here)
    const { pid, host, token } = here
    const nothing = { machine: null, boot: null, space: null, start: null }
    expect(parseOwner(JSON.stringify({ pid, host, token }))).toEqual({ pid, host, token, ...nothing })
    expect(parseOwner(JSON.stringify({ ...here, boot: 5 }))).toMatchObject({ boot: null })
  })

  test.each([
    ['no text', ''],
    ['null', 'null'],
    ['not an object', '5'],
    ['no number of a process', JSON.stringify({ ...here, pid: '5' })],
    ['a process 0', JSON.stringify({ ...here, pid: 0 })],
    ['half a process', JSON.stringify({ ...here, pid: 1.5 })],
    ['no host', JSON.stringify({ ...here, host: null })],
    ['no token', JSON.stringify({ ...here, token: '' })],
    ['a token that is a path', JSON.stringify({ ...here, token: '../x' })],
    ['a token that is too long', JSON.stringify({ ...here, token: 'a'.repeat(41) })],
  ])('is not ours with %s', (_, text) => {
    expect(parseOwner(text)).toBeNull()
  })

  test('with the longest token is ours', () => {
    expect(parseOwner(JSON.stringify({ ...here, token: 'a'.repeat(40) }))).not.toBeNull()
  })
})

describe('the holder of a lock', () => {
  test.each<[string, Partial<LockOwner>, Partial<LockOwner>, string]>([
    ['that runs here', {}, {}, 'alive'],
    ['that has ended here', { pid: 2 ** 22 + 1 }, {}, 'gone'],
    ['from before this machine was restarted', { boot: 'b0' }, {}, 'gone'],
    ['of another machine', { boot: 'b0', machine: 'm2' }, {}, 'elsewhere'],
    ['of another host with the same system', { boot: 'b0', host: 'lap' }, {}, 'elsewhere'],
    ['in another container', { space: 's2', pid: 2 ** 22 + 1 }, {}, 'elsewhere'],
    ['here, where the system names no boot', { pid: 2 ** 22 + 1 }, { boot: null }, 'gone'],
    ['without a boot, in another container', { boot: null, space: 's2' }, {}, 'elsewhere'],
    ['without a boot, of another machine', { boot: null, machine: 'm2' }, {}, 'elsewhere'],
  ])('%s', (_, holder, self, state) => {
    expect(ownerState({ ...here, ...holder }, { ...here, ...self })).toBe(state)
  })

  test('is another process when one with its number started later', () => {
    const own = thisOwner()
    expect(ownerState(own)).toBe('alive')
    expect(own.token).not.toBe(thisOwner().token)
    if (own.start === null) return
    expect(ownerState({ ...own, start: '1' })).toBe('gone')
    expect(ownerState({ ...own, start: null })).toBe('alive')
  })
})
