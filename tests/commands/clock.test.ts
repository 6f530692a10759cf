import { expect, test } from 'vitest'
import { addDays } from '../../src/dates/civil-date.ts'
import { answer, newHome, renew } from '../world.ts'

const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })

/** The milestones that a run of a day sends. */
async function sentOn(home: string, day: string): Promise<string[]> {
  const { delivered } = await answer<{ delivered: { milestone: string; date: string }[] }>(
    home,
    ['remind'],
    at(day),
  )
  return delivered.map(({ milestone, date }) => `${milestone} ${date}`)
}

// A clock that is one day ahead cannot be distinguished from a run of the next day; what it sent is not sent again.
test.each([
  [1, 'is not repeated'],
  [5, 'is sent again on its day'],
  [8, 'is sent again on its day'],
  [400, 'is sent again on its day'],
])(
  'a clock %i days ahead for one run silences none of the days it skipped, and what it sent early %s',
  async (ahead, what) => {
    const home = newHome()
    const first = '2027-03-01'
    await renew(
      home,
      ['add', 'me', '--expires', '2027-03-01', '--guide', 'generic', '--zone', 'Asia/Almaty'],
      at('2027-02-01'),
    )
    await sentOn(home, first)
    const [early] = await sentOn(home, addDays(first, ahead))
    const sent: string[] = []
    for (let day = 1; day <= 12; day++) sent.push(...(await sentOn(home, addDays(first, day))))
    const all = Array.from({ length: 12 }, (_, n) => `+${n + 1}d ${addDays(first, n + 1)}`)
    expect(sent).toEqual(what === 'is not repeated' ? all.filter(one => one !== early) : all)
  },
)

test('what a wrong clock wrote is reported, by remind and by status', async () => {
  const home = newHome()
  await renew(
    home,
    ['add', 'me', '--expires', '2027-03-04', '--guide', 'generic', '--zone', 'Asia/Almaty'],
    at('2027-03-01'),
  )
  await sentOn(home, '2027-03-06')
  const run = await renew(home, ['remind'], at('2027-03-02'))
  expect(run.stdout + run.stderr).toContain('1 entry of the delivery log has a date that is after today')
  const { stderr } = await renew(home, ['status'], at('2027-03-02'))
  expect(stderr).toContain('1 reminder was recorded by a clock that was ahead')
  expect((await renew(home, ['status'], at('2027-03-06'))).stderr).not.toContain('recorded by a clock')
})

test('an acknowledgement by a clock that was ahead silences none of the days before', async () => {
  const home = newHome()
  await renew(
    home,
    ['add', 'me', '--expires', '2027-03-01', '--guide', 'generic', '--zone', 'Asia/Almaty'],
    at('2027-02-01'),
  )
  await renew(home, ['ack', 'me'], at('2027-03-09'))
  const sent: string[] = []
  for (let day = 2; day <= 10; day++) sent.push(...(await sentOn(home, addDays('2027-03-01', day))))
  expect(sent).toEqual([2, 3, 4, 5, 6, 7].map(n => `+${n}d ${addDays('2027-03-01', n)}`))
})
