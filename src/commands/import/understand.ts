import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { kindKey } from '../../guides/kinds.ts'
import { DEFAULT_LANGUAGE } from '../../messages/index.ts'
import type { Column } from '../../register/card-row.ts'
import { HeaderReader } from '../../register/column-header.ts'
import { contradiction } from '../../register/date-column.ts'
import { type Declarations, readDates, readKinds, readMap } from '../../register/declarations.ts'
import { type ImportOptions, withAnswers } from '../../register/import-command.ts'
import { learntKinds } from '../../register/learnt-kinds.ts'
import { type ListColumn, listColumns } from '../../register/list-columns.ts'
import { type Proposal, propose } from '../../register/proposal.ts'
import { guessedAnswers, openQuestions, type Question } from '../../register/questions.ts'
import { rowNamedAbove, type Sections, withSections } from '../../register/rows-above.ts'
import type { Table, TableRow } from '../../register/table.ts'
import { findGuideId, guideChoices, kindsOf, ownGuides } from '../shared/find-guide.ts'
import { askQuestion } from './ask-question.ts'
import type { CellReader } from './read-cell.ts'

export interface Understanding {
  proposal: Proposal
  sections: Sections
  /** The guides of words that tell no kind, as documents of an earlier list show them. */
  learnt: ReadonlyMap<string, string>
  /** What is open; with the likely answers in `options` and in the proposal. */
  questions: Question[]
  options: ImportOptions
  guide: string | null
  titles: ReadonlyMap<string, string>
}

const MOST_ROUNDS = 6

/**
 * Understands a list as a whole, before a row of it is read. On a terminal asks what is open, one question after the
 * other; else leaves the questions to the caller, and takes the likely answers.
 * @throws RenewError for options that do not fit the list, `import-dates`, `import-no-end`
 */
export async function understand(
  table: Table,
  rows: readonly TableRow[],
  typed: ImportOptions,
  reader: CellReader,
  ctx: Context,
): Promise<Understanding> {
  const guide = typed.guide === undefined ? null : await findGuideId(typed.guide, ctx)
  const choices = await guideChoices(ctx)
  const titles = new Map(choices.map(({ id, title }) => [id, title]))
  const usual = ctx.settings.read().values.guide ?? 'generic'
  const guides = [usual, ...choices.map(({ id }) => id).filter(id => id !== usual)]
  const headers = new HeaderReader(await ownGuides(ctx))
  reader.kindAlone = cell => headers.kindAlone(cell)
  const sections = withSections(table, rows, headers, fieldWord('holder', ctx))
  const columns = await listColumns(sections.names, sections.rows, { headers, kinds: await kindsOf(ctx) })
  const proposeFor = async (options: ImportOptions) => {
    const said = await declarations(options, sections.names, guide, ctx)
    return proposed(columns, sections.rows, said, guides, reader, ctx)
  }
  let options = typed
  for (;;) {
    const { found, questions, guessed } = await withLikelyAnswers(options, proposeFor)
    const { proposal, learnt } = found
    const [first] = questions
    if (!first || !ctx.io.canAsk || ctx.json) {
      refuseWithoutEnd(proposal, options)
      return { proposal, sections, learnt, questions, options: guessed, guide, titles }
    }
    options = withAnswers(options, [await askQuestion(first, titles, ctx)])
  }
}

async function proposed(
  columns: readonly ListColumn[],
  rows: readonly TableRow[],
  said: Declarations,
  guides: readonly string[],
  reader: CellReader,
  ctx: Context,
) {
  reader.kinds = said.kinds
  const proposal = propose(columns, said)
  for (const { column, decision } of proposal.dates)
    if (decision.is === 'contradiction' && decision.said !== null)
      throw contradiction(column.ref, decision.said, decision.lines)
  const unknown = await findUnknownKinds(proposal, rows, reader)
  const found = learntKinds(unknown, proposal, rows, ctx.cards.cards())
  reader.kinds = new Map([...found, ...said.kinds])
  const isLearnt = (word: string) => found.has(kindKey(word))
  return {
    proposal,
    learnt: new Map(unknown.filter(isLearnt).map(word => [word, found.get(kindKey(word))!])),
    open: openQuestions(proposal, {
      unknownKinds: unknown.filter(word => !isLearnt(word)),
      namedAbove: rowNamedAbove(proposal, rows),
      guides,
      today: ctx.today(null),
      isGuideSaid: said.guide !== null,
    }),
  }
}

async function withLikelyAnswers<Found extends { open: readonly Question[] }>(
  options: ImportOptions,
  proposeFor: (options: ImportOptions) => Promise<Found>,
): Promise<{ found: Found; questions: Question[]; guessed: ImportOptions }> {
  const questions: Question[] = []
  let guessed = options
  let found = await proposeFor(guessed)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const isAsked = ({ code, column, examples: [first] }: Question) =>
      questions.some(one => one.code === code && one.column === column && one.examples[0] === first)
    const fresh = found.open.filter(one => !isAsked(one))
    if (fresh.length === 0) break
    questions.push(...fresh)
    guessed = withAnswers(guessed, guessedAnswers(fresh))
    found = await proposeFor(guessed)
  }
  return { found, questions, guessed }
}

async function declarations(
  options: ImportOptions,
  names: readonly string[],
  guide: string | null,
  ctx: Context,
): Promise<Declarations> {
  const kinds = new Map<string, string>()
  for (const [word, id] of readKinds(options.kind ?? [])) kinds.set(word, await findGuideId(id, ctx))
  return {
    columns: await readMap(options.map ?? [], names, {
      findGuide: typed => findGuideId(typed, ctx),
      fieldName: field => fieldWord(field, ctx),
    }),
    kinds,
    guide,
    datesOf: readDates(options.dates ?? [], names),
    isUpdate: options.update === true || options.by !== undefined,
  }
}

async function findUnknownKinds(
  { kind, documents }: Proposal,
  rows: readonly TableRow[],
  reader: CellReader,
): Promise<string[]> {
  if (kind === null || documents.every(document => document.kind !== null)) return []
  const unknown: string[] = []
  // Totals and remarks have no dates.
  const hasEnd = ({ cells }: TableRow) => documents.some(({ end }) => end === null || cells[end]?.trim())
  const texts = rows.filter(hasEnd).map(({ cells }) => (cells[kind] ?? '').trim().replace(/\s+/g, ' '))
  for (const text of new Set(texts)) if (text !== '' && !(await reader.isKnownKind(text))) unknown.push(text)
  return unknown
}

function refuseWithoutEnd({ documents, roles, otherDates }: Proposal, options: ImportOptions): void {
  if (documents.some(({ end }) => end !== null) || options.update || options.by) return
  const others = otherDates.map(({ ref }) => ref)
  if (others.length > 0) throw new RenewError('import-no-end', { why: 'dates', columns: others })
  const columns = roles.map(({ column }) => column.ref).slice(0, 10)
  throw new RenewError('import-no-end', { why: 'none', columns })
}

/** Returns a field as `--map` takes it: in words, and in English by its code, which is a word. */
export function fieldWord(field: Column, { lang, words }: Context): string {
  return lang === DEFAULT_LANGUAGE ? field : words(`show.${field}`)
}
