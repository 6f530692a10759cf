import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { DeliveryError } from '../../src/channels/channel.ts'
import { command } from '../../src/channels/command.ts'
import { inWords } from '../failures.ts'
import { message, world } from './fixtures.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'renew command '))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** A real program in a folder with a blank in its name. */
function program(script: string): string {
  const file = path.join(folder, 'my program')
  writeFileSync(file, `#!${process.execPath}\n${script}`)
  chmodSync(file, 0o755)
  return file
}

const failure = (sending: Promise<void>) =>
  sending.then(
    () => null,
    (error: DeliveryError) => ({ text: inWords(error), retry: error.details.outcome !== 'refused' }),
  )

/** Whether a process runs; one that has ended may stay as a zombie until its parent asks. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

describe.skipIf(process.platform === 'win32')('a program of the user’s', () => {
  const out = () => path.join(folder, 'out')

  test('finds the gist in variables, beside those it had, and its words as given', async () => {
    const run = program(
      `require('fs').writeFileSync(${JSON.stringify(out())}, JSON.stringify([process.env, process.argv.slice(2)]))`,
    )
    await command.send(message(), { run, args: '--to "two words" $(id) \'a;b\'' }, world())
    const [env, args] = JSON.parse(readFileSync(out(), 'utf8')) as [Record<string, string>, string[]]
    expect(env).toMatchObject({
      PATH: process.env.PATH,
      RENEW_ID: '0123456789abcdef',
      RENEW_TITLE: 'me: today is the last valid day',
      RENEW_TEXT: message().text,
      RENEW_URGENT: '1',
      RENEW_COUNT: '1',
      RENEW_NAME: 'me',
      RENEW_EXPIRES: '2026-12-31',
      RENEW_STAGE: 'last-day',
      RENEW_DAYS_LEFT: '0',
    })
    expect(args).toEqual(['--to', 'two words', '$(id)', 'a;b'])
  })

  test('a text of a megabyte arrives whole on stdin and cut in the variable', async () => {
    const text = '续'.repeat(400_000)
    const run = program(`let all = ''
      process.stdin.on('data', d => { all += d }).on('end', () => {
        require('fs').writeFileSync(${JSON.stringify(out())}, JSON.parse(all).text.length + ' ' + process.env.RENEW_TEXT.length)
      }).setEncoding('utf8')`)
    await command.send(message({ text }), { run }, world())
    expect(readFileSync(out(), 'utf8')).toBe('400000 8000')
  })

  test('that does not read its input has still done its work', async () => {
    const run = program('process.exit(0)')
    await command.send(message({ text: 'x'.repeat(1_000_000) }), { run }, world())
  })

  test.each([
    ['process.exitCode = 3', 'ended with 3', false],
    ['process.exitCode = 75', 'ended with 75', true],
    [
      'process.stderr.write("first\\nno \\u001b[31mroute\\n"); process.exitCode = 1',
      'ended with 1: no \\x1b[31mroute',
      false,
    ],
    ['process.kill(process.pid, "SIGKILL"); setInterval(() => {}, 9)', 'was killed', true],
  ])('%s is a failure', async (script, text, retry) => {
    const run = program(script)
    expect(await failure(command.send(message(), { run }, world()))).toEqual({
      text: `${run} ${text}`,
      retry,
    })
  })

  test('that hangs is stopped with the attempt, and not started again: it may have done its work', async () => {
    const run = program('setInterval(() => {}, 1000)')
    const begun = performance.now()
    const failed = await failure(
      command.send(message(), { run }, world({ signal: AbortSignal.timeout(300) })),
    )
    expect(failed).toEqual({ text: `${run} did not end in time`, retry: true })
    expect(performance.now() - begun).toBeLessThan(20_000)
  })

  test('that takes longer than its own limit is stopped', async () => {
    const run = program('setInterval(() => {}, 99)')
    const sending = command.send(message(), { run, timeout: '1' }, world())
    await expect(sending).rejects.toMatchObject({ details: { outcome: 'no-answer' } })
  })

  const tellsPid = () =>
    `require('fs').writeFileSync(${JSON.stringify(out())}, process.pid + '.'); setInterval(() => {}, 99)`
  const starting = (script: string, detached: boolean) =>
    `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(script)}], { detached: ${detached} }).unref()`
  // Elsewhere the system does not show which processes these are.
  const detached = process.platform === 'linux'
  test.each([
    ['in its group', () => starting(tellsPid(), false)],
    ['in a session of its own', () => starting(tellsPid(), detached)],
    ['through another that has ended', () => starting(starting(tellsPid(), detached), detached)],
  ])(
    'is stopped together with what it has started %s',
    async (_, start) => {
      const run = program(`${start()}; setInterval(() => {}, 99)`)
      const end = new AbortController()
      const sending = failure(command.send(message(), { run }, world({ signal: end.signal })))
      const said = () => (existsSync(out()) ? readFileSync(out(), 'utf8') : '')
      await vi.waitFor(() => expect(said()).toMatch(/\.$/), 20_000)
      const pid = Number.parseInt(said(), 10)
      onTestFinished(() => void (isRunning(pid) && process.kill(pid, 'SIGKILL')))
      end.abort()
      expect(await sending).toMatchObject({ retry: true })
      await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 20_000)
    },
    30_000,
  )

  test('that is not there, or may not be run, is named', async () => {
    const run = path.join(folder, 'none')
    expect(await failure(command.send(message(), { run }, world()))).toEqual({
      text: `${run} cannot be run (ENOENT)`,
      retry: false,
    })
    writeFileSync(run, '')
    expect((await failure(command.send(message(), { run }, world())))?.text).toContain(
      'cannot be run (EACCES)',
    )
  })
})
