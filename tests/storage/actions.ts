import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Io } from '../../src/io/io.ts'
import { realIo } from '../../src/io/real-io.ts'
import { newHome, renew } from '../world.ts'

// Actions on a home while its disk fails, and what can be seen in it afterwards.

/** Noon in Almaty (+05:00), on the first day of the window of the card `me`. */
export const AT = '2026-12-01T12:00:00+05:00'

/** One call of the program. */
export interface Action {
  /** The arguments; `parent` is the folder that contains the home. */
  argv(parent: string): string[]
  env: Record<string, string>
}

export const CHANGES = {
  add: { argv: () => ['add', 'new', '--expires', '2027-12-31'], env: { RENEW_NOW: AT } },
  import: { argv: parent => ['import', path.join(parent, 'cards.csv')], env: { RENEW_NOW: AT } },
  undo: { argv: () => ['undo', '--yes'], env: { RENEW_NOW: AT } },
} satisfies Record<string, Action>

/** Overwrites a file of the model home. */
export const EXPORT: Action = {
  argv: parent => ['export', path.join(parent, 'home', 'out.json'), '--force'],
  env: { RENEW_NOW: AT },
}

/** What the timer runs, with the real clock. */
export const REMIND: Action = { argv: () => ['remind', '--scheduled'], env: {} }

/** Makes a home with two cards, settings, a ledger, kept copies and a change to undo; next to it, a table of cards. */
export async function modelHome(): Promise<string> {
  const home = newHome()
  const parent = path.dirname(home)
  writeFileSync(path.join(parent, 'cards.csv'), 'name,expires\na,2027-01-31\nb,2027-02-28\nc,2028-03-31\n')
  // On any day, one reminder is owed: that of the window, which opened ten days ago.
  const soon = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const program = path.join(parent, 'record.sh')
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

/** Copies a home and the files next to it. */
export function copyOf(home: string): string {
  const copy = newHome()
  cpSync(path.dirname(home), path.dirname(copy), { recursive: true })
  return copy
}

/** Returns the cards of `list --json` without their ids, which are random. */
export function cardsOf(answer: string): unknown[] {
  const { cards } = JSON.parse(answer) as { cards: Record<string, unknown>[] }
  return cards.map(({ id: _, ...card }) => card)
}

/** Returns temporary files and locks that are left in a home. */
export function leftIn(home: string): string[] {
  const names = existsSync(home) ? readdirSync(home, { recursive: true, encoding: 'utf8' }) : []
  return names.filter(name => /\.tmp$|\.over-|\.lock$/.test(name))
}

/** Returns the messages that the model's channel received. */
export function messagesIn(record: string): { id: string; text: string }[] {
  const lines = existsSync(record) ? readFileSync(record, 'utf8').split('\n') : []
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}

/** Runs programs with `RECORD` set, the file to which they write what they get. */
export function recording(record: string): Io['run'] {
  const { run } = realIo('')
  return (file, args, options) => run(file, args, { ...options, env: { ...options?.env, RECORD: record } })
}
