import type { CivilDate } from '../dates/civil-date.ts'
import { headerWords, isOfDocument } from './column-header.ts'
import { BEFORE_END, LIKE_END, type Role } from './column-roles.ts'
import { type DateOrder, type Declared, dateRulesWord } from './date-rules.ts'
import type { TableRow } from './find-header.ts'
import type { ListColumn } from './list-columns.ts'
import { type ColumnDates, datesToDeclare } from './list-dates.ts'
import type { Proposal } from './proposal.ts'
import type { SameThing } from './row-documents.ts'

/** The options that an answer adds to the command. */
export interface Answer {
  map?: readonly string[]
  kind?: readonly string[]
  dates?: readonly string[]
}

export interface AnswerChoice {
  /** As JSON has it: a field, a guide, an order of dates. */
  value: string
  adds: Answer
  /** What the example then means; only for an order of dates, or day and month exchanged. */
  date?: CivilDate
}

export interface Question {
  code:
    | 'unknown-dates'
    | 'same-thing'
    | 'kind'
    | 'document'
    | 'date-order'
    | 'swapped-dates'
    | 'cut-numbers'
    | 'blank-names'
    | 'dates'
    | 'no-end'
  column: string
  others: string[]
  examples: string[]
  needs: Declared[]
  choices: AnswerChoice[]
  /** The value of the likely answer; null: only the owner of the list knows. */
  guess: string | null
}

const SINGLE_KINDS = 12

/** Returns everything that a list leaves open, each with its choices and the likely answer. */
export function openQuestions(
  proposal: Proposal,
  about: {
    unknownKinds: readonly string[]
    namedAbove: TableRow | null
    /** The ids to choose from for unknown kinds, the likely one first. */
    guides: readonly string[]
    today: CivilDate
    isGuideSaid: boolean
  },
): Question[] {
  const { namedAbove } = about
  return [
    ...unknownDates(proposal, about.today),
    ...proposal.same.map(same => sameThing(same, proposal.roles)),
    ...kindQuestions(proposal, about.unknownKinds, about.guides),
    ...(about.isGuideSaid ? [] : documentQuestions(proposal)),
    ...dateQuestions(proposal.dates),
    ...swappedDates(proposal.dates),
    ...cutNumbers(proposal),
    ...(namedAbove ? [blankNames(proposal, namedAbove)] : []),
  ]
}

function question(
  code: Question['code'],
  [first, ...others]: readonly ListColumn[],
  rest: Pick<Question, 'choices' | 'guess'> & Partial<Question>,
): Question {
  const refs = others.map(({ ref }) => ref)
  return { code, column: first!.ref, others: refs, examples: first!.examples, needs: [], ...rest }
}

/**
 * Asks what columns of dates are. Where no name tells, the end is likely where most dates are ahead; if none is, where
 * they are not before those of another column: that is the start of what ends there.
 */
function unknownDates({ roles }: Proposal, today: CivilDate): Question[] {
  const unknown = roles.filter(({ note }) => note === 'unknown-dates')
  const hasEnd = roles.some(({ field }) => field === 'expires')
  const able = unknown.filter(({ column }) => !BEFORE_END.test(column.name))
  const ahead = able.filter(({ column }) => areMost([...firstDates(column).values()], date => date >= today))
  // Beside a known end, a review that is past is not another one.
  const likely = (hasEnd ? ahead : able).filter(({ column }) => LIKE_END.test(headerWords(column.name)))
  const last = able.filter(role => able.every(other => !isBefore(role.column, other.column)))
  const ends = likely.length > 0 ? likely : hasEnd ? [] : ahead.length > 0 ? ahead : last
  return unknown.map(role =>
    question('unknown-dates', [role.column], {
      choices: ['expires', 'issued', '-'].map(field => mapChoice(role, field)),
      guess: ends.includes(role) ? 'expires' : '-',
    }),
  )
}

const firstDates = ({ dates }: ListColumn): Map<number, CivilDate> => dates?.firstDates() ?? new Map()

function isBefore(column: ListColumn, other: ListColumn): boolean {
  const later = firstDates(other)
  const pairs = [...firstDates(column)].filter(([line]) => later.has(line))
  return areMost(pairs, ([line, date]) => date < later.get(line)!, 0.9)
}

function areMost<T>(all: readonly T[], is: (one: T) => boolean, share = 0.5): boolean {
  return all.length > 0 && all.filter(is).length >= all.length * share
}

function mapChoice({ column }: Role, field: string): AnswerChoice {
  return { value: field, adds: { map: [`${column.ref}=${field}`] } }
}

/** Asks which of several columns counts. Of two last valid days both come in, unless the user says otherwise. */
function sameThing({ field, columns }: SameThing, roles: readonly Role[]): Question {
  const all = columns.map(index => roles[index]!)
  const named = (role: Role) =>
    `${role.column.ref}=${field}${role.kind && isOfDocument(field) ? `:${role.kind}` : ''}`
  const only = all.map(
    (role): AnswerChoice => ({
      value: role.column.ref,
      adds: { map: all.map(one => (one === role ? named(one) : `${one.column.ref}=-`)) },
    }),
  )
  const both: AnswerChoice = { value: '*', adds: { map: all.map(named) } }
  const mayBeBoth = field === 'expires' || field === 'holder'
  const columnsOf = all.map(({ column }) => column)
  return question('same-thing', columnsOf, {
    examples: columnsOf.map(({ examples }) => examples[0] ?? ''),
    choices: mayBeBoth ? [...only, both] : only,
    // A document of a family list is that of the dependent.
    guess: field === 'expires' ? '*' : (all.find(isDependent) ?? all[0]!).column.ref,
  })
}

