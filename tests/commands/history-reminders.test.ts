import { expect, test } from 'vitest'
import { answer, newHome, renew } from '../world.ts'

const at = (day: string) => ({ now: `${day}T12:00:00+05:00` })

/** A home whose card was reminded of twice, through two channels. */
async function homeReminded(): Promise<string> {
  const home = newHome()
  const words = ['add', 'me', '--expires', '2026-12-31', '--guide', 'generic', '--zone', 'Asia/Almaty']
  await renew(home, words, at('2026-12-01'))
  for (const name of ['phone', 'mail'])
    await renew(home, ['channel', 'add', 'command', '--run', '/bin/true', '--name', name, '--no-test'])
  for (const day of ['2026-12-01', '2026-12-17']) await renew(home, ['remind'], at(day))
  return home
}

test('history --reminders lists what was sent, with its channels', async () => {
  const home = await homeReminded()
  expect((await renew(home, ['history', '--reminders'], { terminal: { width: 80 } })).stdout).toMatch(
    /^ *sent +document +reminder +channels\n.*17 Dec 2026.* me +14 days.* mail, phone\n.*1 Dec 2026.* me .* mail, phone\n$/,
  )
  expect(
    (await renew(home, ['history', 'me', '--reminders', '--lang', 'zh'], { terminal: { width: 80 } })).stdout,
  ).toContain('通知渠道')
  const { reminders } = await answer<{ reminders: object[] }>(home, ['history', '--reminders'])
  expect(reminders).toHaveLength(4)
  expect(reminders[0]).toEqual({
    card: expect.any(String),
    name: 'me',
    expires: '2026-12-31',
    milestone: 'lead',
    date: '2026-11-30',
    channel: expect.stringMatching(/phone|mail/),
    id: expect.any(String),
    at: expect.stringContaining('2026-12-01T'),
  })
})

test('history --reminders names a removed card as such, and says when nothing was sent', async () => {
  const home = await homeReminded()
  await renew(home, ['remove', 'me', '--yes'])
  expect((await renew(home, ['history', '--reminders'], { terminal: { width: 80 } })).stdout).toContain(
    '(removed)',
  )
  const empty = newHome()
  await renew(empty, ['add', 'me', '--expires', '2026-12-31'])
  expect((await renew(empty, ['history', '--reminders'], { terminal: { width: 80 } })).stdout).toContain(
    'No reminder has been sent yet.',
  )
})
