import { describe, expect, test } from 'vitest'
import type { Assessed } from '../../src/cards/assessed.ts'
import { NOT_STARTED } from '../../src/cards/card.ts'
import { nextText, papersOf, shortName, stepName } from '../../src/cards/step-text.ts'
import type { Guide } from '../../src/guides/guide.ts'
import { readGuide } from '../../src/guides/read-guide.ts'
import { GERMAN } from '../guides/german.ts'
import { en, zh } from '../words.ts'
import { cardWith } from './sample-card.ts'

const guide = readGuide(JSON.stringify(GERMAN)).guide as Guide
const gift = { done: null, taken: null, until: null, pages: null, notNeeded: null, own: null, choice: null }
const card = cardWith({
  renewal: { ...NOT_STARTED, ticks: { gift: { ...gift, own: { text: 'Flowers' } }, photo: gift } },
})

/** As much of an assessed card as its words need. */
function assessed(more: Partial<Assessed> = {}): Assessed {
  return { card, guide, plan: null, papers: null, next: null, ...more } as Assessed
}

const plan = (...steps: object[]) => ({ steps, readiness: { items: [] } }) as unknown as Assessed['plan']
const next = (code: string) => ({ code, by: null }) as unknown as Assessed['next']

describe('a step or paper is called', () => {
  test.each([
    ['by the program, where it knows it', 'file', 'en', en('step.file')],
    ['by the guide, if it is a paper', 'passport', 'de', 'Reisepass'],
    ['by the guide, if it is a step', 'book-appointment', 'de', 'Termin buchen'],
    ['by the guide in English, where it does not have the language', 'passport', 'kk', 'Passport'],
    ['by the user, if it is his own', 'gift', 'en', 'Flowers'],
    ['by its code, where nothing else is known', 'photo', 'en', 'photo'],
    ['by its code, where it is not even on the card', 'unheard-of', 'en', 'unheard-of'],
  ])('%s', (_, code, lang, name) => {
    expect(stepName(code, assessed(), lang, en)).toBe(name)
  })

  test('in the language of the words', () => {
    expect(stepName('file', assessed(), 'zh', zh)).toBe(zh('step.file'))
    expect(zh('step.file')).not.toBe(en('step.file'))
  })

  test('after the card that is to be renewed first', () => {
    const one = assessed({ plan: plan({ code: 'renew-pass', kind: 'link', card: { name: 'my passport' } }) })
    expect(stepName('renew-pass', one, 'en', en)).toBe(en('next.renew-card', { name: 'my passport' }))
  })

  test('by its code where the guide is lost', () => {
    expect(stepName('passport', assessed({ guide: null }), 'en', en)).toBe('passport')
  })
})

describe('the short name of a paper', () => {
  test.each([
    ['Passport, still valid', 'Passport'],
    ['Photo (3.5 × 4.5 cm)', 'Photo'],
    ['护照，有效', '护照'],
    ['照片（两张）', '照片'],
    ['租约；原件', '租约'],
    [', odd', ', odd'],
  ])('%s is %s', (text, short) => {
    const own = { ...gift, own: { text } }
    const one = assessed({ card: cardWith({ renewal: { ...NOT_STARTED, ticks: { paper: own } } }) })
    expect(shortName('paper', one, 'en', en)).toBe(short)
  })
})

describe('the next thing to do', () => {
  test('is nothing where nothing is left', () => {
    expect(nextText(assessed(), 'en', en)).toBeNull()
  })

  test('is to get a paper', () => {
    const one = assessed({ next: next('passport'), plan: plan({ code: 'passport', kind: 'material' }) })
    expect(nextText(one, 'en', en)).toBe(en('next.get-paper', { paper: 'Passport' }))
  })

  test('is a step as it is called', () => {
    const steps = plan({ code: 'book-appointment', kind: 'step' }, { code: 'passport', kind: 'material' })
    expect(nextText(assessed({ next: next('book-appointment'), plan: steps }), 'en', en)).toBe(
      'Book an appointment',
    )
    expect(nextText(assessed({ next: next('file') }), 'en', en)).toBe(en('step.file'))
  })
})

describe('how far the papers are', () => {
  const papers = { ready: 1, needed: 2, missing: ['photo'], items: [{}, {}], unanswered: ['lease'] }

  test('is not said where no paper is named', () => {
    expect(papersOf(assessed())).toBeNull()
    expect(papersOf(assessed({ papers: { ...papers, items: [] } as never }))).toBeNull()
  })

  test('is how many are ready and needed, and which are missing', () => {
    expect(papersOf(assessed({ papers: papers as never }))).toEqual({
      ready: 1,
      needed: 2,
      missing: ['photo'],
      unanswered: ['lease'],
    })
  })
})
