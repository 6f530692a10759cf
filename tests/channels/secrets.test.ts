import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authoritiesIn } from '../../src/channels/authorities.ts'
import type { Setting } from '../../src/channels/channel.ts'
import { withoutSecrets } from '../../src/channels/masks.ts'
import { referenceOf, resolveSecrets, shownSetting } from '../../src/channels/secrets.ts'
import { failing } from '../failures.ts'
import { world } from './fixtures.ts'

const KNOWN: Setting[] = [
  { name: 'user', required: true, secret: false },
  { name: 'token', required: true, secret: true },
]
let folder: string
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'renew-secrets-'))
  writeFileSync(path.join(folder, 'token'), 'from-a-file\r\nsecond line\n')
  writeFileSync(path.join(folder, 'empty'), '\n')
  writeFileSync(path.join(folder, 'huge'), 'x'.repeat(100_000))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const token = async (value: string, env = {}) =>
  (await resolveSecrets(KNOWN, { token: value }, world({ env: { ...process.env, ...env } }))).settings.token

describe('a secret', () => {
  test('may stand in the settings themselves', async () => {
    expect(await token('plain: as it is')).toBe('plain: as it is')
  })

  test('may be a file’s first line', async () => {
    expect(await token(`file:${path.join(folder, 'token')}`)).toBe('from-a-file')
  })

  test('may be a variable', async () => {
    expect(await token('env:MY_TOKEN', { MY_TOKEN: 'from-env' })).toBe('from-env')
    expect(referenceOf('env:MY_TOKEN')).toEqual({ kind: 'env', place: 'MY_TOKEN' })
    expect(referenceOf('file:/x')).toEqual({ kind: 'file', place: '/x' })
    expect(referenceOf('plain')).toBe(null)
  })

  test('may be the first line a program prints, run without a shell', async () => {
    expect(await token(`cmd:"${process.execPath}" -e 'console.log("it is $HOME; a")'`)).toBe('it is $HOME; a')
  })

  test('is only looked for in settings that are secret', async () => {
    const { settings, secrets } = await resolveSecrets(KNOWN, { user: 'env:HOME', token: 't' }, world())
    expect([settings, secrets]).toEqual([{ user: 'env:HOME', token: 't' }, ['t']])
  })

  test.each<[string, () => string, RegExp]>([
    [
      'a missing file',
      () => `file:${path.join(folder, 'none')}`,
      /"token" cannot be read from .*none \(ENOENT\)/,
    ],
    ['a folder', () => `file:${folder}`, /cannot be read .*\(not a small file\)/],
    ['a huge file', () => `file:${path.join(folder, 'huge')}`, /cannot be read .*\(not a small file\)/],
    ['a device that never ends', () => 'file:/dev/zero', /cannot be read .*\(not a small file\)/],
    [
      'an empty file',
      () => `file:${path.join(folder, 'empty')}`,
      /the place of the secret "token" is empty \(file\)/,
    ],
    [
      'a variable that is not set',
      () => 'env:RENEW_TEST_NOT_SET',
      /the place of the secret "token" is empty \(env\)/,
    ],
    ['a program that is missing', () => 'cmd:/nowhere/pass show x', /failed: \/nowhere\/pass \(ENOENT\)/],
    ['an open quotation mark', () => 'cmd:"pass', /cannot be understood/],
  ])('from %s fails, naming the place', async (_, value, words) => {
    expect(await failing(token(value()))).toMatch(words)
  })

  test('a program that fails is named, and neither its words nor what it printed', async () => {
    const value = `cmd:"${process.execPath}" -e 'console.log("hunter22"); process.exit(9)' hunter22`
    const error = await failing(token(value))
    expect(error).toContain('(exit 9)')
    expect(error).not.toContain('hunter22')
  })
})

test('a program that is stopped has handed nothing over', async () => {
  const run = async () => ({ code: null, stdout: '', stderr: '', error: 'ABORT_ERR' }) as never
  const stopped = world({ run, signal: AbortSignal.abort() })
  await expect(resolveSecrets(KNOWN, { token: 'cmd:pass show x' }, stopped)).rejects.toMatchObject({
    details: { outcome: 'unreachable' },
  })
})

