import { closeSync, constants, openSync, readdirSync, statSync, writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { tryOr } from '../errors.ts'
import { failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { type Channel, type ChannelWorld, channelError, type Message } from './channel.ts'
import { plainText } from './message-text.ts'

/** How long to wait for a terminal that is stopped (Ctrl-S). */
const WRITE_TIMEOUT_MS = 1000
const GROUP_MAY_WRITE = 0o020

/** Writes to stdout when it is a terminal, else to every terminal the user is logged in on. */
export const terminal: Channel = terminalAmong(ownTerminals)

/** Returns the channel for the terminals that `find` returns, as absolute paths of devices. */
export function terminalAmong(find: (world: ChannelWorld) => string[]): Channel {
  return {
    settings: [],
    limit: null,
    glance: true,
    async send(message, _settings, world) {
      if (world.stdout.isTTY) {
        world.out(screenText(message))
        return
      }
      // A terminal may be in raw mode (an editor), where only CR LF starts a new line.
      const bytes = Buffer.from(`\n${screenText(message)}`.replaceAll('\n', '\r\n'))
      const written = await Promise.all(find(world).map(device => writeTo(device, bytes, world.signal)))
      if (!written.includes(true)) throw channelError(failure('no-terminal'))
    },
  }
}

/**
 * Returns the user's terminals that take messages (`mesg y`), on Linux and macOS. Root's consoles are left out, as they
 * belong to root even when nobody is logged in.
 */
export function ownTerminals({ uid, platform }: Pick<ChannelWorld, 'uid' | 'platform'>): string[] {
  if (uid === null) return []
  const devices = list('/dev/pts', /^\d+$/)
  const consoles = platform === 'darwin' ? /^ttys\d+$/ : /^tty\d+$/
  if (uid !== 0 || platform === 'darwin') devices.push(...list('/dev', consoles))
  const isOpen = (device: string): boolean => {
    const { mode, uid: owner } = statSync(device)
    return owner === uid && (mode & GROUP_MAY_WRITE) !== 0
  }
  return devices.filter(device => tryOr(() => isOpen(device), false))
}

function screenText({ title, text }: Message): string {
  return `${printable(title)}\n\n${plainText(text).trimEnd()}\n`
}

function list(folder: string, names: RegExp): string[] {
  const found = tryOr(() => readdirSync(folder), [])
  return found.filter(name => names.test(name)).map(name => `${folder}/${name}`)
}

/** Writes without blocking, and not as our controlling terminal. @returns whether all was written */
async function writeTo(device: string, bytes: Buffer, signal: AbortSignal): Promise<boolean> {
  const { O_WRONLY, O_NOCTTY, O_NONBLOCK, O_NOFOLLOW } = constants
  const fd = tryOr(() => openSync(device, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW), null)
  if (fd === null) return false
  try {
    let waited = 0
    for (let at = 0; at < bytes.length; ) {
      try {
        at += writeSync(fd, bytes, at)
      } catch (error) {
        const isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN'
        if (!isFull || waited >= WRITE_TIMEOUT_MS || signal.aborted) return false
        await wait(20)
        waited += 20
      }
    }
    return true
  } finally {
    closeSync(fd)
  }
}
