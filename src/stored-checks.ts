import * as v from 'valibot'
import { checkCardsContent } from './cards/check-cards.ts'
import type { Checks } from './disk/backup.ts'
import { RenewError } from './errors.ts'
import { LANGUAGES } from './messages/index.ts'
import { addressFault } from './reminders/heartbeat-address.ts'
import { isMilestoneText } from './schedule/milestones.ts'
import { isZoneName } from './zone-name.ts'

const address = v.pipe(
  v.string(),
  v.check(text => addressFault(text) === null, 'must be an http or https address without a password'),
)

/** As `config set` would take them; what was left out counts as not set. */
const valuesSchema = v.looseObject({
  lang: v.nullish(v.picklist(Object.keys(LANGUAGES))),
  guide: v.nullish(v.string()),
  zone: v.nullish(
    v.pipe(
      v.string(),
      v.check(text => isZoneName(text), 'must be a zone such as Asia/Almaty'),
    ),
  ),
  milestones: v.nullish(
    v.array(
      v.pipe(
        v.string(),
        v.check(text => isMilestoneText(text), 'must be a milestone such as lead or 14d'),
      ),
    ),
  ),
  heartbeat: v.nullish(address),
  heartbeatFail: v.nullish(address),
  color: v.nullish(v.picklist(['auto', 'always', 'never'])),
})

const settingsSchema = v.looseObject({
  values: valuesSchema,
  channels: v.record(
    v.string(),
    v.looseObject({
      kind: v.string(),
      lang: v.nullable(v.string()),
      settings: v.record(v.string(), v.string()),
    }),
  ),
  timer: v.nullable(v.looseObject({ kind: v.string(), at: v.string(), installed: v.string() })),
  said: v.optional(v.record(v.string(), v.string())),
})

const ledgerSchema = v.looseObject({
  entries: v.array(v.looseObject({ card: v.string(), channel: v.string(), date: v.string() })),
})

/** What content that we did not write just now must pass before it is taken in; `store-invalid` names the field. */
export const CHECKS: Checks = {
  cards: checkCardsContent,
  settings: (content, file) => check(settingsSchema, content, file),
  ledger: (content, file) => check(ledgerSchema, content, file),
}

function check<T extends object>(schema: v.GenericSchema, content: T, file: string): T {
  const result = v.safeParse(schema, content)
  if (result.success) return content
  const [issue] = result.issues
  throw new RenewError('store-invalid', {
    file,
    card: null,
    field: v.getDotPath(issue) ?? '',
    problem: issue.message,
  })
}
