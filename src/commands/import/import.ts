import type { Card } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { loadErrorWords } from '../../messages/index.ts'
import type { ImportOptions } from '../../register/import-command.ts'
import type { Key, Outcome } from '../../register/row.ts'
import { command } from '../command.ts'
import { guideChoices, guideNotFound } from '../shared/find-guide.ts'
import { noteGuides, noteOutcomes, noteReading } from './notes.ts'
import { percentOf } from './progress.ts'
import { columnsJson, nextSteps } from './proposal-answer.ts'
import type { ParsedFile } from './read-file.ts'
import { readList } from './read-list.ts'
import { differingFields, type ImportRow, refusedLines, renderImport } from './screen.ts'
import { confirmDates, farQuestion, renewer, storeImport } from './store.ts'

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
    'renew import staff.csv --dry-run\nrenew import staff.csv --map "{column}=expires:visa"\nrenew import december.csv --update',
  run: ({ args, options }, ctx) => importCards(args.file, options, ctx),
})

async function importCards(name: string, options: ImportOptions, ctx: Context): Promise<void> {
  const { outcomes, rows, summary, far, steps, error, json } = await proposeImport(name, options, ctx)
  const more = { json, lines: steps.commands }
  const showRows = () =>
    ctx.answerLong(
      () => ({ schema: 1, ...json }),
      to => `${renderImport(rows, ctx.words, to)}${ctx.words('import.would', summary)}\n`,
    )
  // With --json, an error has the answer.
  if (options.dryRun && !ctx.json) await showRows()
  for (const line of steps.lines) ctx.note(line)
  if (steps.error && far) ctx.note(far)
  if (error) throw Object.assign(error, { more })
  const isAsked = !(options.dryRun && ctx.io.canAsk)
  await confirmDates(outcomes, isAsked ? far : null, ctx).catch((refusal: unknown) => {
    throw refusal instanceof RenewError ? Object.assign(refusal, { more }) : refusal
  })
  if (options.dryRun && ctx.json) await showRows()
  if (options.dryRun) return
  await storeImport(name, outcomes, ctx)
  ctx.answer(
    () => ({ schema: 1, ...json }),
    () => {
      const undo = summary.new + summary.changed > 0 ? ctx.words('import.done.undo') : ''
      return `${ctx.words('import.done', summary)}${undo}\n`
    },
  )
}

async function proposeImport(name: string, typed: ImportOptions, ctx: Context) {
  const found = await readList(name, typed, ctx)
  const cards = ctx.cards.cards()
  const options = found.list?.options ?? typed
  const update = options.update || options.by ? (options.by ?? 'name') : null
  const outcomes = await plan(found, cards, update, ctx)
  noteReading(found, ctx)
  noteOutcomes(outcomes, cards, { isUpdate: update !== null }, ctx)
  if (!found.drafts[0]?.isOurs) await noteGuides(outcomes, ctx)
  const summary = countOutcomes(outcomes)
  const hasFaults = outcomes.some(({ faults }) => faults.length > 0)
  const saying = hasFaults ? await loadSaying(ctx) : null
  const rows = outcomes.filter(({ what }) => what !== 'none').map(one => rowOf(one, found, saying, ctx))
  const far = farQuestion(outcomes, ctx)
  const steps = nextSteps(name, found.list, outcomes, { ...options, yes: far !== null }, ctx)
  // Without an order of dates, most rows are refused for it.
  const isClear = found.list?.questions.every(({ guess }) => guess !== null) ?? true
  if (isClear) steps.lines.unshift(...refusedLines(rows, ctx.words))
  const isRefused = summary.refused > 0 && !options.skipBad
  const values = { count: summary.refused, rows: rows.length, command: steps.command !== null }
  const { format, encoding, delimiter, sheet, headerLine, leftOut, list } = found
  return {
    ...{ outcomes, rows, summary, far, steps },
    error: steps.error ?? (isRefused ? new RenewError('import-refused', values) : null),
    json: {
      dryRun: options.dryRun === true,
      ...{ format, encoding, delimiter, sheet, headLine: headerLine, columns: list && columnsJson(list) },
      ...{ leftOut, summary },
      rows: rows.map(jsonOf),
      questions: steps.questions,
      command: steps.command,
    },
  }
}

