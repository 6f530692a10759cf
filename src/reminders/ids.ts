import type { CivilDate } from '../dates/civil-date.ts'

/** A short fingerprint of a text: the first 64 bits of its SHA-256, in hex. */
export type Hash = (text: string) => string

/** Loads the hash; only what sends needs it, and it is too slow for `status`. */
export async function loadHash(): Promise<Hash> {
  const { createHash } = await import('node:crypto')
  return text => createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/**
 * The id of a reminder, the same for ever: a hash of card, expiry and milestone (§8). A milestone is a day on
 * which to remind, so its day belongs to it: a moved appointment is another reminder, not a repetition that a
 * receiver may drop.
 */
export function reminderId(
  hash: Hash,
  {
    card,
    expires,
    milestone,
    date,
  }: { card: string; expires: CivilDate; milestone: string; date: CivilDate },
): string {
  return hash([card, expires, milestone, date].join('\n'))
}

/** The id of a message: a hash of the ids of what it lists (§8). */
export function messageId(hash: Hash, reminders: readonly { id: string }[]): string {
  return hash(reminders.map(({ id }) => id).join('\n'))
}
