import { type Command, Option } from 'commander'
import { newIds } from '../cards/new-id.ts'
import type { Key, Outcome } from '../cards/register/draft.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { errorText } from '../explain.ts'
import { DEFAULT_GUIDE } from '../settings.ts'
import { type ImportRow, renderImport, renderRefused } from '../views/import.ts'
import { confirmDates, storeImport } from './import-changes.ts'
import { noteLookalikes, noteTaken } from './import-notes.ts'
import { type Found, readRegister } from './read-register.ts'
import { withCommon } from './shared-options.ts'

/** So many rows take their time to be checked. */
const MANY = 20_000

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
  const { progress } = ctx
  const { readUserFile } = await ctx.disk()
  const found = await readRegister(readUserFile(ctx.fileAt(name)), options, ctx, progress)
  progress.step('check', found.drafts.length > MANY)
  const guide = options.guide ?? ctx.settings.read().values.guide ?? DEFAULT_GUIDE
  if (!(await ctx.guides.find(guide)).guide)
    throw new RenewError('guide-not-found', { name: guide, nearest: null })
  const cards = ctx.cards.cards()
  const ids = await newIds(cards, found.drafts.length)
  for (const [at, draft] of found.drafts.entries()) draft.freshId = ids[at]!
  const { planImport } = await import('../cards/register/plan-import.ts')
  const update = options.update || options.by ? (options.by ?? 'name') : null
  const outcomes = planImport(found.drafts, cards, { update, guide, at: ctx.timestamp() })

  noteTaken(found, ctx)
  noteLookalikes(outcomes, cards, ctx)
  const summary = countsOf(outcomes)
  const rows = () => outcomes.map(one => rowOf(one, found, ctx))
  if (options.dryRun) {
    return ctx.answerLong(
      () => ({ schema: 1, dryRun: true, ...headOf(found), summary, rows: rows().map(jsonOf) }),
      to => `${renderImport(rows(), ctx.text, to)}${ctx.text['import.would'](summary)}\n`,
    )
  }
  if (summary.refused > 0) {
    ctx.io.err(renderRefused(rows(), ctx.text))
    if (outcomes.some(({ faults }) => faults.some(({ error }) => error.code === 'date-ambiguous')))
      ctx.note(ctx.text['import.say-order'])
    if (!options.skipBad)
      throw new RenewError('import-refused', { count: summary.refused, rows: outcomes.length })
  }
  await confirmDates(outcomes, ctx)
  await storeImport(name, outcomes, ctx)
  ctx.answer(
    () => ({ schema: 1, dryRun: false, ...headOf(found), summary, rows: rows().map(jsonOf) }),
    () => `${ctx.text['import.done'](summary)}\n`,
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
