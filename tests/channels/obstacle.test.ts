import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { ChannelWorld } from '../../src/channels/channel.ts'
import { channelObstacle } from '../../src/channels/open-channel.ts'
import { findProgram } from '../../src/channels/programs.ts'
import { secretObstacle } from '../../src/channels/secrets.ts'
import { english } from '../failures.ts'

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'renew-obstacle-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function programIn(folder: string, name: string): string {
  writeFileSync(path.join(folder, name), '#!/bin/sh\n', { mode: 0o755 })
  return path.join(folder, name)
}

/** A world in which nothing may be run or sent: files are only looked at. */
function worldWith(env: Record<string, string>): ChannelWorld {
  const never = () => {
    throw new Error('this must not happen')
  }
  const looking = async (program: string) => {
    if (program !== '/bin/sh') never()
    return { code: 0, stdout: '', stderr: '', error: null }
  }
  const stdout = { isTTY: false, width: 80, height: null, color: 0 } as const
  const signal = new AbortController().signal
  return {
    env,
    platform: 'linux',
    uid: 1000,
    stdout,
    out: never,
    run: looking,
    http: never,
    now: never,
    signal,
  }
}

const obstacleOf = async (...of: Parameters<typeof channelObstacle>) => english(await channelObstacle(...of))

const stored = (kind: string, settings: Record<string, string> = {}) => ({ kind, lang: null, settings })

test('a program is found by PATH alone, and only where it can be run', () => {
  const [one, two] = [newFolder(), newFolder()]
  const there = programIn(two, 'tell')
  writeFileSync(path.join(one, 'tell'), 'no program', { mode: 0o644 })
  mkdirSync(path.join(one, 'folder'))
  expect(findProgram('tell', { PATH: `${one}:${two}` })).toBe(there)
  expect(findProgram('tell', { PATH: one })).toBeNull()
  expect(findProgram('folder', { PATH: one })).toBeNull()
  expect(findProgram('tell', {})).toBeNull()
  expect(findProgram('tell', { PATH: '' })).toBeNull()
  expect(findProgram(there, {})).toBe(there)
})

test('the desktop needs notify-send and a session bus where the timer runs, not where we do', async () => {
  const folder = newFolder()
  const bus = path.join(folder, 'bus')
  const world = (env: Record<string, string>) => worldWith({ PATH: folder, XDG_RUNTIME_DIR: folder, ...env })
  expect(await obstacleOf(stored('desktop'), world({}))).toContain('no session bus')
  writeFileSync(bus, '')
  expect(await obstacleOf(stored('desktop'), world({}))).toMatch(/^notify-send is not installed, or not in /)
  programIn(folder, 'notify-send')
  expect(await obstacleOf(stored('desktop'), world({}))).toBeNull()
  expect(await obstacleOf(stored('desktop'), world({ PATH: '' }))).toContain('notify-send')
})

test('a program of the user must be there and runnable', async () => {
  const run = programIn(newFolder(), 'tell')
  expect(await obstacleOf(stored('command', { run }), worldWith({}))).toBeNull()
  chmodSync(run, 0o644)
  expect(await obstacleOf(stored('command', { run }), worldWith({}))).toContain(run)
  expect(await obstacleOf(stored('command', { run: '/no/such' }), worldWith({}))).toContain('/no/such')
})

test('Apprise needs its program, unless a server of its own has it', async () => {
  const folder = newFolder()
  const urls = { urls: 'tgram://TOKEN/CHAT' }
  expect(await obstacleOf(stored('apprise', urls), worldWith({ PATH: folder }))).toMatch(/^apprise is not/)
  expect(await obstacleOf(stored('apprise', { url: 'http://a.example/notify/k' }), worldWith({}))).toBeNull()
  programIn(folder, 'apprise')
  expect(await obstacleOf(stored('apprise', urls), worldWith({ PATH: folder }))).toBeNull()
})

test('a kind that nobody knows is one', async () => {
  expect(await obstacleOf(stored('pigeon'), worldWith({}))).toContain('"pigeon"')
})

test('a secret must be within reach of the timer; no program is run to find out, and no secret is shown', () => {
  const folder = newFolder()
  const file = path.join(folder, 'token')
  writeFileSync(file, 'hunter2\n')
  programIn(folder, 'pass')
  const known = [{ name: 'token', required: true, secret: true, form: /./ }] as const
  const obstacle = (token: string, env: Record<string, string> = {}) =>
    english(secretObstacle(known, { token }, env))
  expect(obstacle('hunter2')).toBeNull()
  expect(obstacle('env:TOKEN', { TOKEN: 'hunter2' })).toBeNull()
  expect(obstacle('env:TOKEN')).toMatch(/TOKEN.*"token"/)
  expect(obstacle('env:TOKEN', { TOKEN: '' })).toMatch(/TOKEN/)
  expect(obstacle(`file:${file}`)).toBeNull()
  expect(obstacle(`file:${folder}/none`)).toContain('none')
  expect(obstacle('cmd:pass show token', { PATH: folder })).toBeNull()
  expect(obstacle('cmd:pass show hunter2', { PATH: '/nowhere' })).toMatch(/^[^2]+$/)
})

test.each<[string, Record<string, string>]>([
  ['command', { run: '/dead/file' }],
  ['ntfy', { topic: 'cards', token: 'file:/dead/file' }],
  ['ntfy', { topic: 'cards', token: 'cmd:/dead/file show' }],
  ['ntfy', { topic: 'cards', ca: '/dead/file' }],
  ['apprise', { config: '/dead/file' }],
])('a file of %s on a dead mount is one, and is not read here', async (kind, settings) => {
  const world = worldWith({})
  const run = async () => ({ code: null, stdout: '', stderr: '', error: 'TIMEOUT' })
  expect(await obstacleOf(stored(kind, settings), { ...world, run })).toMatch(/^\/dead\/file does not answer/)
})

test('an authority that is named must be there', async () => {
  const ca = path.join(newFolder(), 'ca.pem')
  const ntfy = stored('ntfy', { topic: 'cards', ca })
  expect(await obstacleOf(ntfy, worldWith({}))).toBe(`the certificates in ${ca} cannot be read (ENOENT)`)
  writeFileSync(ca, '-----BEGIN CERTIFICATE-----')
  expect(await obstacleOf(ntfy, worldWith({}))).toBeNull()
})
