import * as v from 'valibot'
import { parsePeriod } from '../dates/period.ts'
import { isZoneName } from '../dates/zone-name.ts'
import { expects } from '../failure.ts'
import { isMilestoneText } from '../schedule/milestones.ts'
import { GUIDE_ID, KEY } from './guide-id.ts'

const period = v.pipe(
  v.string(),
  v.check(text => parsePeriod(text) !== null, expects('guide-period')),
  v.description('A length of time: 3d, 2w, 6mo, 1y, 5wd (working days), or ISO 8601 such as P1M'),
)
const calendarPeriod = v.pipe(
  v.string(),
  v.check(text => (parsePeriod(text)?.workdays ?? 1) === 0, expects('calendar-period')),
  v.description('A length of time: 3d, 2w, 6mo, 1y, or ISO 8601 such as P1M; not in working days'),
)
const zone = v.pipe(
  v.string(),
  v.check(text => isZoneName(text), expects('zone')),
)
const milestone = v.pipe(
  v.string(),
  v.check(text => isMilestoneText(text), expects('guide-milestone')),
)
const guideId = v.pipe(v.string(), v.regex(GUIDE_ID, expects('guide-id')))
const key = v.pipe(v.string(), v.regex(KEY, expects('key')))
const sourceKey = v.pipe(
  v.nullable(v.string()),
  v.description('A key of "sources"; null where nobody is named'),
)

/** An object with these keys and no others; `$comment` is for its author and never read. */
const form = <T extends v.ObjectEntries>(entries: T) =>
  v.strictObject({ ...entries, $comment: v.optional(v.string()) })

const words = v.pipe(v.string(), v.nonEmpty())

/** A text by language; any one language is enough. */
export const localized = v.pipe(
  v.record(v.string(), words),
  v.check(text => Object.keys(text).length > 0, expects('localized')),
  v.description('The text by language: {"en": "…"}, {"zh": "…"}, or several; one is enough'),
)

/** How far a source can be trusted. `own`: the user found out. */
const trust = v.picklist(['official', 'secondary', 'unverified', 'own'])

export const source = form({
  title: localized,
  /** Year, month or day of the source itself: `2025`, `2025-05`, `2025-05-20`; null when it names none. */
  dated: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}(-\d\d){0,2}$/, expects('partial-date')))),
  checked: v.nullable(v.pipe(v.string(), v.isoDate(expects('date')))),
  url: v.nullable(v.pipe(v.string(), v.url(expects('url')))),
  trust,
  note: v.nullable(localized),
})

/** A value with the key of its source; `value: null` means unknown. */
const fact = <T extends v.GenericSchema>(value: T) =>
  form({
    value: v.nullable(value),
    /** Whether it is only the usual value, and others occur. */
    usually: v.optional(v.boolean()),
    source: sourceKey,
  })

const statement = form({ text: localized, source: sourceKey })

/** An amount or a range of them, as exact decimals. */
const fee = form({
  min: v.nullable(v.pipe(v.string(), v.regex(/^\d+(\.\d{1,4})?$/, expects('amount')))),
  max: v.nullable(v.pipe(v.string(), v.regex(/^\d+(\.\d{1,4})?$/, expects('amount')))),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, expects('currency'))),
  notIncluded: v.optional(localized),
  note: v.nullable(localized),
})

const warning = form({
  when: v.picklist(['overdue', 'running', 'guide']),
  text: localized,
  source: sourceKey,
})

export const material = form({
  /** Its name for `tick`; different from every other material and step. */
  id: key,
  text: localized,
  /** `unknown`: it depends on the case, so the user is asked once. */
  required: v.picklist(['yes', 'no', 'unknown']),
  /** Alternatives, of which one is enough. */
  oneOf: v.nullable(v.pipe(v.array(form({ id: key, text: localized })), v.minLength(2))),
  /** Whether something else may do as well, so that `oneOf` only gives examples. */
  orOther: v.optional(v.boolean()),
  /** The guide of the card that this paper is, such as `passport`; null when it is not a card. */
  card: v.nullable(guideId),
  /** How long it must be valid after the new card expires; null: on filing day (a passport: until that end). */
  outlives: v.nullable(calendarPeriod),
  blankPages: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** How old it may be on filing day; null: `maxAge` of the guide. */
  maxAge: v.nullable(calendarPeriod),
  /** How long it takes to get; null: unknown. */
  duration: v.nullable(period),
  source: sourceKey,
})

const step = form({
  /** Its name for `tick`; different from every other step of its method and from every material. */
  id: key,
  text: localized,
  /** `office`: only on working days; `wait`: nothing to do but wait. */
  kind: v.picklist(['step', 'office', 'wait']),
  phase: v.picklist(['before', 'filing', 'after']),
  /** How long it takes from start to result; null: unknown. */
  duration: v.nullable(period),
  source: sourceKey,
})

export const method = form({
  id: key,
  text: localized,
  steps: v.array(step),
  fee: fact(fee),
  /** Whether it can be faster, for what fee and by how much; null value: unknown. */
  expedite: fact(form({ fee: v.nullable(fee), saves: v.nullable(period) })),
  warnings: v.array(warning),
})

/**
 * How a kind of card is renewed (§5). Unknown keys are refused. Built-in guides and the user's own have the same form.
 * Every fact names a key of `sources`; an unknown one is `null`, never invented.
 */
export const guideSchema = form({
  /** The JSON Schema by which an editor completes; never read. */
  $schema: v.optional(v.string()),
  schema: v.literal(1),
  id: guideId,
  title: localized,
  /** IANA name of the zone whose midnight ends the last day; null: the user's own. */
  zone: v.nullable(zone),
  workdays: v.nullable(v.picklist(['KZ', 'weekends', 'none'])),
  office: v.optional(v.boolean(), false),
  sources: v.record(v.string(), source),
  about: v.optional(v.array(statement)),
  /** Documents that are easily taken for this one, each with its own guide where there is one. */
  confusedWith: v.optional(v.array(form({ text: localized, guide: v.nullable(guideId), source: sourceKey }))),
  /** How long a new card is valid after the old one expires. */
  validity: fact(calendarPeriod),
  lead: fact(period),
  milestones: v.array(milestone),
  /** How long the office takes from filing to the new card. */
  processing: fact(period),
  /** When the office takes the application, counted back from the last valid day. */
  filing: fact(form({ from: period, to: period })),
  readFrom: fact(v.array(v.picklist(['card', 'visa', 'receipt']))),
  /** How old a paper may be on filing day, unless it says so itself. */
  maxAge: fact(calendarPeriod),
  materials: v.array(material),
  materialsComplete: v.boolean(),
  /** The most usual one comes first. */
  methods: v.array(method),
  warnings: v.array(warning),
})
