import { expect, test } from 'vitest'
import { addressOf } from '../../src/channels/address-of.ts'
import { CHANNELS } from '../../src/channels/index.ts'
import { SERVICES } from './services.ts'

/** Pairs of settings that reach the same recipient. */
const SAME: [string, Record<string, string>, Record<string, string>][] = [
  ['terminal', {}, {}],
  ['desktop', {}, {}],
  [
    'email',
    { to: 'Ann <ann@x.org>, b@x.org', host: 'a', password: '1' },
    { to: 'b@x.org，ANN@x.org', host: 'b' },
  ],
  [
    'ntfy',
    { topic: 'a', token: 'one' },
    { topic: 'a', server: 'https://ntfy.sh/', user: 'u', password: 'p' },
  ],
  ['telegram', { token: '1:a', chat: '@Team' }, { token: '2:b', chat: '@team', server: 'https://bots.lan' }],
  ['wecom', { url: 'aaaa-bbbb-cccc-dddd' }, { url: 'https://qyapi.weixin.qq.com/x?key=aaaa-bbbb-cccc-dddd' }],
  ['dingtalk', { url: 'https://d.cn/?access_token=1', secret: 'a' }, { url: 'https://d.cn/?access_token=1' }],
  ['feishu', { url: 'https://f.cn/hook/1', secret: 'a' }, { url: 'https://F.cn/hook/1/', keyword: 'b' }],
  ['serverchan', { key: 'sctp12tAAA' }, { key: 'sctp12tBBB' }],
  ['bark', { key: 'abc', ca: '/a' }, { key: 'abc', server: 'https://api.day.app/' }],
  ['gotify', { server: 'https://g.org', token: 'a' }, { server: 'https://g.org/', token: 'a', ca: '/a' }],
  [
    'webhook',
    { url: 'https://x.org/in', secret: 'a' },
    { url: 'https://X.org/in', header: 'a: b', limit: '9' },
  ],
  ['slack', { url: 'https://s.com/T/B/x' }, { url: 'https://s.com/T/B/x', ca: '/a' }],
  ['discord', { url: 'https://d.com/1/x' }, { url: 'https://d.com/1/x', ca: '/a' }],
  ['teams', { url: 'https://t.com/w/1?v=1&sig=a' }, { url: 'https://t.com/w/1?v=1&sig=b' }],
  ['apprise', { urls: 'tgram://a/1', tag: 'x' }, { urls: 'tgram://a/1', tag: 'x', run: '/usr/bin/apprise' }],
  ['command', { run: '/bin/a', args: 'x' }, { run: '/bin/a', args: 'x', timeout: '5' }],
]

test.each(SAME)('%s: what only permits sending is not part of the recipient', (kind, one, other) => {
  expect(addressOf(kind, one)).toBe(addressOf(kind, other))
})

/** Pairs of settings that reach different recipients. */
const OTHER: [string, Record<string, string>, Record<string, string>][] = [
  ['email', { to: 'ann@x.org' }, { to: 'ann@y.org' }],
  ['email', { to: 'ann@x.org' }, { to: 'ann@x.org, b@x.org' }],
  ['ntfy', { topic: 'typo' }, { topic: 'right' }],
  ['ntfy', { topic: 'a' }, { topic: 'a', server: 'https://ntfy.lan' }],
  ['telegram', { chat: '1' }, { chat: '-1' }],
  ['telegram', { chat: '1' }, { chat: '1', topic: '7' }],
  ['wecom', { url: 'https://w.cn/?key=a' }, { url: 'https://w.cn/?key=b' }],
  ['dingtalk', { url: 'https://d.cn/?access_token=1' }, { url: 'https://d.cn/?access_token=2' }],
  ['feishu', { url: 'https://f.cn/hook/1' }, { url: 'https://f.cn/hook/2' }],
  ['serverchan', { key: 'SCT1TA' }, { key: 'SCT2TA' }],
  ['bark', { key: 'a' }, { key: 'b' }],
  ['gotify', { server: 'https://g.org', token: 'a' }, { server: 'https://g.org', token: 'b' }],
  ['webhook', { url: 'https://x.org/a' }, { url: 'https://x.org/b' }],
  ['webhook', { url: 'https://x.org/?to=a' }, { url: 'https://x.org/?to=b' }],
  ['slack', { url: 'https://s.com/a' }, { url: 'https://s.com/b' }],
  ['discord', { url: 'https://d.com/1/x' }, { url: 'https://d.com/1/x?thread_id=2' }],
  ['teams', { url: 'https://t.com/w/1?sig=a' }, { url: 'https://t.com/w/2?sig=a' }],
  ['apprise', { urls: 'tgram://a/1' }, { urls: 'tgram://a/2' }],
  ['apprise', { config: '/a.yml', tag: 'x' }, { config: '/a.yml', tag: 'y' }],
  ['command', { run: '/bin/a', args: 'x' }, { run: '/bin/a', args: 'y' }],
  ['webhook', { url: 'env:A' }, { url: 'env:B' }],
]

test.each(OTHER)('%s: a corrected address is another recipient', (kind, one, other) => {
  expect(addressOf(kind, one)).not.toBe(addressOf(kind, other))
})

test('every kind has a recipient of its own kind, and knows what it is', () => {
  for (const kind of Object.keys(CHANNELS)) {
    const settings = SERVICES[kind]?.settings ?? {}
    expect(addressOf(kind, settings)).not.toBe(addressOf('other', settings))
    // An unknown setting is not part of it: the kind is in the table.
    expect(addressOf(kind, { ...settings, unknown: '1' }), kind).toBe(addressOf(kind, settings))
  }
  expect(addressOf('of-a-newer-renew', { a: '1' })).not.toBe(addressOf('of-a-newer-renew', { a: '2' }))
})