/** Plans the import; cards whose kind nothing tells get the guide of `--guide`, else of the settings. */
async function plan(
  found: ParsedFile,
  cards: readonly Card[],
  update: Key | null,
  ctx: Context,
): Promise<Outcome[]> {
  const said = found.list?.guide ?? ctx.settings.read().values.guide
  const guide = said ?? UNKNOWN_KIND
  if (!(await ctx.guides.find(guide)).guide) throw await guideNotFound(guide, ctx)
  const { PASSES, planImport } = await import('../../register/plan-import.ts')
  const onRow = percentOf(found.drafts.length * PASSES, 'progress.check', ctx)
  return planImport(found.drafts, cards, {
    update,
    guide,
    isGuideSaid: said !== null,
    renew: await renewer(cards, ctx),
    at: ctx.timestamp(),
    onRow,
  })
}

function countOutcomes(outcomes: readonly Outcome[]) {
  const counts = { new: 0, changed: 0, same: 0, refused: 0, none: 0 }
  for (const { what } of outcomes) counts[what]++
  return counts
}

/** The texts of errors, and the titles of guides in them. */
type Saying = Awaited<ReturnType<typeof loadSaying>>

async function loadSaying(ctx: Context) {
  const titles = new Map((await guideChoices(ctx)).map(({ id, title }) => [id, title]))
  return { texts: await loadErrorWords(ctx.lang), titles }
}

function rowOf(one: Outcome, { place }: ParsedFile, saying: Saying | null, ctx: Context): ImportRow {
  const { line, what, name, column, after: card, changed, before } = one
  return {
    ...{ line, place, column, what, name, changed },
    card: before?.id ?? null,
    guide: card?.guide ?? null,
    expires: card ? card.expires : null,
    was: before && changed.includes('expires') ? { expires: before.expires } : null,
    faults: one.faults.map(({ column, error }) => ({
      column,
      code: error.code,
      value: writtenValue(error),
      ...errorText(inWords(error, saying!.titles, ctx), saying!.texts),
      ...hintInTable(error, ctx),
    })),
  }
}

function writtenValue({ values }: RenewError): string | null {
  const { value, name } = values as { value?: unknown; name?: unknown }
  return [value, name].find(one => typeof one === 'string') ?? null
}

function inWords(error: RenewError, titles: Saying['titles'], { words }: Context): RenewError {
  const values = error.values as Record<'name' | 'guide' | 'kind', string> & { fields: string[] }
  const { name, fields } = values
  if (error.code === 'import-card-exists')
    return new RenewError(error.code, { name, fields: differingFields(fields, words) })
  if (error.code !== 'import-other-kind') return error
  const [guide, kind] = [values.guide, values.kind].map(id => titles.get(id) ?? id)
  return new RenewError(error.code, { name, guide: guide!, kind: kind! })
}

/** The hints about a cell where the usual hint is about a flag. */
const HINTS_IN_TABLE = {
  'date-not-understood': 'import.hint-date',
  'date-short-year': 'import.hint-date',
  'date-relative': 'import.hint-date',
  'date-year-out-of-range': 'import.hint-year',
  'expiry-needed': 'import.hint-expiry',
  'name-empty': 'import.hint-name',
  'name-taken': 'import.hint-taken',
} as const

function hintInTable({ code }: RenewError, { words }: Context): { hint?: string } {
  const key = HINTS_IN_TABLE[code as keyof typeof HINTS_IN_TABLE]
  return key ? { hint: words(key) } : {}
}

function jsonOf({ line, column, what, name, card, guide, expires, changed, faults }: ImportRow) {
  const said = faults.map(({ column, code, message, value }) => ({ column, code, message, value }))
  return { line, column, what, name, card, guide, expires, fields: changed, faults: said }
}
