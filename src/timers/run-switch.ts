import { RenewError } from '../errors.ts'
import type { ProgramResult } from '../io/real-io.ts'
import type { TimerKind, TimerWorld } from './timer.ts'

/** How long a program that manages timers may take, in milliseconds. */
export const PATIENCE = 30_000

/** The first words of what a program said, on one line, else how it ended; for an error's text. */
export function commandOutput({ stderr, stdout, error, code }: ProgramResult): string {
  const said = (stderr.trim() || stdout.trim()).replace(/\s*\n\s*/g, '; ').slice(0, 300)
  return said || error || `exit ${code ?? '-'}`
}

/**
 * Runs a program that switches a timer on or off, and returns what it prints.
 * @param undone whether nothing is left of what failed
 * @throws RenewError `timer-not-switched-on`
 */
export async function runSwitch(
  kind: TimerKind,
  [program, ...args]: [string, ...string[]],
  world: TimerWorld,
  undone = true,
): Promise<string> {
  const finished = await world.run(program, args, { timeout: PATIENCE })
  if (finished.code === 0) return finished.stdout
  const command = [program, ...args].join(' ')
  throw new RenewError('timer-not-switched-on', {
    why: undone ? 'undone' : 'half-done',
    kind,
    command,
    said: commandOutput(finished),
  })
}
