import { beforeEach, describe, expect, test } from 'vitest'
import { answer, homeWith, newHome, type Said, renew as start } from '../world.ts'

// 1 December 2026 in Almaty.
let home: string
beforeEach(() => {
  home = newHome()
})

const renew = (...argv: string[]): Promise<Said> => start(home, argv)

async function said(...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await renew(...argv)
  expect(code, stderr).toBe(0)
  return stdout
}

const add = (name: string, expires: string, ...more: string[]) =>
  said('add', name, '--expires', expires, '--yes', ...more)
const registration = (...more: string[]) =>
  add('me', '2027-01-01', '--guide', 'kz/registration-card', ...more)
const passport = (...more: string[]) => add('passport', '2027-03-27', '--guide', 'passport', ...more)

describe('a document of the same holder is taken, and it is said which', () => {
  const LINE = "Passport: passport (Li Na's, valid until 27 Mar 2027)"

  test('by add, show and plan', async () => {
    await passport('--holder', 'Li Na')
    expect(await registration('--holder', ' li na')).toContain(LINE)
    expect(await said('show', 'me')).toContain(`depends on\t${LINE}`)
    expect(await said('plan', 'me')).toContain("passport (Li Na's, valid until 27 Mar 2027)")
    expect(await start(home, ['plan', 'me', '--lang', 'zh'])).toMatchObject({
      stdout: expect.stringContaining('“passport”（持有人：Li Na，有效期至 2027年3月27日）'),
    })
  })

  test('by add of the document, with what it means for the plan of the other', async () => {
    await registration('--holder', 'Li Na')
    const text = await passport('--holder', 'Li Na')
    expect(text).toContain('"me" needs it: Passport')
    expect(text).toMatch(/me: "passport" cannot be renewed first: that takes 6 months \(a rule of thumb\)/)
    expect(text).toContain('me: "passport" may not be accepted: it is valid until Sat 27 Mar 2027')
  })
})

describe('where a holder is missing', () => {
  test.each([
    ['both', [], []],
    ['the document', ['--holder', 'Li Na'], []],
    ['the card', [], ['--holder', 'Li Na']],
  ])('nothing is taken, and the command that links it is said: %s', async (_, mine, its) => {
    await passport(...its)
    const command = 'renew link me passport'
    expect(await registration(...mine)).toContain(command)
    for (const screen of ['show', 'plan']) expect(await said(screen, 'me')).toContain(command)
    const { steps } = await answer<{ steps: { code: string; done: boolean }[] }>(home, ['plan', 'me'])
    expect(steps.find(({ code }) => code === 'passport')).toMatchObject({ done: false, document: null })
    await said('link', 'me', 'passport')
    expect(await said('plan', 'me')).not.toContain(command)
    expect(await said('show', 'me')).toContain('valid until 27 Mar 2027')
  })

  test('--yes links nothing', async () => {
    await registration()
    await passport()
    const { cards } = await answer<{ cards: { links: string[] }[] }>(home, ['list'])
    expect(cards.map(({ links }) => links)).toEqual([[], []])
  })

  test('the family of three needs one passport, and nobody else is ready with it', async () => {
    await registration()
    await add('wife', '2026-12-28', '--guide', 'kz/registration-card')
    const text = await add('passport', '2036-12-09', '--guide', 'passport')
    expect(text).toContain('If "me" needs it: renew link me passport')
    expect(text).toContain('If "wife" needs it: renew link wife passport')
    await said('link', 'me', 'passport')
    expect(await said('plan', 'me')).toMatch(/^done\t\tPassport/m)
    expect(await said('plan', 'wife')).not.toMatch(/^done\t\tPassport/m)
  })
})

