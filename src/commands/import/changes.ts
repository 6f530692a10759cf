import type { Card } from '../../cards/card.ts'
import { rulesToStore } from '../../cards/rules.ts'
import type { Context } from '../../context.ts'
import { after } from '../../dates/period.ts'
import { RenewError } from '../../errors.ts'
import type { Outcome } from '../../register/draft.ts'
import { printable } from '../../text/printable.ts'
import { confirm } from '../shared/ask.ts'
import { changeCards } from '../shared/changes.ts'
import { FAR_EXPIRY } from '../shared/fields.ts'

/** One locked change, so that one `undo` takes all of it back; a card that changed meanwhile stops it. */
export async function storeImport(file: string, outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const taken = outcomes.filter(({ what }) => what === 'new' || what === 'changed')
  if (taken.length === 0) return
  const next = new Map<string, { before: Card | null; after: Card }>()
  const all = ctx.cards.cards()
  for (const [at, one] of (
    await ctx.assess(
      taken.map(({ after }) => after!),
      { all },
    )
  ).entries()) {
    const { before, after } = taken[at]!
    // What a file of ours says was kept stays, for its guide may not be here.
    const isKept = after!.resolved !== null && after!.resolved !== before?.resolved
    next.set(after!.id, {
      before,
      after: isKept ? after! : { ...after!, resolved: rulesToStore(one.resolved) },
    })
  }
  await changeCards(
    `import ${printable(file)}`,
    cards => {
      const left = new Map(next)
      const kept = cards.map(card => {
        const one = left.get(card.id)
        if (!one) return card
        if (!one.before || JSON.stringify(one.before) !== JSON.stringify(card))
          throw new RenewError('card-changed', { name: card.name })
        left.delete(card.id)
        return one.after
      })
      const gone = [...left.values()].find(({ before }) => before !== null)
      if (gone) throw new RenewError('card-changed', { name: gone.before!.name })
      return [...kept, ...[...left.values()].map(one => one.after)]
    },
    ctx,
  )
}

/** Past ends are said; those so far off that a typing error is likely are asked about, all at once (R10). */
export async function confirmDates(outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const far = after(today, FAR_EXPIRY)
  const fresh = outcomes.filter(({ after, before }) => after && after.expires !== (before?.expires ?? ''))
  const news = fresh
    .filter(({ what }) => what !== 'same')
    .flatMap(({ line, after }) => ({ line, date: after!.expires ?? '' }))
  const past = news.filter(({ date }) => date !== '' && date < today).length
  if (past > 0) ctx.note(ctx.words('import.past', { count: past }))
  const late = news.filter(({ date }) => date > far)
  if (late.length > 0)
    await confirm(
      ctx.words('import.ask-far', {
        count: late.length,
        line: late[0]!.line,
        date: ctx.longDate(late[0]!.date),
      }),
      ctx,
    )
}
