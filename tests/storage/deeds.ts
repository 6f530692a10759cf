import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Io, realIo } from '../../src/io/real-io.ts'
import { newHome, renew } from '../world.ts'

// What is done to a home while its disk fails, and what is seen in it afterwards.

/** Noon in Almaty (+05:00), on the first day of the window of the card `me`. */
export const AT = '2026-12-01T12:00:00+05:00'

/** A change by one call of the program. */
export interface Deed {
  /** The words of the command; `beside` is the folder around the home. */
  argv(beside: string): string[]
  env: Record<string, string>
}

export const CHANGES = {
  add: { argv: () => ['add', 'new', '--expires', '2027-12-31'], env: { RENEW_NOW: AT } },
  import: { argv: beside => ['import', path.join(beside, 'cards.csv')], env: { RENEW_NOW: AT } },
  undo: { argv: () => ['undo', '--yes'], env: { RENEW_NOW: AT } },
} satisfies Record<string, Deed>

/** Writes over a file that the model has. */
export const EXPORT: Deed = {
  argv: beside => ['export', path.join(beside, 'home', 'out.json'), '--force'],
  env: { RENEW_NOW: AT },
}

/** What the timer calls; by the real clock, for only then it remembers when nothing will be owed. */
export const REMIND: Deed = { argv: () => ['remind', '--scheduled'], env: {} }

/** A home with three cards, settings, a ledger, kept copies and a change to take back; a table of cards beside it. */
export async function modelHome(): Promise<string> {
  const home = newHome()
  const beside = path.dirname(home)
  writeFileSync(path.join(beside, 'cards.csv'), 'name,expires\na,2027-01-31\nb,2027-02-28\nc,2028-03-31\n')
  // The one reminder that is owed on whatever day this runs is that of the window, which opened ten days ago.
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const program = path.join(beside, 'record.sh')
  writeFileSync(program, '#!/bin/sh\ncat >> "$RECORD"\n', { mode: 0o700 })
  for (const words of [
    ['add', 'you', '--expires', '2031-06-30'],
    ['add', 'me', '--expires', soon, '--yes'],
    ['channel', 'add', 'command', '--name', 'log', '--run', program, '--no-test'],
    ['edit', 'you', '--holder', 'Anna'],
  ]) {
    const { code, stderr } = await renew(home, words)
    if (code !== 0) throw new Error(stderr)
  }
  writeFileSync(path.join(home, 'out.json'), 'an earlier file')
  return home
}

/** A copy of a home and of what lies beside it. */
export function copyOf(home: string): string {
  const copy = newHome()
  cpSync(path.dirname(home), path.dirname(copy), { recursive: true })
  return copy
}

/** The cards of an answer of `list --json`, without the accidents of their making. */
export function cardsOf(answer: string): unknown[] {
  const { cards } = JSON.parse(answer) as { cards: Record<string, unknown>[] }
  return cards.map(({ id: _, ...card }) => card)
}

/** What lies about in a home that no command ever reads. */
export function leftIn(home: string): string[] {
  const names = existsSync(home) ? readdirSync(home, { recursive: true, encoding: 'utf8' }) : []
  return names.filter(name => /\.tmp$|\.over-|\.lock$/.test(name))
}

/** The messages that the channel of the model got; a program whose caller died before it spoke got none. */
export function messagesIn(record: string): { id: string; text: string }[] {
  const lines = existsSync(record) ? readFileSync(record, 'utf8').split('\n') : []
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

/** Runs programs that know where to keep what they get. */
export function recording(record: string): Io['run'] {
  const { run } = realIo('')
  return (file, args, options) => run(file, args, { ...options, env: { ...options?.env, RECORD: record } })
}
