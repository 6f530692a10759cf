import { describe, expect, test } from 'vitest'
import type { Guide } from '../../src/guides/guide.ts'
import { builtInGuide } from '../../src/guides/guides.ts'

const guide = (await builtInGuide('kz/registration-card')) as Guide
const material = (id: string) => guide.materials.find(paper => paper.id === id)!
const method = (id: string) => guide.methods.find(way => way.id === id)!
const said = (id: string): string[] => method(id).steps.map(step => step.text['en']!)

describe('the registration card holds the facts of its article and of the order, and no others (§5)', () => {
  test('three sources: the article, the order at second hand, and rules of thumb of this program', () => {
    expect(Object.entries(guide.sources).map(([key, { trust, dated }]) => [key, trust, dated])).toEqual([
      ['article-2025', 'unverified', '2025-05'],
      ['order-923', 'secondary', '2025-11-17'],
      ['rule-of-thumb', 'unverified', null],
    ])
    for (const { url, checked } of Object.values(guide.sources)) expect([url, checked]).toEqual([null, null])
    const { note } = guide.sources['article-2025']!
    expect(note!['en']).toMatch(/1 July 2026.*migration service which document/)
    expect(note!['zh']).toMatch(/2026 年 7 月 1 日.*移民局/)
    expect(guide.sources['order-923']!.title['en']).toMatch(/No 923 of 17 November 2025/)
  })

  test('what it is, and which other documents are taken for it since the rules changed', () => {
    expect(guide.about).toHaveLength(1)
    expect(guide.about![0]!.source).toBe('article-2025')
    expect(guide.about![0]!.text['en']).toMatch(/Short-term visitors and residents alike/)
    expect(guide.confusedWith!.map(one => [one.guide, one.source])).toEqual([
      [null, 'order-923'],
      ['visa', 'order-923'],
      ['residence-permit', 'order-923'],
    ])
    expect(guide.confusedWith![0]!.text['en']).toMatch(/90 days.*register yourself online.*30th day/)
  })

  test('validity, start, and where the expiry is read; the rest of the frame is unknown', () => {
    expect(guide.validity).toEqual({ value: 'P1Y', usually: true, source: 'article-2025' })
    expect(guide.lead).toEqual({ value: 'P1M', source: 'article-2025' })
    expect(guide.readFrom.value).toEqual(['visa', 'card'])
    expect([guide.processing.value, guide.filing.value, guide.maxAge.value]).toEqual([null, null, null])
    expect(guide.milestones).toEqual([])
  })

  test('five papers, and a list that is not complete', () => {
    expect(guide.materials.map(({ id, required }) => `${id}: ${required}`)).toEqual([
      'passport: yes',
      'application-form: yes',
      'photo: yes',
      'proof-of-residence: yes',
      'health-certificate: unknown',
    ])
    expect(guide.materialsComplete).toBe(false)
  })

  test('the passport is a card of its own, with two blank pages for the visa sticker', () => {
    expect(material('passport')).toMatchObject({ card: 'passport', blankPages: 2, outlives: null })
    expect(material('passport').text['en']).toMatch(/visa sticker/)
  })

  test('a lease and a statement of the landlord are examples of a proof of residence', () => {
    const { oneOf, orOther } = material('proof-of-residence')
    expect(oneOf!.map(({ id }) => id)).toEqual(['lease', 'landlord-statement'])
    expect(orOther).toBe(true)
  })

  test('no paper and no step has a duration or an age without a source', () => {
    for (const { maxAge, duration } of guide.materials) expect([maxAge, duration]).toEqual([null, null])
    for (const { steps } of guide.methods) expect(steps.every(({ duration }) => duration === null)).toBe(true)
  })

  test('three methods, step by step', () => {
    expect(guide.methods.map(({ id }) => id)).toEqual(['in-person', 'online', 'agent'])
    expect(said('in-person')).toEqual([
      "Book an appointment ahead (by phone or on the migration service's site)",
      "Bring all papers to the migration service's office",
      'Take a number and wait your turn',
      'The clerk checks the papers and takes the fee',
      'Take the receipt and keep it: you need it to ask about progress',
      'Collect the card at the window',
    ])
    expect(said('online')).toEqual([
      "Open the migration service's official site (no link here: none is verified)",
      'Register an account (the first time)',
      'Fill in the form and upload the papers',
      'Pay by online bank or payment service',
      'Wait for the automatic review',
      'Wait for the approval by e-mail',
      'Print the electronic card; a paper card also comes by mail to the address you gave',
    ])
    expect(said('agent')).toEqual([
      "Check the agent's qualification and quality of service first: there is fraud",
      'Hand the papers over, and note where your passport is',
      'The agent does the rest',
      'Ask the agent how far it is',
    ])
  })

  test("the two steps that are this program's own say so; all others are the article's", () => {
    const steps = guide.methods.flatMap(one => one.steps)
    const own = steps.filter(({ source }) => source !== 'article-2025')
    expect(own.map(({ id, source }) => [id, source])).toEqual([
      ['hand-over', 'rule-of-thumb'],
      ['follow-up', 'rule-of-thumb'],
    ])
  })

  test('the fee is 10 000 to 20 000 KZT in every method; to be faster costs more, nobody knows how much', () => {
    for (const { fee, expedite } of guide.methods) {
      expect(fee.value).toMatchObject({ min: '10000', max: '20000', currency: 'KZT' })
      expect(expedite).toEqual({ value: { fee: null, saves: null }, source: 'article-2025' })
    }
  })

  test("the fee is not the agent's: the agent's own price is unknown", () => {
    expect(method('in-person').fee.value!.notIncluded).toBeUndefined()
    expect(method('agent').fee.value!.notIncluded!['en']).toBe("the agent's own price (unknown)")
  })

  test("the article's figure in yuan is shown as the article's figure and nowhere else", () => {
    const yuan = JSON.stringify(guide).match(/CNY|人民币/g)!
    expect(yuan).toHaveLength(2 * guide.methods.length)
    for (const { fee } of guide.methods) {
      expect(fee.value!.note!['en']).toMatch(/article itself says CNY 200–400/)
      expect(fee.value!.note!['zh']).toMatch(/文章本身写的是 200–400 元人民币/)
    }
  })

  test('three warnings', () => {
    expect(guide.warnings.map(({ when }) => when)).toEqual(['overdue', 'running', 'guide'])
    expect(guide.warnings[0]!.text['en']).toMatch(/fines or even deportation/)
    expect(guide.warnings[1]!.text['en']).toMatch(/phone and e-mail/)
    expect(guide.warnings[2]!.text['en']).toMatch(/paper or electronic card and the receipt/)
  })

  test("no seller's and no agent's contact", () => {
    expect(JSON.stringify(guide)).not.toMatch(/https?:|www\.|@|\+7|wechat|微信|whatsapp|telegram/i)
  })
})
