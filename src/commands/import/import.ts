import type { Card } from '../../cards/card.ts'
import { newIds } from '../../cards/find-card.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Key, Outcome } from '../../register/row.ts'
import { readUserInput } from '../../storage/user-input.ts'
import { command } from '../command.ts'
import { findGuideId, guideNotFound } from '../shared/find-guide.ts'
import type { ImportOptions } from './columns.ts'
import { noteGuides, noteOutcomes, noteReading } from './notes.ts'
import { type ParsedFile, RowCounter, readImportFile } from './read-file.ts'
import { type ImportRow, renderImport, renderRefused } from './screen.ts'
import { confirmDates, renewer, storeImport } from './store.ts'

/** Above this many rows, progress is shown while they are checked. */
const MANY = 20_000

/** The guide of cards whose kind no word tells, unless the setting names one (§4). */
const UNKNOWN_KIND = 'generic'

const OPTIONS = {
  '--dry-run': 'import.dry-run',
  '--skip-bad': 'import.skip-bad',
  '--update': 'import.update',
  '--by <key>': { words: 'import.by', choices: ['name', 'number', 'holder'] },
  '--map <column=field>': { words: 'import.map', repeats: true },
  '--kind <word=guide>': { words: 'import.kind', repeats: true },
  '--dates <order>': { words: 'import.dates', repeats: true },
  '--encoding <name>': 'import.encoding',
  '--sheet <name>': 'import.sheet',
  '--head <line>': 'import.head',
  '--no-head': 'import.no-head',
  '--guide <id>': { words: 'import.guide', value: 'guide' },
} as const

export default command({
  args: { '<file>': { words: 'import.file', value: 'file' } },
  options: OPTIONS,
  json: true,
  yes: true,
  example:
    'renew import cards.csv --dry-run\nrenew import staff.csv --map "Паспорт=number"\nrenew import cards.csv --update --by number',
  run: ({ args, options }, ctx) => importCards(args.file, options, ctx),
})

async function importCards(name: string, options: ImportOptions, ctx: Context): Promise<void> {
  const counter = new RowCounter(ctx)
  const reading = readImportFile(
    await readUserInput(name, ctx.fileAt(name)),
    { ...options, name },
    ctx,
    counter,
  )
  const found = await reading.finally(() => counter.end())
  if (found.drafts.length > MANY) ctx.io.status(ctx.words('progress.check'))
  const cards = ctx.cards.cards()
  const update = options.update || options.by ? (options.by ?? 'name') : null
  const outcomes = await plan(found, cards, { ...options, update }, ctx)

  noteReading(found, ctx)
  noteOutcomes(outcomes, cards, { isUpdate: update !== null }, ctx)
  if (!found.drafts[0]?.isOurs) await noteGuides(outcomes, ctx)
  const summary = countOutcomes(outcomes)
  const rows = () => outcomes.map(one => rowOf(one, found, ctx))
  const json = (dryRun: boolean) => () => ({
    schema: 1,
    dryRun,
    ...fileFacts(found),
    summary,
    rows: rows().map(jsonOf),
  })
  if (options.dryRun) {
    return ctx.answerLong(
      json(true),
      to => `${renderImport(rows(), ctx.words, to)}${ctx.words('import.would', summary)}\n`,
    )
  }
  if (summary.refused > 0) {
    ctx.io.err(renderRefused(rows(), ctx.words))
    if (outcomes.some(({ faults }) => faults.some(({ error }) => error.code === 'date-ambiguous')))
      ctx.note(ctx.words('import.say-order'))
    if (!options.skipBad)
      throw new RenewError('import-refused', { count: summary.refused, rows: outcomes.length })
  }
  await confirmDates(outcomes, ctx)
  await storeImport(name, outcomes, ctx)
  ctx.answer(json(false), () => {
    const undo = summary.new + summary.changed > 0 ? ctx.words('import.done.undo') : ''
    return `${ctx.words('import.done', summary)}${undo}\n`
  })
}

/** Plans the import, with the guide of `--guide`, else of the header, else of the settings. */
async function plan(
  found: ParsedFile,
  cards: readonly Card[],
  { guide: typed, update }: { guide?: string; update: Key | null },
  ctx: Context,
): Promise<Outcome[]> {
  if (found.guide !== null && typed === undefined)
    ctx.note(ctx.words('import.guide-of-head', { guide: found.guide }))
  const said = typed === undefined ? found.guide : await findGuideId(typed, ctx)
  const guide = said ?? ctx.settings.read().values.guide ?? UNKNOWN_KIND
  const { guide: known } = await ctx.guides.find(guide)
  if (!known) throw await guideNotFound(guide, ctx)
  const ids = await newIds(cards, found.drafts.length)
  for (const [at, draft] of found.drafts.entries()) draft.freshId = ids[at]!
  const { planImport } = await import('../../register/plan-import.ts')
  return planImport(found.drafts, cards, {
    update,
    guide,
    isGuideSaid: said !== null,
    guideTitle: inLanguage(known.title, ctx.lang),
    renew: await renewer(cards, ctx),
    at: ctx.timestamp(),
  })
}

function countOutcomes(outcomes: readonly Outcome[]) {
  const counts = { new: 0, same: 0, changed: 0, refused: 0 }
  for (const { what } of outcomes) counts[what]++
  return { new: counts.new, changed: counts.changed, same: counts.same, refused: counts.refused }
}

function fileFacts({ format, encoding, delimiter, sheet, headerLine, columns, leftOut }: ParsedFile): object {
  return { format, encoding, delimiter, sheet, headLine: headerLine, columns, leftOut }
}

function rowOf(
  one: Outcome,
  found: ParsedFile,
  ctx: Context,
): ImportRow & { card: string | null; guide: string | null } {
  const { line, what, name, after: card, changed, before } = one
  const faults = one.faults.map(({ column, error }) => ({
    column: column === null ? null : (found.columnOf(column) ?? column),
    code: error.code,
    ...errorText(error, ctx.words),
    ...hintInTable(error, ctx),
  }))
  return {
    line,
    place: found.place,
    what,
    name,
    card: before?.id ?? null,
    guide: card?.guide ?? null,
    expires: card ? card.expires : null,
    changed,
    was: before && changed.includes('expires') ? { expires: before.expires } : null,
    faults,
  }
}

/** Returns a hint about a cell where the usual hint is about a flag. */
function hintInTable({ code }: RenewError, { words }: Context): { hint?: string } {
  switch (code) {
    case 'date-not-understood':
    case 'date-short-year':
    case 'date-relative':
      return { hint: words('import.hint-date') }
    case 'expiry-needed':
      return { hint: words('import.hint-expiry') }
    case 'name-empty':
      return { hint: words('import.hint-name') }
    case 'name-taken':
      return { hint: words('import.hint-taken') }
    default:
      return {}
  }
}

function jsonOf({
  line,
  what,
  name,
  card,
  guide,
  expires,
  changed,
  faults,
}: ReturnType<typeof rowOf>): object {
  const said = faults.map(({ column, code, message }) => ({ column, code, message }))
  return { line, what, name, card, guide, expires, fields: changed, faults: said }
}
