import * as v from 'valibot'
import { isCivilDate } from '../dates/civil-date.ts'
import { parsePeriod } from '../dates/period.ts'
import { isZoneName } from '../dates/zone-name.ts'
import { type Expected, expects } from '../failure.ts'
import { isMilestoneText } from '../schedule/milestones.ts'
import { isOneLine } from '../text/printable.ts'
import { NAME_LIMIT } from './valid-name.ts'

export const text = (is: (text: string) => boolean, expected: Expected) =>
  v.pipe(v.string(), v.check(is, expects(expected)))

const civilDate = text(isCivilDate, 'date')
/** An RFC 3339 instant with a valid date. */
export const instant = text(
  text => isCivilDate(text.slice(0, 10)) && /^.{10}T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text),
  'instant',
)
const timeOfDay = text(text => /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'time-of-day')
const period = text(text => parsePeriod(text) !== null, 'period')
const zone = text(isZoneName, 'zone')
const milestones = v.array(text(isMilestoneText, 'milestone'))
const line = text(isOneLine, 'line')
const name = v.pipe(
  line,
  v.check(text => text.trim() !== '' && [...text].length <= NAME_LIMIT, expects('name')),
)
export const money = v.object({ amount: v.string(), currency: v.string() })

const renewal = v.looseObject({
  from: v.nullable(civilDate),
  to: v.nullable(civilDate),
  method: v.nullable(v.string()),
  paid: v.array(money),
  receipt: v.nullable(line),
  submitted: v.nullable(civilDate),
  done: civilDate,
})

const tick = v.looseObject({
  done: v.nullable(civilDate),
  taken: v.nullable(civilDate),
  until: v.nullable(civilDate),
  pages: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** true: not needed in this case; false: the user said it is needed; null: not answered. */
  notNeeded: v.nullable(v.boolean()),
  own: v.nullable(v.looseObject({ text: line })),
  choice: v.nullable(v.string()),
})

/** The rules the guide last gave for this card, so that losing the guide changes no date. */
const resolved = v.looseObject({
  lead: period,
  milestones: v.nullable(milestones),
  zone: v.nullable(zone),
  workdays: v.nullable(v.string()),
  processing: v.nullable(period),
  // Earlier versions do not write it.
  filing: v.optional(v.nullable(v.looseObject({ from: period, to: period }))),
})

/**
 * A card as stored (§4). Dates are civil dates in its zone. Unknown keys are kept: a newer version may have written
 * them.
 */
export const cardSchema = v.looseObject({
  id: v.pipe(v.string(), v.regex(/^[a-z0-9]{4,32}$/, expects('id'))),
  name,
  guide: v.string(),
  holder: v.nullable(line),
  number: v.nullable(line),
  expires: v.nullable(civilDate),
  readings: v.nullable(
    v.looseObject({
      card: v.optional(v.nullable(civilDate)),
      visa: v.optional(v.nullable(civilDate)),
      receipt: v.optional(v.nullable(civilDate)),
    }),
  ),
  issued: v.nullable(civilDate),
  zone: v.nullable(zone),
  lead: v.nullable(period),
  milestones: v.nullable(milestones),
  workdays: v.nullable(v.string()),
  processing: v.nullable(period),
  durations: v.nullable(v.record(v.string(), period)),
  channels: v.nullable(v.array(v.string())),
  lang: v.nullable(v.string()),
  tags: v.array(line),
  note: v.nullable(v.string()),
  links: v.array(v.string()),
  renewal: v.nullable(
    v.looseObject({
      method: v.nullable(v.string()),
      appointment: v.nullable(civilDate),
      /** `HH:MM` in the card's zone. Earlier versions do not write it. */
      appointmentTime: v.optional(v.nullable(timeOfDay)),
      place: v.optional(v.nullable(line)),
      submitted: v.nullable(civilDate),
      receipt: v.nullable(line),
      paid: v.array(money),
      ticks: v.record(v.string(), tick),
    }),
  ),
  history: v.array(renewal),
  /** `ack`: everything owed up to `on` counts as seen, for this expiry only. */
  acknowledged: v.nullable(v.looseObject({ expires: civilDate, on: civilDate })),
  /** `snooze`: silent before `until`, for this expiry only. Earlier versions did not write `on`, the day it began. */
  snoozed: v.nullable(v.looseObject({ expires: civilDate, until: civilDate, on: v.optional(civilDate) })),
  closed: v.nullable(civilDate),
  resolved: v.nullable(resolved),
  created: v.string(),
  changed: v.string(),
})

/** A card whose reminders can be worked out. A zone unknown to this Node is allowed; `doctor` reports it. */
export const remindableSchema = v.looseObject({
  ...cardSchema.entries,
  zone: v.nullable(v.string()),
  resolved: v.nullable(v.looseObject({ ...resolved.entries, zone: v.nullable(v.string()) })),
})
