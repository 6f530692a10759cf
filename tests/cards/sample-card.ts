import { type Card, type FieldName, newCard } from '../../src/cards/card.ts'

const EXPIRES = '2027-06-30'

/** A value for every field of a card, none of them empty: a field that is added needs one here. */
export const FULL: Required<{ [Name in FieldName]: NonNullable<Card[Name]> }> = {
  id: 'abcd1234',
  name: 'me',
  guide: 'generic',
  holder: 'Li Wei',
  number: 'N1234567',
  expires: EXPIRES,
  readings: { card: EXPIRES, visa: '2027-12-31', receipt: null },
  issued: '2026-06-30',
  zone: 'Asia/Tokyo',
  lead: '2w',
  milestones: ['3d'],
  workdays: 'none',
  processing: '20wd',
  durations: { photo: '2d' },
  channels: ['mail'],
  lang: 'zh',
  tags: ['family'],
  note: 'a note',
  links: ['wxyz6789'],
  renewal: {
    method: null,
    appointment: null,
    submitted: '2027-05-01',
    receipt: 'R1',
    paid: [{ amount: '10000', currency: 'KZT' }],
    ticks: {},
  },
  history: [
    {
      from: '2025-06-30',
      to: '2026-06-30',
      method: null,
      paid: [],
      receipt: null,
      submitted: null,
      done: '2026-06-01',
    },
  ],
  acknowledged: { expires: EXPIRES, on: '2027-05-01' },
  snoozed: { expires: EXPIRES, until: '2027-05-20' },
  closed: '2027-01-31',
  resolved: { lead: 'P2M', milestones: null, zone: null, workdays: null, processing: null },
  created: '2026-07-01T09:00:00+05:00',
  changed: '2026-07-02T09:00:00+05:00',
}

/** The instant at which `cardWith` makes its cards. */
export const CREATED = '2027-01-01T00:00:00Z'

/** A new card that expires on 2027-06-30, with some fields set. */
export function cardWith(fields: Partial<Card> = {}): Card {
  return newCard({ id: 'aaaa', name: 'a', guide: 'generic', expires: EXPIRES, ...fields }, CREATED)
}
