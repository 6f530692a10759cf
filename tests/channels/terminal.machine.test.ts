import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ownTerminals, terminal, terminalAmong } from '../../src/channels/terminal.ts'
import { failing } from '../failures.ts'
import { message, world } from './fixtures.ts'

const hasScript = process.platform === 'linux' && spawnSync('script', ['--version']).status === 0

/** A real pseudo-terminal, held open by util-linux's `script`, and what was shown on it. */
class Pty {
  readonly #child: ChildProcess
  readonly #shown: string
  readonly #name: string

  constructor(folder: string, mode: string) {
    this.#shown = path.join(folder, 'shown')
    this.#name = path.join(folder, 'name')
    const shell = `stty raw -echo; chmod ${mode} "$(tty)"; tty > "${this.#name}"; exec sleep 60`
    this.#child = spawn('script', ['-qfec', shell, this.#shown], { stdio: ['pipe', 'ignore', 'ignore'] })
  }

  async device(): Promise<string> {
    while (!existsSync(this.#name) || !readFileSync(this.#name, 'utf8').endsWith('\n')) await wait(20)
    return readFileSync(this.#name, 'utf8').trim()
  }

  async shows(end: string): Promise<string> {
    for (let tries = 0; tries < 200 && !this.text.includes(end); tries++) await wait(20)
    return this.text
  }

  get text(): string {
    return readFileSync(this.#shown, 'utf8')
  }

  async close(): Promise<void> {
    const gone = new Promise(resolve => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}

describe.skipIf(!hasScript)('a real terminal (needs util-linux’s script)', () => {
  let folder: string
  let pty: Pty
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'renew-pty-'))
  })
  afterEach(async () => {
    await pty.close()
    rmSync(folder, { recursive: true })
  })

  test('of this user is found, and shows the message line by line', async () => {
    pty = new Pty(folder, 'g+w')
    const device = await pty.device()
    expect(ownTerminals(world())).toContain(device)
    await terminalAmong(() => [device]).send(message({ text: 'one\ntwo' }), {}, world())
    expect(await pty.shows('two')).toContain('\r\nme: today is the last valid day\r\n\r\none\r\ntwo\r\n')
  })

  test('shows no control character of a name or a guide', async () => {
    pty = new Pty(folder, 'g+w')
    const device = await pty.device()
    const evil = message({ title: 'a\u001b]0;x\u0007', text: 'b\u009b2J\u202ec\nend' })
    await terminalAmong(() => [device]).send(evil, {}, world())
    expect(await pty.shows('end')).toContain('a\\x1b]0;x\\x07\r\n\r\nb\\x9b2J\\u202ec\r\nend')
  })

  test('that takes no messages (mesg n) is left alone', async () => {
    pty = new Pty(folder, 'g-w')
    expect(ownTerminals(world())).not.toContain(await pty.device())
  })

  test('of another user is left alone', async () => {
    pty = new Pty(folder, 'g+w')
    const device = await pty.device()
    expect(ownTerminals(world({ uid: 54321 }))).not.toContain(device)
  })

  test('that is gone does not hide the one that is there', async () => {
    pty = new Pty(folder, 'g+w')
    const device = await pty.device()
    await terminalAmong(() => ['/dev/pts/999999', device]).send(message({ text: 'still' }), {}, world())
    expect(await pty.shows('still')).toContain('still')
  })
})

test('stdout that is a terminal is the screen, and no other is asked for', async () => {
  let out = ''
  const stdout = { isTTY: true, width: 80, height: 24, color: 0 } as const
  const channel = terminalAmong(() => {
    throw new Error('not asked')
  })
  await channel.send(message({ text: 'one\u0007\ntwo' }), {}, world({ stdout, out: text => (out += text) }))
  expect(out).toBe('me: today is the last valid day\n\none\\x07\ntwo\n')
})

test('no terminal at all is a failure, so that the reminder stays owed', async () => {
  expect(await failing(terminalAmong(() => []).send(message(), {}, world()))).toMatch(
    /^you have no open terminal, or none that accepts messages/,
  )
  await expect(terminal.send(message(), {}, world({ uid: null, platform: 'win32' }))).rejects.toMatchObject({
    name: 'DeliveryError',
  })
})

test('a file in the place of a terminal is not written to by way of a link', async () => {
  await expect(terminalAmong(() => ['/proc/self/exe']).send(message(), {}, world())).rejects.toThrow()
})