describe('on a dead mount', () => {
  /** No program that looks at a file ends, as on an NFS server that is gone. */
  const run = async () => ({ code: null, stdout: '', stderr: '', error: 'TIMEOUT' }) as never
  const dead = world({ run, platform: 'linux' })

  test('a secret in a file fails as what concerns the channel, and nothing reads it in this process', async () => {
    const file = path.join(folder, 'token')
    expect(await failing(resolveSecrets(KNOWN, { token: `file:${file}` }, dead))).toMatch(
      /token does not answer/,
    )
  })

  test('so do certificates, and those of NODE_EXTRA_CA_CERTS are left out', async () => {
    const file = path.join(folder, 'ca.pem')
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\n')
    expect(await failing(authoritiesIn(file, dead))).toMatch(/ca\.pem does not answer/)
    const some = async (_: string, args: readonly string[]) =>
      ({ code: 0, stdout: '', stderr: '', error: args.includes('/dead/ca.pem') ? 'TIMEOUT' : null }) as never
    const extra = world({ run: some, platform: 'linux', env: { NODE_EXTRA_CA_CERTS: '/dead/ca.pem' } })
    expect(await authoritiesIn(file, extra)).toBe('-----BEGIN CERTIFICATE-----\n')
  })

  test('a program that hangs is given up, and is tried again', async () => {
    const asked: unknown[] = []
    const hanging = async (...what: unknown[]) => {
      asked.push(what[2])
      return { code: null, stdout: '', stderr: '', error: 'TIMEOUT' } as never
    }
    await expect(
      resolveSecrets(KNOWN, { token: 'cmd:pass show x' }, world({ run: hanging })),
    ).rejects.toMatchObject({ details: { outcome: 'unreachable' } })
    expect(asked).toEqual([expect.objectContaining({ timeout: 20_000 })])
  })
})

describe('in every output', () => {
  test('a secret is masked, and where it is kept is shown', () => {
    const secret = { secret: true }
    expect(shownSetting(secret, 'hunter22')).toBe('****')
    expect(shownSetting(secret, 'file:/home/me/token')).toBe('file:/home/me/token')
    expect(shownSetting(secret, 'env:TOKEN')).toBe('env:TOKEN')
    expect(shownSetting(secret, 'cmd:pass show hunter22')).toBe('cmd:pass …')
    expect(shownSetting({ secret: false }, 'hunter22')).toBe('hunter22')
  })

  test('errors lose it, also as an address writes it', () => {
    expect(withoutSecrets('POST https://x/bot12:ab/send?t=12%3Aab failed', ['12:ab'])).toBe(
      'POST https://x/bot****/send?t=**** failed',
    )
    expect(withoutSecrets('a b', ['b'])).toBe('a b')
  })

  test('errors lose it, also as it is spelled where it holds what is never shown', () => {
    expect(withoutSecrets('said: pass\\u200bword', ['pass\u200bword'])).toBe('said: ****')
  })

  test('an address that is a secret shows who is behind it, and nothing that would let others send', () => {
    const secret = { secret: true }
    expect(shownSetting(secret, 'https://hooks.slack.com/services/T1/B2/x?y=z')).toBe(
      'https://hooks.slack.com/****',
    )
    expect(shownSetting(secret, 'http://push.lan:8080/x')).toBe('http://push.lan:8080/****')
    expect(shownSetting({ secret: false }, 'https://ntfy.sh')).toBe('https://ntfy.sh')
  })

  test('errors lose the parts of an address, the words of a header, and the longer secret before the shorter', () => {
    const url = 'https://hooks.slack.com/services/T0AB1/B0CD2/XyZ9?sig=abc-123&x=1'
    expect(withoutSecrets(`POST /services/T0AB1/B0CD2/XyZ9?sig=abc-123&x=1 at ${url}`, [url])).toBe(
      'POST **** at ****',
    )
    expect(withoutSecrets('no XyZ9, no abc-123, but services', [url])).toBe('no ****, no ****, but services')
    expect(withoutSecrets('bad token1234 of Basic', ['Authorization: Basic token1234'])).toBe(
      'bad **** of Basic',
    )
    expect(withoutSecrets('abcdefgh abcd', ['abcd', 'abcdefgh'])).toBe('**** ****')
  })
})

test('a refused address loses its password', () => {
  for (const [value, shown] of [
    ['https://ann:hunter22@ntfy.lan/x', 'https://****@ntfy.lan/x'],
    ['https://ann@ntfy.lan', 'https://****@ntfy.lan'],
    ['ftp://ann:p@ss/hunter22@x', 'ftp://****@x'],
    ['ann:hunter22@mail.lan', '****@mail.lan'],
    ['Ann <ann@x.org>, b@x.org', 'Ann <ann@x.org>, b@x.org'],
    ['https://ntfy.sh/a', 'https://ntfy.sh/a'],
  ])
    expect(shownSetting({ secret: false }, value!)).toBe(shown)
})
