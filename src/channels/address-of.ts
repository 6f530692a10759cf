// status loads this
import { domainToASCII } from 'node:url'
import { targetsIn } from './apprise-targets.ts'
import type { Values } from './channel.ts'
import type { ChannelKind } from './index.ts'

/** What identifies the recipient, by the kind of channel. A token that only permits sending is not part of it. */
const RECIPIENTS = {
  terminal: () => '',
  desktop: () => '',
  command: ({ run, args }) => [run, args],
  email: ({ to = '' }) => mailAddresses(to),
  webhook: ({ url }) => address(url),
  ntfy: ({ topic, server }) => [address(server ?? 'https://ntfy.sh'), topic],
  telegram: ({ chat = '', topic }) => [chat.toLowerCase(), topic],
  wecom: ({ url = '' }) => /[?&]key=([\w-]+)/.exec(url)?.[1] ?? url,
  dingtalk: ({ url }) => address(url),
  feishu: ({ url }) => address(url),
  // Keys of version 3 contain the user's number.
  serverchan: ({ key = '' }) => /^sctp(\d+)t/.exec(key)?.[1] ?? key,
  bark: ({ key, server }) => [address(server ?? 'https://api.day.app'), key],
  gotify: ({ server, token }) => [address(server), token],
  slack: ({ url }) => address(url),
  discord: ({ url }) => address(url),
  // `sig` is the key to the workflow that the path names.
  teams: ({ url }) => address(url, ['sig']),
  apprise: ({ url, urls, config, tag }) => [address(url), urls, config, tag],
} satisfies Record<ChannelKind, (settings: Values) => unknown>

/**
 * Returns what identifies the recipient of a channel: two channels with the same one reach the same people (§8). It may
 * contain secrets, so only its hash may be stored. A secret that is kept elsewhere counts as its reference.
 * @param settings as they are stored
 */
export function addressOf(kind: string, settings: Values): string {
  const recipient = Object.hasOwn(RECIPIENTS, kind) ? RECIPIENTS[kind as ChannelKind](settings) : settings
  return JSON.stringify([kind, recipient])
}

/**
 * Returns the addresses of the readers, as `Recipients` has them, where the service tells them apart; empty where it
 * does not, or where they are kept elsewhere.
 */
export function readersOf(kind: string, { to = '', urls = '' }: Values): string[] {
  if (kind === 'email') return mailAddresses(to).map(withAsciiDomain)
  return kind === 'apprise' && urls.includes('://') ? targetsIn(urls) : []
}

function withAsciiDomain(address: string): string {
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1)
  return `${address.slice(0, at + 1)}${domainToASCII(domain) || domain}`
}

function address(text = '', left: readonly string[] = []): string {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  for (const name of left) url.searchParams.delete(name)
  url.hash = ''
  return url.href.replace(/\/+$/, '')
}

function mailAddresses(list: string): string[] {
  const found = list.match(/[^\s<>,;，、；"]+@[^\s<>,;，、；"]+/gu) ?? [list]
  return [...new Set(found.map(one => one.toLowerCase()))].sort()
}
