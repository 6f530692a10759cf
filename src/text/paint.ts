import { Chalk } from 'chalk'
import type { Surface } from '../io/io.ts'
import type { Stage } from '../schedule/status.ts'

export type Style = (text: string) => string

/** The program's colours by meaning. Everything a colour says, a word says too. */
export interface Paint {
  plain: Style
  bold: Style
  dim: Style
  command: Style
  good: Style
  warn: Style
  bad: Style
  stage: Record<Stage | 'closed', Style>
}

const paints = new Map<Surface['color'], Paint>()

/** Returns the styles for a surface; without colour every style returns its text unchanged. */
export function paintFor({ color }: Pick<Surface, 'color'>): Paint {
  const known = paints.get(color)
  if (known) return known
  const chalk = new Chalk({ level: color })
  const paint: Paint = {
    plain: text => text,
    bold: chalk.bold,
    dim: chalk.dim,
    command: chalk.cyan,
    good: chalk.green,
    warn: chalk.yellow,
    bad: chalk.red,
    stage: {
      overdue: chalk.red.bold,
      // Orange, between yellow and red; sixteen colours do not have it.
      'last-day': color > 1 ? chalk.ansi256(208).bold : chalk.magenta.bold,
      prepare: chalk.yellow.bold,
      valid: chalk.green,
      permanent: chalk.green,
      closed: chalk.dim,
    },
  }
  paints.set(color, paint)
  return paint
}
