import * as v from 'valibot'
import { isMilestoneText } from '../schedule/milestones.ts'
import { parsePeriod } from '../schedule/period.ts'
import { isZoneName } from '../zone-name.ts'
import { GUIDE_ID } from './guide.ts'

const period = v.pipe(
  v.string(),
  v.check(text => parsePeriod(text) !== null, 'a period such as P1M or 2w'),
)
const milestone = v.pipe(
  v.string(),
  v.check(text => isMilestoneText(text), 'a milestone such as 3mo or 14d'),
)

/** A text by language; English is the one that must be there. */
export const localized = v.objectWithRest({ en: v.pipe(v.string(), v.nonEmpty()) }, v.string())

/** How far a source is to be trusted. `own`: the user found out. */
const trust = v.picklist(['official', 'secondary', 'unverified', 'own'])

export const source = v.strictObject({
  title: localized,
  /** Year, month or day of the source itself: `2025`, `2025-05`, `2025-05-20`; null where it says none. */
  dated: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}(-\d\d){0,2}$/, 'a year, month or day'))),
  /** The day somebody last checked it. */
  checked: v.nullable(v.pipe(v.string(), v.isoDate('a date as YYYY-MM-DD'))),
  url: v.nullable(v.pipe(v.string(), v.url('an address'))),
  trust,
  note: v.nullable(localized),
})

/** A value with the key of its source; `value: null` says that nobody knows. */
const fact = <T extends v.GenericSchema>(value: T) =>
  v.strictObject({ value: v.nullable(value), source: v.nullable(v.string()) })

/**
 * How a kind of card is renewed (§5): data, validated strictly, unknown keys refused. Built-in guides and the
 * user's own have this same form. Every fact names a source of `sources`; unknown is `null`, never invented.
 */
export const guideSchema = v.pipe(
  v.strictObject({
    schema: v.literal(1),
    id: v.pipe(v.string(), v.regex(GUIDE_ID, 'words in lower case, as in kz/registration-card')),
    title: localized,
    /** IANA name of the zone whose midnight ends the last day; null: the user's own. */
    zone: v.nullable(
      v.pipe(
        v.string(),
        v.check(text => isZoneName(text), 'a zone such as Asia/Almaty'),
      ),
    ),
    workdays: v.nullable(v.picklist(['KZ', 'weekends', 'none'])),
    sources: v.record(v.string(), source),
    /** How long a new card is valid, from the old one's end. */
    validity: fact(period),
    /** How long before the last valid day the preparation begins. */
    lead: fact(period),
    /** Milestones that come before the usual ones. */
    milestones: v.array(milestone),
    /** Working time of the office, from filing to the new card. */
    processing: fact(period),
    /** When the office takes the application, counted back from the last valid day. */
    filing: fact(v.strictObject({ from: period, to: period })),
    /** Where the last valid day is to be read. */
    readFrom: fact(v.array(v.picklist(['card', 'visa', 'receipt']))),
    warnings: v.array(
      v.strictObject({
        /** When it is worth saying: while overdue, while the renewal runs, or in the guide only. */
        when: v.picklist(['overdue', 'running', 'guide']),
        text: localized,
        source: v.nullable(v.string()),
      }),
    ),
  }),
  v.check(guide => namesOnlyItsSources(guide), 'every source named must stand in "sources"'),
)

function namesOnlyItsSources(guide: {
  sources: Record<string, unknown>
  validity: { source: string | null }
  lead: { source: string | null }
  processing: { source: string | null }
  filing: { source: string | null }
  readFrom: { source: string | null }
  warnings: { source: string | null }[]
}): boolean {
  const { validity, lead, processing, filing, readFrom, warnings } = guide
  return [validity, lead, processing, filing, readFrom, ...warnings].every(
    ({ source }) => source === null || Object.hasOwn(guide.sources, source),
  )
}
