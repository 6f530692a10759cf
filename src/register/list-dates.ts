import type { DateDecision } from './date-column.ts'
import {
  bothRules,
  type DateOrder,
  type DateRules,
  type Declared,
  dateRulesWord,
  NO_RULES,
} from './date-rules.ts'
import type { Declarations } from './declarations.ts'
import type { ListColumn } from './list-columns.ts'

export interface ColumnDates {
  column: ListColumn
  said: DateRules
  decision: DateDecision
  /** How it is read; where only the user knows the order, what was said. */
  rules: DateRules
}

/**
 * Decides how the columns of dates are read. One program writes a whole list, so a column that shows the order shows it
 * for those that do not; what the user declares counts first.
 */
export function listDates(
  used: readonly ListColumn[],
  all: readonly ListColumn[],
  datesOf: Declarations['datesOf'],
): ColumnDates[] {
  const shown = ordersShown(all)
  const other = shown.size === 1 ? [...shown][0]! : null
  const left = all.map(({ dates }) => dates?.leftAsText).find(Boolean)
  return used.flatMap((column): ColumnDates[] => {
    const { dates } = column
    if (!dates) return []
    const said = datesOf(column.index)
    const first = dates.decide(said)
    const fits =
      first.is === 'choose' && other !== null && first.choices.some(({ rules }) => rules.order === other)
    const known = fits ? dates.decide({ ...said, order: other }) : first
    const proof = dates.leftAsText ?? left
    const swap = known.is === 'known' && proof ? dates.decideExchange(known.rules, proof) : null
    const decision = swap ?? known
    return [{ column, said, decision, rules: 'rules' in decision ? decision.rules : said }]
  })
}

function ordersShown(columns: readonly ListColumn[]): Set<DateOrder> {
  const orders = columns.map(({ dates }) => {
    const found = dates?.decide(NO_RULES)
    if (found?.is === 'known' && found.proof !== null) return found.rules.order
    if (found?.is === 'declare' && found.needs.some(({ need }) => need !== 'short')) return found.rules.order
    return null
  })
  return new Set(orders.filter(order => order !== null))
}

/**
 * Returns `--dates` for what must be declared: one word for the whole list where its columns agree, else one a column.
 * @param order the answer where only the user knows the order
 * @param need the only thing to declare; undefined: all that must be
 * @param as what to declare for it
 */
export function datesToDeclare(
  dates: readonly ColumnDates[],
  order: DateOrder | null,
  need?: Declared,
  as: Declared | 'keepsEndless' | undefined = need,
): string[] {
  const wanted = dates.flatMap(({ column, said, decision }) => {
    if (decision.is === 'declare') {
      const isConcerned = need === undefined || decision.needs.some(one => one.need === need)
      const order = need === 'short' ? decision.rules.order : null
      const only = as && { ...NO_RULES, [as]: true, order }
      return isConcerned ? [{ column, rules: only ?? decision.rules }] : []
    }
    if (decision.is !== 'choose' || order === null) return []
    const chosen = decision.choices.find(({ rules }) => rules.order === order) ?? decision.choices[0]
    return chosen ? [{ column, rules: bothRules(said, chosen.rules) }] : []
  })
  if (wanted.length === 0) return []
  const all = wanted.reduce((rules, one) => bothRules(one.rules, rules), NO_RULES)
  const fits = dates.every(
    ({ column, said }) => column.dates!.decide(bothRules(said, all)).is !== 'contradiction',
  )
  const isOneOrder = new Set(wanted.map(({ rules }) => rules.order)).size === 1
  if (fits && isOneOrder) return [dateRulesWord(all)]
  return wanted.map(({ column, rules }) => `${column.ref}=${dateRulesWord(rules)}`)
}
