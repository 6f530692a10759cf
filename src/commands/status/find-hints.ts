import type { Assessed } from '../../cards/assess.ts'
import type { Card } from '../../cards/card.ts'
import type { StatusContext } from '../../context.ts'
import type { ErrorText } from '../../messages/errors.ts'
import type { ErrorWords } from '../../messages/index.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import type { TimerState } from '../../reminders/self-check.ts'
import type { ChannelSettings } from '../../settings.ts'
import type { StatusHint } from './render.ts'

interface Known {
  ledger: Ledger
  /** Why the ledger cannot be read. */
  fault: ErrorText | null
  timer: TimerState
  channels: Record<string, ChannelSettings>
  /** Words why a channel fails; loaded where one does. */
  explain:
    | (Pick<typeof import('../../error-text.ts'), 'channelFailure'> & { readonly words: ErrorWords })
    | null
  /** How many cards have a reminder nobody is known to have seen. */
  unseen: number
  cards: readonly Card[]
  shown: readonly Assessed[]
}

/** What the reader should know beside the cards: what may keep a reminder from coming, then what else differs. */
export function findHints(known: Known, ctx: StatusContext): StatusHint[] {
  const { fault, timer, channels, unseen, cards, shown } = known
  const hints: StatusHint[] = []
  if (fault) {
    hints.push({ code: 'fault', text: `${fault.message}; ${fault.hint}`, command: null })
  }
  if (unseen > 0) hints.push({ code: 'unseen', count: unseen })
  if (cards.length > 0) {
    if (timer.installed === null) hints.push({ code: 'no-timer' })
    hints.push(...staleTimer(timer))
    if (Object.keys(channels).length === 0) hints.push({ code: 'no-channel' })
  }
  hints.push(...failingChannels(known))
  const shownClosed = shown.filter(({ card }) => card.closed !== null).length
  const closed = cards.filter(card => card.closed !== null).length - shownClosed
  if (closed > 0) hints.push({ code: 'closed', count: closed })
  if (ctx.io.clockOverride !== null) hints.push({ code: 'clock', value: ctx.io.clockOverride })
  if (ctx.on !== null) hints.push({ code: 'on', date: ctx.on })
  return hints
}

/** What the program noticed of its own silence (§8); scripts must learn of it too. */
export function selfWatch(known: Pick<Known, 'ledger' | 'timer' | 'channels' | 'explain'>): StatusHint[] {
  return [...staleTimer(known.timer), ...failingChannels(known)]
}

function staleTimer({ stale, lastRun }: TimerState): StatusHint[] {
  return stale ? [{ code: 'timer-stale', last: lastRun }] : []
}

function failingChannels({
  ledger,
  channels,
  explain,
}: Pick<Known, 'ledger' | 'channels' | 'explain'>): StatusHint[] {
  return Object.entries(ledger.channels).flatMap(([name, state]): StatusHint[] => {
    const { failingSince: since, error, gone } = state
    if (!Object.hasOwn(channels, name) || (since === null && !gone)) return []
    const why = explain ? explain.channelFailure(state, explain.words) : (error ?? '')
    return [{ code: 'channel', name, since, error: why, gone }]
  })
}
