import { describe, expect, test } from 'vitest'
import type { LinkedCard } from '../../src/schedule/link.ts'
import type { Plan } from '../../src/schedule/plan.ts'
import { AGENT, days, inputOf, linked, paper, planned, stepIn } from './plan-cases.ts'

const END = '2026-12-31'

describe('cards that must be renewed first', () => {
  /** A plan that needs a passport, be it on that day. */
  const withPassport = (passport: LinkedCard, today = '2026-10-01') =>
    planned(
      inputOf(
        today,
        { expires: END },
        {
          methods: [AGENT],
          checklist: { papers: [paper('passport', { card: 'passport' })], links: { passport } },
        },
      ),
    )
  const needing = (...cards: LinkedCard[]) => cards.map(card => ({ paper: `of-${card.id}`, card }))
  const renewals = (plan: Plan) => days(plan).filter(line => line.includes(' renew-'))

  test('a valid passport does not need what its renewal would need', () => {
    const id = linked('idcard', '2026-11-15')
    expect(renewals(withPassport(linked('pass1', '2030-01-01', { needs: needing(id) })))).toEqual([])
  })

  test('do not include a card without end', () => {
    const passport = linked('pass1', '2026-12-28', {
      duration: 'P1M',
      needs: needing(linked('idcard', null)),
    })
    expect(renewals(withPassport(passport))).toEqual(['2026-11-30 renew-pass1'])
  })

  test('have a reason, also when another of them needs them', () => {
    const passport = linked('pass1', '2026-12-28', {
      duration: 'P1M',
      needs: needing(linked('idcard', '2026-11-15')),
    })
    expect(stepIn(withPassport(passport), 'renew-idcard').why).toEqual({
      code: 'link-ends-before-filing',
      until: '2026-11-15',
    })
  })

  test('must be valid today when the day to file for the passport has passed', () => {
    // The passport should have been filed for by Mon 30 November; the identity card ended on 2 December.
    const passport = linked('pass1', '2026-12-28', {
      duration: 'P1M',
      needs: needing(linked('idcard', '2026-12-02')),
    })
    expect(renewals(withPassport(passport, '2026-12-02'))).toEqual(['2026-11-30 renew-pass1'])
    expect(renewals(withPassport(passport, '2026-12-05'))).toEqual([
      '2026-11-30 renew-idcard',
      '2026-11-30 renew-pass1',
    ])
  })

  test('are listed in alphabetical order', () => {
    const [a, b] = [linked('a', '2026-11-01'), linked('b', '2026-11-01')]
    const needsOf = (needs: LinkedCard['needs']) =>
      stepIn(withPassport(linked('pass1', '2026-12-28', { duration: 'P1M', needs })), 'renew-pass1').needs
    expect(needsOf(needing(a, b))).toEqual(['renew-a', 'renew-b'])
    expect(needsOf(needing(b, a))).toEqual(['renew-a', 'renew-b'])
  })

  test('do not follow a circle of one card or of two', () => {
    const alone = linked('pass1', '2026-11-10', { needs: needing(linked('pass1', '2026-11-10')) })
    expect(withPassport(alone).steps.map(({ code, needs }) => [code, needs])).toContainEqual([
      'renew-pass1',
      [],
    ])
    const id = linked('idcard', '2026-11-05', { needs: needing(linked('pass1', '2026-11-10')) })
    const plan = withPassport(linked('pass1', '2026-11-10', { needs: needing(id) }))
    expect(stepIn(plan, 'renew-pass1').needs).toEqual(['renew-idcard'])
    expect(stepIn(plan, 'renew-idcard').needs).toEqual([])
  })

  test('do not follow a circle between two papers', () => {
    const [a, b] = [linked('a', '2026-11-05'), linked('b', '2026-11-05')]
    const links = { a: { ...a, needs: needing(b) }, b: { ...b, needs: needing(a) } }
    const papers = [paper('a', { card: 'passport' }), paper('b', { card: 'passport' })]
    const plan = planned(inputOf('2026-10-01', { expires: END }, { checklist: { papers, links } }))
    expect([stepIn(plan, 'renew-a').needs, stepIn(plan, 'renew-b').needs]).toEqual([['renew-b'], []])
  })

  test('are needed once when a card is two papers of another', () => {
    const id = linked('idcard', '2026-11-15')
    const needs = [...needing(id), { paper: 'address', card: id }]
    const plan = withPassport(linked('pass1', '2026-12-28', { duration: 'P1M', needs }))
    expect(stepIn(plan, 'renew-pass1').needs).toEqual(['renew-idcard'])
  })

  test("are renewed once for two papers, with the user's duration for the first id", () => {
    const passport = linked('pass1', '2026-12-28')
    const listed = [paper('b', { card: 'passport' }), paper('a', { card: 'passport' })]
    const plan = planned(
      inputOf(
        '2026-10-01',
        { expires: END },
        {
          durations: { a: 'P1M', b: '1w' },
          checklist: { papers: listed, links: { a: passport, b: passport } },
        },
      ),
    )
    expect(renewals(plan)).toEqual(['2026-11-30 renew-pass1'])
  })

  test("keep the user's duration for the paper when another card needs the same one", () => {
    // The identity card takes three weeks as a paper of its own: three weeks before Mon 30 November is Mon 9.
    const id = linked('idcard', '2026-11-15', { duration: '1w' })
    const passport = linked('pass1', '2026-12-28', { duration: 'P1M', needs: needing(id) })
    const plan = planned(
      inputOf(
        '2026-10-01',
        { expires: END },
        {
          durations: { identity: '3w' },
          checklist: {
            papers: [paper('identity', { card: 'idcard' }), paper('passport', { card: 'passport' })],
            links: { identity: id, passport },
          },
        },
      ),
    )
    expect(renewals(plan)).toEqual(['2026-11-09 renew-idcard', '2026-11-30 renew-pass1'])
  })
})
