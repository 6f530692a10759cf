import type { ChannelWorld, Message } from '../../src/channels/channel.ts'
import { realIo } from '../../src/io/real-io.ts'

/** The real world as a channel gets it, with some of it set for the test. */
export function world(changes: Partial<ChannelWorld> = {}): ChannelWorld {
  const io = realIo('/nowhere/renew.js')
  return {
    env: io.env,
    platform: io.platform,
    uid: io.uid,
    stdout: { isTTY: false, width: 80, height: null, color: 0 },
    out: () => {},
    run: io.run,
    http: io.http,
    now: io.now,
    signal: AbortSignal.timeout(10_000),
    ...changes,
  }
}

/** A message about one card on its last day. */
export function message(changes: Partial<Message> = {}): Message {
  return {
    id: '0123456789abcdef',
    channel: 'mine',
    lang: 'en',
    title: 'me: today is the last valid day',
    text: 'me (Registration card)\nToday is the last valid day: Thu 31 Dec 2026.',
    urgent: true,
    reminders: [
      {
        card: 'aaaa',
        name: 'me',
        holder: 'Li Wei',
        expires: '2026-12-31',
        milestone: '0d',
        date: '2026-12-31',
        id: 'fedcba9876543210',
        stage: 'last-day',
        daysLeft: 0,
        next: { code: 'act-today', text: 'Act today', by: '2026-12-31' },
      },
    ],
    ...changes,
  }
}
