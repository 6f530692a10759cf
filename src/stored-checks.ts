import * as v from 'valibot'
import { remindableSchema, text } from './cards/card-schema.ts'
import { checkCardsContent } from './cards/check-cards.ts'
import { isZoneName } from './dates/zone-name.ts'
import { RenewError } from './errors.ts'
import { problemIn } from './failure.ts'
import { LANGUAGES } from './messages/index.ts'
import { isRemindAt } from './reminders/due.ts'
import { addressFault } from './reminders/heartbeat-address.ts'
import { isMilestoneText } from './schedule/milestones.ts'
import { NO_SETTINGS, type Settings } from './settings.ts'
import type { Checks } from './storage/backup.ts'

const address = text(typed => addressFault(typed) === null, 'heartbeat')

/** The values that `config set` accepts. */
const valuesSchema = v.looseObject({
  lang: v.nullish(v.picklist(Object.keys(LANGUAGES))),
  guide: v.nullish(v.string()),
  zone: v.nullish(text(isZoneName, 'zone')),
  milestones: v.nullish(v.array(text(isMilestoneText, 'milestone'))),
  remindAt: v.nullish(text(isRemindAt, 'time')),
  heartbeat: v.nullish(address),
  heartbeatFail: v.nullish(address),
  heartbeatCa: v.nullish(v.string()),
  color: v.nullish(v.picklist(['auto', 'always', 'never'])),
})

const channelSchema = v.looseObject({
  kind: v.string(),
  lang: v.nullish(v.string()),
  settings: v.record(v.string(), v.string()),
})
const timerSchema = v.nullable(v.looseObject({ kind: v.string(), at: v.string(), installed: v.string() }))
const saidSchema = v.optional(v.record(v.string(), v.string()))

const settingsSchema = v.looseObject({
  values: valuesSchema,
  channels: v.record(v.string(), channelSchema),
  timer: timerSchema,
  said: saidSchema,
})

/** The values that a run of reminders needs. An unknown zone, time or address is reported elsewhere. */
const remindableValues = v.looseObject({
  ...valuesSchema.entries,
  zone: v.nullish(v.string()),
  remindAt: v.nullish(v.string()),
  heartbeat: v.nullish(v.string()),
  heartbeatFail: v.nullish(v.string()),
})
const remindableSettings = v.looseObject({ ...settingsSchema.entries, values: remindableValues })

const ledgerSchema = v.looseObject({
  entries: v.array(v.looseObject({ card: v.string(), channel: v.string(), date: v.string() })),
})

/** For content from outside. @throws RenewError `store-invalid` naming the field */
export const STRICT_CHECKS: Checks = {
  cards: checkCardsContent,
  settings: (content, file) => check(settingsSchema, content, file),
  ledger: (content, file) => check(ledgerSchema, content, file),
}

/** For content with a valid checksum, which commands must be able to use. */
export const LENIENT_CHECKS: Checks = {
  cards: (content, file) => checkCardsContent(content, file, remindableSchema),
  settings: (content, file) => check(remindableSettings, content, file),
  ledger: STRICT_CHECKS.ledger,
}

/** Leaves out the values that cannot be used. @param file named in the fault */
export function validSettings(
  settings: Settings,
  file: string,
): { settings: Settings; fault: RenewError | null } {
  try {
    return { settings: check(remindableSettings, settings, file), fault: null }
  } catch (fault) {
    if (!(fault instanceof RenewError)) throw fault
    const { values, channels, timer, said } = settings
    const valid = {
      ...settings,
      values: { ...NO_SETTINGS.values, ...validPart(values, key => remindableValues.entries[key]) },
      channels: validPart(channels, () => channelSchema),
      timer: v.is(timerSchema, timer) ? timer : null,
      said: v.is(saidSchema, said) ? said : {},
    }
    return { settings: valid, fault }
  }
}

function validPart<T extends object>(part: T, schemaOf: (key: keyof T) => v.GenericSchema | undefined): T {
  const entries = Object.entries(typeof part === 'object' && part !== null ? part : {})
  const valid = entries.filter(([key, value]) => v.is(schemaOf(key as keyof T) ?? v.unknown(), value))
  return Object.fromEntries(valid) as T
}

function check<T extends object>(schema: v.GenericSchema, content: T, file: string): T {
  const result = v.safeParse(schema, content)
  if (result.success) return content
  const [issue] = result.issues
  throw new RenewError('store-invalid', {
    file,
    card: null,
    field: v.getDotPath(issue) ?? '',
    problem: problemIn(issue),
  })
}