const isDependent = ({ column }: Role): boolean =>
  /dependen|dependan|family member|член|иждивен|家属|家庭成员|мүшесі/i.test(column.name)

function kindQuestions(
  { roles, kind }: Proposal,
  words: readonly string[],
  guides: readonly string[],
): Question[] {
  if (kind === null || words.length === 0) return []
  const groups = words.length > SINGLE_KINDS ? [words] : words.map(word => [word])
  return groups.map(group =>
    question('kind', [roles[kind]!.column], {
      examples: group.slice(0, SINGLE_KINDS),
      choices: guides.map(guide => ({
        value: guide,
        adds: { kind: [`${group.length > 1 ? '*' : group[0]}=${guide}`] },
      })),
      guess: guides[0]!,
    }),
  )
}

/** Asks which document a last valid day is of, among numbers of several kinds; the nearest before it is likely. */
function documentQuestions({ documents, roles, kind }: Proposal): Question[] {
  if (kind !== null) return []
  return documents.flatMap(({ kind: own, label, end, numbers }) => {
    const named = [...numbers].sort((a, b) => a.index - b.index).filter(one => one.kind !== null)
    const kinds = [...new Set(named.map(one => one.kind!))]
    if (own !== null || label !== '' || end === null || kinds.length < 2) return []
    const { column } = roles[end]!
    return question('document', [column], {
      choices: [...kinds, 'generic'].map(guide => ({
        value: guide,
        adds: { map: [`${column.ref}=expires:${guide}`] },
      })),
      guess: named.findLast(({ index }) => index < end)?.kind ?? kinds[0]!,
    })
  })
}

function swappedDates(dates: readonly ColumnDates[]): Question[] {
  const found = dates.flatMap(({ column, decision }) =>
    decision.is === 'swapped' ? [{ column, decision }] : [],
  )
  const [first] = found
  if (!first) return []
  const columns = found.map(({ column }) => column)
  const choices = first.decision.choices.map(({ rules, date }) => {
    const value = rules.swapped ? 'swap' : 'noswap'
    return { value, adds: { dates: columns.map(({ ref }) => `${ref}=+${value}`) }, date }
  })
  const examples = [first.decision.example.text, first.decision.proof.text]
  return [question('swapped-dates', columns, { examples, choices, guess: null })]
}

function blankNames({ roles, people, kind }: Proposal, row: TableRow): Question {
  const role = roles[people[0]!]!
  return question('blank-names', [role.column], {
    examples: [String(row.line), row.cells[kind!] ?? ''],
    choices: ['holder:above', 'holder'].map(field => mapChoice(role, field)),
    guess: 'holder:above',
  })
}

/** Asks whether to leave out numbers that a spreadsheet has cut short: their documents are not lost for it. */
function cutNumbers({ roles }: Proposal): Question[] {
  return roles.flatMap((role): Question[] => {
    const { column, field, isSaid } = role
    if (field !== 'number' || isSaid || column.cutNumber === null) return []
    const examples = [column.cutNumber]
    return [question('cut-numbers', [column], { examples, choices: [mapChoice(role, '-')], guess: '-' })]
  })
}

function dateQuestions(dates: readonly ColumnDates[]): Question[] {
  const open = dates.flatMap(({ column, decision }) =>
    decision.is === 'declare' || decision.is === 'choose' ? [{ column, decision }] : [],
  )
  const needs = new Map(
    open.flatMap(({ column, decision }) =>
      decision.needs.map(({ need, example }) => [need, { column, text: example.text }] as const),
    ),
  )
  for (const { column, decision } of open) {
    if (decision.is !== 'choose') continue
    const others = open.flatMap(one => (one.column === column ? [] : [one.column]))
    return [
      question('date-order', [column, ...others], {
        examples: [decision.example.text],
        needs: [...needs.keys()],
        choices: decision.choices.map(({ rules, date }) => ({
          value: dateRulesWord(rules),
          adds: { dates: datesToDeclare(dates, rules.order as DateOrder) },
          date,
        })),
        guess: null,
      }),
    ]
  }
  return [...needs].map(([need, { column, text }]) => {
    const choice = (as: Declared | 'keepsEndless', other: string): AnswerChoice => {
      const adds = { dates: datesToDeclare(dates, null, need, as) }
      const [only, ...more] = adds.dates
      return { value: more.length === 0 && !only!.includes('=') ? only! : other, adds }
    }
    const usual = choice(need, '*')
    const choices = need === 'endless' ? [usual, choice('keepsEndless', 'date')] : [usual]
    const code = need === 'endless' ? 'no-end' : 'dates'
    return question(code, [column], { examples: [text], needs: [need], choices, guess: usual.value })
  })
}

export function guessedAnswers(questions: readonly Question[]): Answer[] {
  return questions.flatMap(({ choices, guess }) => choices.find(({ value }) => value === guess)?.adds ?? [])
}
