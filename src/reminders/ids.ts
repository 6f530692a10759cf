import type { CivilDate } from '../dates/civil-date.ts'
import { crc32 } from '../storage/checked-file.ts'

/** A milestone of a card: what a reminder reminds of. */
export interface CardMilestone {
  card: string
  /** The expiry it reminds of; after a change of the expiry all reminders start again (§8). */
  expires: CivilDate
  milestone: string
  /** The milestone's day, in the card's zone. */
  date: CivilDate
}

/** Returns the first 64 bits of a text's SHA-256, in hex. */
export type Hash = (text: string) => string

/** Loads the hash function; `node:crypto` is too slow to load for `status`. */
export async function loadHash(): Promise<Hash> {
  const { createHash } = await import('node:crypto')
  return text => createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/**
 * Returns the id of a reminder: a hash of card, expiry, milestone and its day (§8). It never changes. The day is part
 * of it, as a moved appointment is another reminder and not a repetition that a receiver may drop.
 */
export function reminderId(hash: Hash, { card, expires, milestone, date }: CardMilestone): string {
  return hash([card, expires, milestone, date].join('\n'))
}

/** Returns the id of a message: a hash of the ids of its reminders (§8). */
export function messageId(hash: Hash, reminders: readonly { id: string }[]): string {
  return hash(reminders.map(({ id }) => id).join('\n'))
}

/** The address of a channel and those of its readers, as hashes. */
export interface Address {
  hash: string
  /** Empty where the service does not tell them apart. */
  readers: readonly string[]
}

/** The address of an entry that counts only for its `readers`. */
export const SOME_READERS = ''

/** Returns a hash that tells two addresses of a channel apart; so few bits disclose nothing. */
export function addressHash(address: string): string {
  return crc32(Buffer.from(address))
}

/** Returns the hash of a reader's address; services take capitals in it as small letters. */
export function readerHash(address: string): string {
  return addressHash(address.toLowerCase())
}

/** Returns the address of a channel as the ledger knows it. */
export function hashedAddress(address: string, readers: readonly string[] = []): Address {
  return { hash: addressHash(address), readers: readers.map(readerHash) }
}
