import { type Command, Option } from 'commander'
import { type Card, nameKey } from '../cards/card.ts'
import { newIds } from '../cards/find-card.ts'
import type { Key, Outcome } from '../cards/register/plan-import.ts'
import { toKeep } from '../cards/resolve.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { errorText } from '../explain.ts'
import { after } from '../schedule/period.ts'
import { DEFAULT_GUIDE } from '../settings.ts'
import { type ImportRow, renderImport, renderRefused } from '../views/import.ts'
import { printable } from '../views/printable.ts'
import { FAR } from './confirm-expiry.ts'
import type { Taken } from './import-values.ts'
import { progressOf } from './progress.ts'
import { visibleName } from './read-name.ts'
import { type Found, readRegister } from './read-register.ts'
import { withCommon } from './shared-options.ts'

export interface ImportOptions {
  dryRun?: boolean
  skipBad?: boolean
  update?: boolean
  by?: Key
  encoding?: string
  dates?: 'dmy' | 'mdy'
  map?: string[]
  guide?: string
}

export default function register(program: Command, ctx: Context): Command {
  const { text } = ctx
  const command = program
    .command('import')
    .argument('<file>', text['import.file'])
    .description(text['import.about'])
    .option('--dry-run', text['import.dry-run'])
    .option('--skip-bad', text['import.skip-bad'])
    .option('--update', text['import.update'])
    .addOption(new Option('--by <key>', text['import.by']).choices(['name', 'number', 'holder']))
    .option('--map <column=field>', text['import.map'], (one, all: string[] = []) => [...all, one])
    .addOption(new Option('--dates <order>', text['import.dates']).choices(['dmy', 'mdy']))
    .option('--encoding <name>', text['import.encoding'])
    .option('--guide <id>', text['import.guide'])
  return withCommon(
    command,
    ctx,
    { json: true, yes: true },
    'renew import cards.csv --dry-run\nrenew import staff.csv --map "Паспорт=number" --guide passport\nrenew import cards.csv --update --by number',
  ).action((file: string, options: ImportOptions) => importCards(file, options, ctx))
}

async function importCards(name: string, options: ImportOptions, ctx: Context): Promise<void> {
  const progress = progressOf(ctx)
  const { readUserFile } = await ctx.disk()
  const found = await readRegister(readUserFile(ctx.fileAt(name)), options, ctx, progress)
  const guide = options.guide ?? ctx.settings.read().values.guide ?? DEFAULT_GUIDE
  if (!(await ctx.guides.find(guide)).guide)
    throw new RenewError('guide-not-found', { name: guide, nearest: null })
  const cards = ctx.cards.cards()
  const ids = await newIds(cards, found.drafts.length)
  for (const [at, draft] of found.drafts.entries()) draft.freshId = ids[at]!
  const { planImport } = await import('../cards/register/plan-import.ts')
  const update = options.update || options.by ? (options.by ?? 'name') : null
  const outcomes = planImport(found.drafts, cards, { update, guide, at: ctx.timestamp() })
  progress.end()

  noteTaken(found, ctx)
  noteLookalikes(outcomes, cards, ctx)
  const summary = countsOf(outcomes)
  const rows = () => outcomes.map(one => rowOf(one, found, ctx))
  if (options.dryRun) {
    ctx.answer(
      () => ({ schema: 1, dryRun: true, ...headOf(found), summary, rows: rows().map(jsonOf) }),
      to => `${renderImport(rows(), ctx.text, to)}${ctx.text['import.would'](summary)}\n`,
    )
    return
  }
  if (summary.refused > 0) {
    ctx.io.err(renderRefused(rows(), ctx.text))
    if (outcomes.some(({ faults }) => faults.some(({ error }) => error.code === 'date-ambiguous')))
      ctx.note(ctx.text['import.say-order'])
    if (!options.skipBad)
      throw new RenewError('import-refused', { count: summary.refused, rows: outcomes.length })
  }
  await confirmDates(outcomes, ctx)
  await store(name, outcomes, ctx)
  ctx.answer(
    () => ({ schema: 1, dryRun: false, ...headOf(found), summary, rows: rows().map(jsonOf) }),
    () => `${ctx.text['import.done'](summary)}\n`,
  )
}

