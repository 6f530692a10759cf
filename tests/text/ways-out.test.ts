import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { mailOf } from '../../src/channels/email-message.ts'
import { mailboxOf } from '../../src/channels/mail-address.ts'
import { composeMessages } from '../../src/reminders/compose.ts'
import { message } from '../channels/fixtures.ts'
import { reminderCard, reminderTextFor } from '../reminders/fixtures.ts'
import { en } from '../words.ts'
import { type Circumstances, newHome, renew } from '../world.ts'

/** Invisible and reordering characters that a name may contain; none of them belongs between Latin letters. */
const UNSEEN = [
  ...'\u00ad\u034f\u061c\u115f\u17b4\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069',
  ...'\u206a\u3164\ufe0f\ufeff\uffa0\ufff9\uffff',
  '\u{e0041}',
  '\u{e0100}',
]
const hostile = fc
  .array(fc.constantFrom('a', 'Z', '-', ...UNSEEN), { minLength: 1, maxLength: 12 })
  .map(characters => `me${characters.join('')}x`)

/** What no output may contain. Written without the program's own class, to test it. */
const RAW = /[^\P{Cc}\n\t]|\p{Cs}|[\u2028\u2029\ufff9-\ufffb\uffff]|\p{Default_Ignorable_Code_Point}/u

const TERMINAL: Circumstances = { terminal: { width: 70 } }

test('no screen, pipe, message or JSON gets a character that hides or reorders text', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async name => {
      const home = newHome()
      const out = async (argv: string[], how?: Circumstances): Promise<string> => {
        const { code, stdout, stderr } = await renew(home, argv, how)
        expect(code, stderr).toBe(0)
        expect(stdout, argv.join(' ')).not.toMatch(RAW)
        expect(stderr, argv.join(' ')).not.toMatch(RAW)
        return stdout
      }
      await out(['add', name, '--expires', '2026-11-28', '--holder', name, '--tags', name, '--note', name])
      for (const how of [undefined, TERMINAL]) {
        for (const command of ['status', 'list', 'next', 'agenda', 'plan']) await out([command], how)
        await out(['show', name], how)
        await out(['remind', '--dry-run'], how)
        await out(['export', '--format', 'ics'], TERMINAL)
        await out(['export', '--format', 'csv'], TERMINAL)
      }
      expect(JSON.parse(await out(['list', '--json']))).toMatchObject({ cards: [{ name }] })
      expect(JSON.parse(await out(['export', '--format', 'json']))).toMatchObject({ cards: [{ name }] })
      const { messages } = JSON.parse(await out(['remind', '--dry-run', '--json'])) as {
        messages: { title: string; text: string }[]
      }
      expect(messages).toHaveLength(1)
      for (const { text } of messages) expect(text).not.toMatch(RAW)
    }),
    { numRuns: 15 },
  )
})

test('no message, mail or calendar gets such a character from a card or a failure', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async name => {
      const due = reminderTextFor(reminderCard('2027-01-02', { name }), {
        holder: name,
        guideTitle: name,
        warnings: [name],
        receipt: name,
        appointment: { date: '2027-01-02', time: null, place: name },
        papers: { ready: 0, needed: 1, missing: [name], bring: [name] },
        next: { code: 'start', text: name, by: null },
      })
      const owed = { card: 'a', expires: '2026-12-31', milestone: '0d', date: '2026-12-31', channel: 'm' }
      const [composed] = composeMessages([{ owed, due }], [{ code: 'store', values: { reason: name } }], {
        channel: 'm',
        limit: null,
        lang: 'en',
        words: en,
        hash: String,
        ownToday: '2026-12-31',
      })
      expect(composed!.title).not.toMatch(RAW)
      expect(composed!.text).not.toMatch(RAW)
      const box = mailboxOf(`"${name}" <me@example.org>`) ?? { name: '', address: 'me@example.org' }
      expect(box.name).not.toMatch(RAW)
      const { subject, to } = await PostalMime.parse(await mailOf(message({ title: name }), box, [box]))
      expect(subject).not.toMatch(RAW)
      expect(to?.[0]?.name).not.toMatch(RAW)
    }),
    { numRuns: 100 },
  )
})

test('an exported table keeps names exactly; an exported calendar has them escaped', async () => {
  const home = newHome()
  const name = 'me\u200b2\u00ad'
  await renew(home, ['add', name, '--expires', '2026-12-31'])
  for (const file of ['cards.csv', 'cards.ics']) {
    await renew(home, ['export', path.join(home, file)])
  }
  expect(readFileSync(path.join(home, 'cards.csv'), 'utf8')).toContain(name)
  const calendar = readFileSync(path.join(home, 'cards.ics'), 'utf8')
  expect(calendar).toContain('me\\\\u200b2\\\\xad')
  expect(calendar.replaceAll('\r\n', '\n')).not.toMatch(RAW)
})
