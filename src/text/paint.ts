import { Chalk } from 'chalk'
import type { Surface } from '../io/real-io.ts'
import type { Stage } from '../schedule/standing.ts'

/** Colours a text. It neither measures nor cuts. */
export type Style = (text: string) => string

/** The colours of the program by what they mean; none of them says anything that a word does not say too. */
export interface Paint {
  plain: Style
  bold: Style
  /** What may be overlooked. */
  dim: Style
  /** What can be typed. */
  command: Style
  good: Style
  warn: Style
  bad: Style
  stage: Record<Stage | 'closed', Style>
}

const paints = new Map<Surface['color'], Paint>()

/** The colours for a surface; without colour every style gives its text back. */
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
      // Orange lies between yellow and red; sixteen colours have none.
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
