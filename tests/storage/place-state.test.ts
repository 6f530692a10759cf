import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileSystem, placeState } from '../../src/storage/place-state.ts'

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
  ['NFS', 0x6969, 'nfs', null],
  ['old SMB', 0x517b, 'smb', 'smb'],
  ['CIFS', 0xff534d42, 'cifs', 'cifs'],
  ['CIFS as a signed number', 0xff534d42 | 0, 'cifs', 'cifs'],
  ['SMB2', 0xfe534d42, 'smb2', 'smb2'],
  ['Plan 9 (WSL)', 0x01021997, '9p', null],
  ['AFS', 0x5346414f, 'afs', null],
  ['Ceph', 0x00c36400, 'ceph', null],
  ['FUSE', 0x65735546, 'fuse', null],
  ['FAT', 0x4d44, null, 'fat'],
  ['exFAT', 0x2011bab0, null, 'exfat'],
  ['NTFS (ntfs3)', 0x7366746e, null, 'ntfs'],
  ['NTFS', 0x5346544e, null, 'ntfs'],
  ['ext4', 0xef53, null, null],
  ['btrfs', 0x9123683e, null, null],
  ['tmpfs', 0x01021994, null, null],
  ['overlay', 0x794c7630, null, null],
])('%s (%i) is a network file system: %s; has no permissions: %s', (_, type, network, modeless) => {
  expect(fileSystem(type)).toEqual({ network, modeless })
})
