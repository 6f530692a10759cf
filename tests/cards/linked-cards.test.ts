import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Card } from '../../src/cards/card.ts'
import { type Linkable, linkFinder } from '../../src/cards/plan.ts'
import { resolveRules } from '../../src/cards/rules.ts'
import { builtInGuide } from '../../src/guides/built-in.ts'
import { cardWith } from './sample-card.ts'

const registration = await builtInGuide('kz/registration-card')

async function linkable(fields: Partial<Card> & { id: string }): Promise<Linkable> {
  const card = cardWith({ name: fields.id, ...fields })
  const guide = await builtInGuide(card.guide)
  return { card, guide, resolved: resolveRules(card, guide, { milestones: null, zone: null }) }
}

/** The ids of the cards that are papers of the first one, by paper. */
async function papersOf(...cards: (Partial<Card> & { id: string })[]): Promise<Record<string, string>> {
  const all = await Promise.all(cards.map(linkable))
  const links = linkFinder(all)(all[0]!)
  return Object.fromEntries(Object.entries(links).map(([paper, { id }]) => [paper, id]))
}

const me = { id: 'me00', guide: 'kz/registration-card', holder: 'Li' }
const passport = { id: 'pass', guide: 'passport', holder: 'Li' }

test('the guide of these tests asks for a passport', () => {
  expect(registration?.materials.find(({ id }) => id === 'passport')?.card).toBe('passport')
})

describe('a paper that is a card', () => {
  test.each<[string, Partial<Card> & { id: string }, Record<string, string>]>([
    ['of the same holder and kind', passport, { passport: 'pass' }],
    ['of a country', { ...passport, guide: 'cn/passport' }, { passport: 'pass' }],
    ['of another holder', { ...passport, holder: 'Wang' }, {}],
    ['of no holder', { ...passport, holder: null }, {}],
    ['of another kind', { ...passport, guide: 'sim-card' }, {}],
    ['of a kind with a longer name', { ...passport, guide: 'passport/cn' }, {}],
    ['that is closed', { ...passport, closed: '2027-01-01' }, {}],
  ])('is looked for among cards %s', async (_, other, papers) => {
    expect(await papersOf(me, other)).toEqual(papers)
  })

  test('is not picked from several, however many there are', async () => {
    for (const count of [2, 3, 4]) {
      const several = Array.from({ length: count }, (_, at) => ({ ...passport, id: `pas${at}` }))
      expect(await papersOf(me, ...several)).toEqual({})
      expect(await papersOf({ ...me, links: ['pas1'] }, ...several)).toEqual({ passport: 'pas1' })
    }
  })

  test('is not the card itself, where the paper is a card of the same kind', async () => {
    const [self, other] = await Promise.all([linkable(me), linkable({ ...me, id: 'othr' })])
    const paper = registration!.materials.find(({ id }) => id === 'passport')!
    const guide = { ...registration!, materials: [{ ...paper, card: 'registration-card' }] }
    const asking = { ...self, guide }
    expect(linkFinder([asking, other])(asking)).toMatchObject({ passport: { id: 'othr' } })
    expect(linkFinder([asking])(asking)).toEqual({})
  })

  test('that is linked by hand counts whoever holds it, and even when it is closed', async () => {
    const other = { ...passport, holder: 'Wang', closed: '2027-01-01' }
    expect(await papersOf({ ...me, links: ['pass'] }, other)).toEqual({ passport: 'pass' })
  })

  test('that no paper of the guide names is listed by its id', async () => {
    const other = { id: 'phon', guide: 'sim-card' }
    expect(await papersOf({ ...me, links: ['phon', 'pass'] }, passport, other)).toEqual({
      passport: 'pass',
      phon: 'phon',
    })
  })

  test('that does not exist is left out', async () => {
    expect(await papersOf({ ...me, links: ['gone'] })).toEqual({})
  })
})

test('a linked card brings its end, its processing time and its own papers', async () => {
  const all = await Promise.all([
    linkable({ ...me, links: ['pass'] }),
    linkable({ ...passport, expires: '2030-01-01', processing: '20wd', links: ['phot'] }),
    linkable({ id: 'phot', guide: 'generic', expires: null }),
  ])
  const [photo, pass] = [
    { id: 'phot', name: 'phot', expires: null, duration: all[2]!.resolved.processing.value, needs: [] },
    { id: 'pass', name: 'pass', expires: '2030-01-01', duration: '20wd' },
  ]
  expect(linkFinder(all)(all[0]!)).toEqual({
    passport: { ...pass, needs: [{ paper: 'phot', card: photo }] },
  })
})

test('links end, whatever cards are linked with one another', async () => {
  const ids = ['aaa0', 'aaa1', 'aaa2', 'aaa3']
  const chosen = fc.subarray(ids)
  const depth = (links: Record<string, { needs: readonly { card: never }[] }>): number =>
    Math.max(
      0,
      ...Object.values(links).map(
        ({ needs }) => 1 + depth(Object.fromEntries(needs.map((one, at) => [at, one.card]))),
      ),
    )
  await fc.assert(
    fc.asyncProperty(fc.tuple(chosen, chosen, chosen, chosen), async chosenBy => {
      const all = await Promise.all(ids.map((id, at) => linkable({ id, links: chosenBy[at]! })))
      const findLinks = linkFinder(all)
      for (const one of all) {
        const links = findLinks(one)
        expect(Object.keys(links)).not.toContain(one.card.id)
        expect(depth(links as never)).toBeLessThan(ids.length)
      }
    }),
  )
})
