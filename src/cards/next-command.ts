import { shellWord } from '../text/printable.ts'
import type { Assessed } from './assessed.ts'

/** The command that goes with the next action of a card. */
export interface NextCommand {
  /** It can be pasted into a shell. */
  line: string
  /** Whether it records what was done, so that it comes after the action. */
  isAfter: boolean
}

/** Returns the command to type for a card's next action; null when there is nothing to do. */
export function nextCommand({ next, card, guide, plan }: Assessed): NextCommand | null {
  if (next === null) return null
  const name = shellWord(card.name)
  const after = (line: string): NextCommand => ({ line, isAfter: true })
  const [method] = guide?.methods ?? []
  if (next.code === 'choose-method' && method)
    return { line: `renew edit ${name} --method ${method.id}`, isAfter: false }
  if (next.code === 'record-appointment') return { line: `renew submit ${name}`, isAfter: false }
  if (next.code === 'file') return after(`renew submit ${name}`)
  const linked = plan?.steps.find(step => step.code === next.code)?.card
  if (linked && next.code.startsWith('renew-'))
    return { line: `renew show ${shellWord(linked.name)}`, isAfter: false }
  // It shows the two commands that answer the question.
  if (plan?.steps.some(({ code, unanswered }) => code === next.code && unanswered))
    return { line: `renew plan ${name}`, isAfter: false }
  const steps = guide?.methods.flatMap(method => method.steps) ?? []
  const isItem =
    [...steps, ...(guide?.materials ?? [])].some(({ id }) => id === next.code) ||
    Object.hasOwn(card.renewal?.ticks ?? {}, next.code)
  return after(isItem ? `renew tick ${name} ${shellWord(next.code)}` : `renew done ${name}`)
}
