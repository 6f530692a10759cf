import { expect, test } from 'vitest'
import type { ChannelWorld } from '../../src/channels/channel.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import type { ProgramResult } from '../../src/io/io.ts'
import { message, world } from './fixtures.ts'

const PROGRAM = process.execPath
const KINDS: Record<string, Record<string, string>> = {
  command: { run: PROGRAM },
  apprise: { run: PROGRAM, urls: 'json://localhost' },
  desktop: {},
}
const ENDS: Record<string, Partial<ProgramResult>> = {
  'by its own limit': { error: 'TIMEOUT' },
  'by the end of the run': { error: 'ABORT_ERR' },
  'by somebody else': {},
}

test.each(Object.keys(KINDS).flatMap(kind => Object.keys(ENDS).map(how => [kind, how] as const)))(
  '%s: a program that was stopped %s may have delivered',
  async (kind, how) => {
    // What only looks at a file ends well.
    const run: ChannelWorld['run'] = async file =>
      file === '/bin/sh'
        ? { code: 0, stdout: '', stderr: '', error: null }
        : { code: null, stdout: '', stderr: '', error: null, ...ENDS[how] }
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/x' }
    const outlet = await openChannel(
      'mine',
      { kind, lang: null, settings: KINDS[kind]! },
      world({ env, platform: 'linux', run }),
    )
    await expect(outlet.send(message(), AbortSignal.timeout(5000))).rejects.toMatchObject({
      details: { outcome: 'no-answer' },
    })
  },
)
