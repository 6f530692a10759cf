import type { Card } from './card.ts'

/**
 * The one card a user means: by name, by id, for reading also by the beginning of a name.
 * @throws RenewError `card-not-found` with the nearest name, `card-ambiguous` with the list
 */
export declare function findCard(cards: readonly Card[], name: string, options?: { prefix?: boolean }): Card

/** @throws RenewError `name-taken` when another card has this name */
export declare function assertNameFree(cards: readonly Card[], name: string, except?: string): void

/** A random id of 10 characters that no card has. */
export declare function newId(cards: readonly Card[]): Promise<string>