/** One locked change, so that one `undo` takes all of it back; a card that changed meanwhile stops it. */
async function store(file: string, outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const taken = outcomes.filter(({ what }) => what === 'new' || what === 'changed')
  if (taken.length === 0) return
  const next = new Map<string, { before: Card | null; after: Card }>()
  const all = ctx.cards.cards()
  for (const [at, one] of (
    await ctx.assess(
      taken.map(({ after }) => after!),
      undefined,
      all,
    )
  ).entries()) {
    const { before, after } = taken[at]!
    // What a file of ours says was kept stays, for its guide may not be here.
    const isKept = after!.resolved !== null && after!.resolved !== before?.resolved
    next.set(after!.id, { before, after: isKept ? after! : { ...after!, resolved: toKeep(one.resolved) } })
  }
  await ctx.change(`import ${printable(file)}`, cards => {
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
  })
}

/** Past ends are said; those so far off that a typing error is likely are asked about, all at once (R10). */
async function confirmDates(outcomes: readonly Outcome[], ctx: Context): Promise<void> {
  const today = ctx.today(null)
  const far = after(today, FAR)
  const fresh = outcomes.filter(({ after, before }) => after && after.expires !== (before?.expires ?? ''))
  const news = fresh
    .filter(({ what }) => what !== 'same')
    .flatMap(({ line, after }) => ({ line, date: after!.expires ?? '' }))
  const past = news.filter(({ date }) => date !== '' && date < today).length
  if (past > 0) ctx.note(ctx.text['import.past']({ count: past }))
  const late = news.filter(({ date }) => date > far)
  if (late.length > 0)
    await ctx.ask.toGoOn(
      ctx.text['import.ask-far']({
        count: late.length,
        line: late[0]!.line,
        date: ctx.longDate(late[0]!.date),
      }),
    )
}

function countsOf(outcomes: readonly Outcome[]) {
  const counts = { new: 0, same: 0, changed: 0, refused: 0 }
  for (const { what } of outcomes) counts[what]++
  return { new: counts.new, changed: counts.changed, same: counts.same, refused: counts.refused }
}

function headOf({ encoding, delimiter }: Found): object {
  return { encoding, delimiter }
}

function rowOf(one: Outcome, found: Found, ctx: Context): ImportRow & { card: string | null } {
  const { line, what, name, after: card, changed, before } = one
  const faults = one.faults.map(({ column, error }) => ({
    column: column === null ? null : (found.headOf(column) ?? column),
    code: error.code,
    ...errorText(error, ctx.text),
  }))
  return {
    line,
    place: found.place,
    what,
    name,
    card: before?.id ?? null,
    expires: card ? card.expires : null,
    changed,
    faults,
  }
}

function jsonOf({ line, what, name, card, expires, changed, faults }: ReturnType<typeof rowOf>): object {
  const said = faults.map(({ column, code, message }) => ({ column, code, message }))
  return { line, what, name, card, expires, fields: changed, faults: said }
}

/** What was understood otherwise than written: once for the whole file, with an example to check it by. */
function noteTaken({ taken, encoding, delimiter }: Found, ctx: Context): void {
  const { text } = ctx
  if (encoding !== null)
    ctx.note(
      text['import.read-as']({
        encoding,
        delimiter: delimiter === '\t' ? 'tab' : delimiter === ';' ? 'semicolon' : 'comma',
      }),
    )
  for (const kind of ['dates', 'numbers'] as const satisfies (keyof Taken)[]) {
    const { count, typed, date } = taken[kind]
    if (count > 0)
      ctx.note(text[`import.${kind}-taken`]({ count, typed: printable(typed), date: ctx.longDate(date) }))
  }
  for (const kind of ['guides', 'channels'] as const satisfies (keyof Taken)[])
    if (taken[kind].size > 0)
      ctx.note(text[`import.${kind}-missing`]({ names: [...taken[kind]].slice(0, 5).map(printable) }))
}

/** Names that look alike and are not: the first few. */
function noteLookalikes(outcomes: readonly Outcome[], cards: readonly Card[], ctx: Context): void {
  const seen = new Map(cards.map(card => [visibleName(card.name), card.name]))
  let said = 0
  for (const { what, after: card } of outcomes) {
    if (what !== 'new' || !card) continue
    const other = seen.get(visibleName(card.name))
    if (other === undefined) seen.set(visibleName(card.name), card.name)
    else if (nameKey(other) !== nameKey(card.name) && said++ < 5)
      ctx.note(ctx.text['note.lookalike']({ name: printable(card.name), other: printable(other) }))
  }
}