test("another person's document is a further paper, and it is said how to change that", async () => {
  await registration('--holder', 'Li Na')
  await passport('--holder', 'Wang')
  const { stderr } = await renew('link', 'me', 'passport')
  expect(stderr).toContain('"passport" is Wang\'s, so it does not count as the paper of "me"')
  expect(stderr).toContain("renew edit passport --holder 'Li Na'")
  const { steps } = await answer<{ steps: { code: string; text: string; done: boolean }[] }>(home, [
    'plan',
    'me',
  ])
  expect(steps.find(({ code }) => code === 'passport')).toMatchObject({ done: false })
  // Its own row has its name, not its id.
  expect(steps.find(({ text }) => text === 'passport')).toMatchObject({ done: true })
})

describe('a document that others need', () => {
  beforeEach(async () => {
    await registration('--holder', 'Li Na')
    await passport('--holder', 'Li Na')
  })

  test.each([['close'], ['remove', '--yes']])(
    'is not closed or removed without a word: %s',
    async (...argv) => {
      const { code, stderr } = await renew(argv[0]!, 'passport', ...argv.slice(1))
      expect([code, stderr]).toEqual([0, 'Needed for: "me".\n'])
    },
  )

  test('together with what needs it is', async () => {
    expect((await renew('close', 'passport', 'me')).stderr).toBe('')
  })

  test('is due on the day of the appointment: in its status, its plan and its reminders', async () => {
    await said('edit', 'me', '--method', 'in-person', '--appointment', '2026-12-15')
    const { cards } = await answer<{ cards: { name: string; stage: string; actBy: string }[] }>(home, [
      'status',
    ])
    expect(cards.find(({ name }) => name === 'passport')).toMatchObject({
      stage: 'prepare',
      actBy: '2026-12-15',
    })
    const { milestones } = await answer<{ milestones: { milestone: string; date: string }[] }>(home, [
      'show',
      'passport',
    ])
    expect(milestones).toContainEqual({ milestone: 'needed', date: '2026-12-15' })
    await said('edit', 'me', '--appointment', '')
    expect(
      (await answer<{ cards: { actBy: string }[] }>(home, ['status'])).cards.map(({ actBy }) => actBy),
    ).toEqual(['2026-12-31', '2026-12-31'])
  })
})

describe('edit says at once what is wrong with an appointment', () => {
  test.each([
    ['2026-12-16', /on Wed 16 Dec 2026, a holiday, when the office is closed.* open is Thu 17 Dec 2026/],
    ['2026-12-20', /on Sun 20 Dec 2026, a weekend, when the office is closed.* open is Mon 21 Dec 2026/],
    ['2026-11-01', /The appointment on Sun 1 Nov 2026 has passed/],
    [
      '2027-03-01',
      /expires before the appointment on Mon 1 Mar 2027. The last day to apply in time is Thu 31 Dec 2026/,
    ],
  ])('%s', async (day, text) => {
    await registration()
    expect(await said('edit', 'me', '--appointment', day)).toMatch(text)
    // Also when it was there before.
    expect(await said('edit', 'me', '--appointment', day)).toMatch(text)
    expect(await said('edit', 'me', '--note', 'x')).not.toMatch(/appointment on/)
    const { problems } = await answer<{ problems: { code: string; text: string }[] }>(home, [
      'edit',
      'me',
      '--appointment',
      day,
    ])
    expect(problems).toMatchObject([
      { code: expect.stringContaining('appointment'), text: expect.stringMatching(text) },
    ])
    expect(await said('plan', 'me')).toMatch(text)
  })

  test('and nothing where all is well', async () => {
    await registration()
    expect(await said('edit', 'me', '--appointment', '2026-12-15')).not.toMatch(/appointment (is )?on/)
  })
})

test('ticking off a paper names the document that it may be', async () => {
  const home = await homeWith(['me', '2027-01-01', '--holder', 'Li Na'], ['passport', '2027-03-27'])
  const { stdout } = await start(home, ['tick', 'me', 'passport', '--pages', '2'])
  expect(stdout).toContain(
    'Passport: if it is "passport" (valid until 27 Mar 2027): renew link me passport\n1 of 5 papers',
  )
  await start(home, ['link', 'me', 'passport'])
  expect((await start(home, ['tick', 'me', 'passport', '--pages', '3'])).stdout).not.toContain('renew link')
})
