import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CalendarCard } from '../../src/calendar/calendar-text.ts'
import { DeliveryError, type Message } from '../../src/channels/channel.ts'
import { openChannel } from '../../src/channels/open-channel.ts'
import { inWords } from '../failures.ts'
import { message, world } from './fixtures.ts'
import { type RealMailServer, SERVERS } from './real-mail-server.ts'

const CARD: CalendarCard = {
  card: 'aaaa',
  cycle: 0,
  sequence: 0,
  stamp: '2026-12-01T12:00:00+05:00',
  name: 'me',
  holder: null,
  kind: 'Registration card',
  expires: '2026-12-31',
  opens: '2026-11-30',
  fileBy: '2026-12-31',
  milestones: ['2026-11-30', '2026-12-31'],
}

for (const [name, { obstacle, start }] of Object.entries(SERVERS)) {
  describe.skipIf(obstacle)(`${name}${obstacle ? ` (skipped: ${obstacle})` : ''}`, () => {
    let server: RealMailServer
    beforeAll(async () => {
      server = await start()
    })
    afterAll(() => server?.stop())

    async function send(to: string, has = new Set<string>(), what: Message = message()): Promise<string> {
      const settings = {
        to,
        from: '"Lee, Ann" <renew@example.org>',
        host: '127.0.0.1',
        port: String(server.port),
        tls: 'starttls',
        ca: server.ca,
      }
      const outlet = await openChannel('mail', { kind: 'email', lang: null, settings }, world())
      const sent = outlet.send(what, AbortSignal.timeout(20_000), has)
      return sent.then(
        () => 'delivered',
        (error: unknown) => {
          expect(error).toBeInstanceOf(DeliveryError)
          const { outcome, tooLarge } = (error as DeliveryError).details
          return `${outcome}${tooLarge ? ' tooLarge' : ''}: ${inWords(error)}`
        },
      )
    }
    const timesOf = (address: string) => server.delivered().filter(one => one === address).length

    test('delivers over STARTTLS, with a subject in any script', async () => {
      expect(await send('anna@example.org', undefined, message({ title: '王: last day' }))).toBe('delivered')
      await expect.poll(() => timesOf('anna@example.org'), { timeout: 10_000 }).toBe(1)
      expect(server.text()).toContain('Subject: =?UTF-8?')
    })

    test('takes two readers at a time: each of three has the mail once', async () => {
      const [to, has] = ['a@example.org, b@example.org, c@example.org', new Set<string>()]
      expect(await send(to, has)).toBe('delivered')
      expect([...has]).toEqual(['a@example.org', 'b@example.org', 'c@example.org'])
      const all = () => ['a', 'b', 'c'].map(box => timesOf(`${box}@example.org`))
      await expect.poll(all, { timeout: 10_000 }).toEqual([1, 1, 1])
    })

    test('greylists, and takes the mail later', async () => {
      server.setGrey(true)
      expect(await send('grey@example.org')).toMatch(/^busy: .*4(50|51) 4\.7\.1/)
      server.setGrey(false)
      expect(await send('grey@example.org')).toBe('delivered')
      await expect.poll(() => timesOf('grey@example.org'), { timeout: 10_000 }).toBe(1)
    })

    test('limits the size: the calendar is left out, and a text that is too large is not sent', async () => {
      const calendar = Array.from({ length: 60 }, (_, index) => ({ ...CARD, card: `card${index}` }))
      expect(await send('size@example.org', undefined, message({ calendar }))).toBe('delivered')
      await expect.poll(() => timesOf('size@example.org'), { timeout: 10_000 }).toBe(1)
      expect(server.text()).not.toContain('text/calendar')
      const text = 'a line of a long list of documents\n'.repeat(1000)
      expect(await send('size@example.org', undefined, message({ text }))).toMatch(
        /^refused tooLarge: .*20000/,
      )
    })

    test('takes an address in letters of any script', async () => {
      expect(await send('王小明@例子.example')).toBe('delivered')
      await expect.poll(() => server.text(), { timeout: 10_000 }).toContain('王小明@')
    })
  })
}
