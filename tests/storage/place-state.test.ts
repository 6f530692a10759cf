import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { networkName, placeState } from '../../src/storage/place-state.ts'

const uid = process.getuid?.() ?? null

test('reports the owner of a place, who may enter it, and whether it is writable', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'renew-place-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = path.join(folder, 'settings.json')
  writeFileSync(file, '{}', { mode: 0o600 })
  const private_ = { foreign: false, open: false, readOnly: false, network: null, modeless: null }
  expect(placeState(folder, uid)).toEqual(private_)
  expect(placeState(file, uid)).toEqual(private_)
  chmodSync(file, 0o640)
  expect(placeState(file, uid)).toEqual({ ...private_, open: true })
  chmodSync(folder, 0o500)
  expect(placeState(folder, uid)).toEqual({ ...private_, readOnly: true })
  chmodSync(folder, 0o700)
  expect(placeState(folder, (uid ?? 0) + 1)).toMatchObject({ foreign: true })
  // Windows has no user ids.
  expect(placeState(file, null)).toEqual(private_)
  expect(placeState(path.join(folder, 'none'), uid)).toBeNull()
})

test.each([
  [0x6969, 'nfs'],
  [0xff534d42, 'cifs'],
  [0xff534d42 | 0, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x65735546, 'fuse'],
  [0xef53, null],
  [0x9123683e, null],
  [0x01021994, null],
  [0x794c7630, null],
])('a file system of the number %i is one of a network: %s', (type, name) => {
  expect(networkName(type)).toBe(name)
})
