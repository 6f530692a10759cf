import type { Card } from './card.ts'

/** A card of which nothing is known but what is given; everything else asks the guide or is empty. */
export function newCard(
  given: Partial<Card> & Pick<Card, 'id' | 'name' | 'guide' | 'expires'>,
  at: string,
): Card {
  return {
    holder: null,
    number: null,
    readings: null,
    issued: null,
    zone: null,
    lead: null,
    milestones: null,
    workdays: null,
    processing: null,
    durations: null,
    channels: null,
    lang: null,
    tags: [],
    note: null,
    links: [],
    renewal: null,
    history: [],
    acknowledged: null,
    snoozed: null,
    closed: null,
    resolved: null,
    ...given,
    created: at,
    changed: at,
  }
}
