import type { Assessed } from '../../cards/assessed.ts'
import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { shortName } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import type { LinkedCard } from '../../schedule/link.ts'
import type { PlanProblem } from '../../schedule/plan-problems.ts'
import { printable } from '../../text/printable.ts'
import { confirm, offer } from './ask.ts'
import { changeChosen } from './choose-cards.ts'
import { candidateTexts, linkCommand, linkText, problemText } from './plan-words.ts'

/** Says which documents are papers of a card, and which may be, each with the command that links it. */
export function linkLines(one: Assessed, ctx: Context): string[] {
  return (one.plan?.readiness.items ?? []).flatMap(({ id, card, candidates, state }) => {
    if (!card && (state === 'ready' || state === 'not-needed')) return []
    const texts = card ? [linkText(card, ctx.words)] : candidateTexts(one.card.name, candidates, ctx.words)
    const paper = paperName(one, id, ctx)
    return texts.map(text => (id === card?.id ? text : ctx.words('link.candidate-of', { paper, text })))
  })
}

interface Dependent {
  one: Assessed
  paper: string
  isSure: boolean
}

/** Returns the open cards that need one of these, or may need it because a holder is unknown. */
export async function dependentsOf(
  cards: readonly Card[],
  all: readonly Card[],
  ctx: Context,
): Promise<Dependent[]> {
  const ids = new Set(cards.map(({ id }) => id))
  const holders = new Set(cards.map(({ holder }) => holder && nameKey(holder)))
  const others = all.filter(
    ({ id, closed, holder, links }) =>
      !ids.has(id) &&
      closed === null &&
      (links.some(link => ids.has(link)) ||
        holder === null ||
        holders.has(null) ||
        holders.has(nameKey(holder))),
  )
  const found: Dependent[] = []
  for (const one of await ctx.assess(others, { all })) {
    for (const { id, card, candidates, state } of one.papers?.items ?? []) {
      if (state === 'not-needed') continue
      const isSure = card !== null && ids.has(card.id)
      if (isSure || candidates.some(candidate => ids.has(candidate.id)))
        found.push({ one, paper: id, isSure })
    }
  }
  return found
}

/**
 * Returns the new papers and problems after a change, also those of cards that need this one.
 * @param before null: it is new
 * @param isAsked whether an old problem is said again
 */
export async function planNews(
  before: Assessed | null,
  after: Assessed,
  ctx: Context,
  isAsked: (problem: PlanProblem) => boolean = () => false,
): Promise<{ lines: string[]; problems: object[] }> {
  const known = before ? linkLines(before, ctx) : []
  const lines = linkLines(after, ctx).filter(line => !known.includes(line))
  const own = newProblems(before, after, isAsked).map(problem => ({
    ...problem,
    text: textOf(problem, after, ctx),
  }))
  lines.push(...own.map(({ text }) => text))
  const stored = ctx.cards.cards()
  const others = stored.filter(({ id }) => id !== after.card.id)
  const was = before ? await dependentsOf([before.card], [...others, before.card], ctx) : []
  for (const { one, paper, isSure } of await dependentsOf([after.card], [...others, after.card], ctx)) {
    const name = printable(one.card.name)
    const old = was.find(({ one: other, paper: same }) => other.card.id === one.card.id && same === paper)
    if (isSure && !old?.isSure)
      lines.push(ctx.words('link.serves', { name, paper: paperName(one, paper, ctx) }))
    else if (!isSure && !old)
      lines.push(ctx.words('link.may-serve', { name, command: linkCommand(one.card.name, after.card) }))
    const problems = isSure ? newProblems(old?.one ?? null, one) : []
    lines.push(
      ...problems.map(problem => ctx.words('link.problem', { name, text: textOf(problem, one, ctx) })),
    )
  }
  return { lines, problems: own }
}

function newProblems(
  before: Assessed | null,
  after: Assessed,
  isAsked: (problem: PlanProblem) => boolean = () => false,
): PlanProblem[] {
  // The answer says in other words that a document has expired; then nothing was in time.
  const said = after.status.stage === 'overdue' ? ['expired', 'past-file-by'] : ['expired']
  const known = new Set(before?.plan?.problems.map(problem => JSON.stringify(problem)))
  return (after.plan?.problems ?? []).filter(
    problem => !said.includes(problem.code) && (isAsked(problem) || !known.has(JSON.stringify(problem))),
  )
}

function textOf(problem: PlanProblem, one: Assessed, ctx: Context): string {
  return problemText(problem, { assessed: one, plan: one.plan!, lang: ctx.lang }, ctx.words)
}

function paperName(one: Assessed, paper: string, ctx: Context): string {
  return printable(shortName(paper, one, ctx.lang, ctx.words))
}

/** Asks about papers where a holder is unknown. `--yes` answers nothing here. */
export async function askForLinks(one: Assessed, ctx: Context): Promise<void> {
  if (!ctx.io.canAsk || ctx.yes) return
  for (const { id, card, candidates } of one.plan?.readiness.items ?? []) {
    if (card) continue
    for (const other of candidates) {
      if (!(await isPaper(one, id, other, ctx))) continue
      await addLink(one.card, other.id, ctx)
      break
    }
  }
  for (const { one: dependent, paper, isSure } of await dependentsOf([one.card], ctx.cards.cards(), ctx)) {
    if (!isSure && (await isPaper(dependent, paper, one.card, ctx)))
      await addLink(dependent.card, one.card.id, ctx)
  }
}

function isPaper(
  one: Assessed,
  paper: string,
  other: Pick<LinkedCard, 'name' | 'holder' | 'expires'>,
  ctx: Context,
): Promise<boolean> {
  const card = linkText(other, ctx.words)
  const name = printable(one.card.name)
  // Of two documents one of which names its holder, the other may be another person's.
  const isLikely = one.card.holder === null && other.holder === null
  return offer(ctx.words('link.ask', { name, paper: paperName(one, paper, ctx), card }), ctx, isLikely)
}

async function addLink(card: Card, other: string, ctx: Context): Promise<void> {
  // One question may have changed it since.
  const now = ctx.cards.cards().find(({ id }) => id === card.id) ?? card
  const linked = { ...now, links: [...new Set([...now.links, other])] }
  await changeChosen('link', { cards: [now], as: card.name }, [linked], ctx)
}

/** Before they are closed or removed; a terminal asks whether to go on. */
export async function warnDependents(cards: readonly Card[], ctx: Context, asks: boolean): Promise<void> {
  const found = (await dependentsOf(cards, ctx.cards.cards(), ctx)).filter(({ isSure }) => isSure)
  const names = [...new Set(found.map(({ one }) => printable(one.card.name)))]
  if (names.length === 0) return
  const text = ctx.words('link.needed-by', {
    names: names.map(name => ctx.words('words.quoted', { text: name })).join(ctx.words('words.listed')),
  })
  if (asks && ctx.io.canAsk) await confirm(ctx.words('link.ask-anyway', { text }), ctx)
  else ctx.note(text)
}
