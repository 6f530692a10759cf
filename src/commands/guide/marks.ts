import type { Assessed } from '../../cards/assessed.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { NO_TICK, type PaperState } from '../../schedule/checklist.ts'
import { longDate } from '../../text/dates.ts'
import { shellWord } from '../../text/printable.ts'
import { displayName } from '../../text/width.ts'
import { paperFaultText } from '../shared/checklist.ts'

/** How far a paper or step is. */
export interface Box {
  /** Whether a box is ticked off or crossed out; left out: open. */
  state?: 'done' | 'not-needed'
  paper?: PaperState['state']
}

/** How far a document's renewal is, in the words of its page. */
export interface GuideMarks {
  shellName: string
  method: string | null
  paper(id: string): { box: Box; notes: string[] }
  ownPapers: { text: string; box: Box; notes: string[] }[]
  step(id: string): Box
}

export function marksOf(
  { card, guide, papers, plan }: Assessed,
  words: CommandWords,
  to: Surface,
): GuideMarks {
  const ticks = card.renewal?.ticks ?? {}
  const states = new Map(papers?.items.map(item => [item.id, item]))
  const paper = (id: string) => {
    const state = states.get(id)
    const tick = ticks[id] ?? NO_TICK
    const depends = guide?.materials.find(one => one.id === id)?.required === 'unknown'
    const needed = depends && tick.notNeeded === false ? [words('guide.mark.needed')] : []
    return {
      box: { ...boxOf(state, tick.done !== null), ...(state && { paper: state.state }) },
      notes: state ? [...needed, ...notesOf(state, tick, words, to)] : [],
    }
  }
  const known = new Set(guide?.materials.map(({ id }) => id))
  return {
    shellName: shellWord(card.name),
    method: card.renewal?.method ?? null,
    paper,
    ownPapers: Object.entries(ticks)
      .filter(([id, tick]) => tick.own !== null && !known.has(id))
      .map(([id, tick]) => ({ text: displayName(tick.own!.text, to), ...paper(id) })),
    step(id) {
      const isDone = ticks[id]?.done != null || plan?.steps.find(({ code }) => code === id)?.done === true
      return isDone ? { state: 'done' } : {}
    },
  }
}

function boxOf(state: PaperState | undefined, isTicked: boolean): Box {
  if (state?.state === 'not-needed') return { state: 'not-needed' }
  return state?.state === 'ready' || (state === undefined && isTicked) ? { state: 'done' } : {}
}

function notesOf(
  { state, card, fault }: PaperState,
  { taken, until, pages }: typeof NO_TICK,
  words: CommandWords,
  to: Surface,
): string[] {
  const day = (date: string): string => longDate(date, words)
  return [
    ...(state === 'not-needed' ? [words('guide.mark.not-needed')] : []),
    ...(card
      ? [
          card.expires === null
            ? words('guide.mark.linked-permanent', { name: displayName(card.name, to) })
            : words('guide.mark.linked', { name: displayName(card.name, to), date: day(card.expires) }),
        ]
      : []),
    ...(taken === null ? [] : [words('guide.mark.taken', { date: day(taken) })]),
    ...(until === null ? [] : [words('show.paper.until', { date: day(until) })]),
    ...(pages === null ? [] : [words('show.paper.pages', { pages })]),
    ...(fault === null || fault.code === 'not-yet' ? [] : [`! ${paperFaultText(fault, words)}`]),
  ]
}
