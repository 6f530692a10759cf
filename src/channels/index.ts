import type { Channel } from './channel.ts'

export const CHANNELS = {
  terminal: async () => (await import('./terminal.ts')).terminal,
  desktop: async () => (await import('./desktop.ts')).desktop,
  command: async () => (await import('./command.ts')).command,
  email: async () => (await import('./email.ts')).email,
  webhook: async () => (await import('./webhook.ts')).webhook,
  ntfy: async () => (await import('./ntfy.ts')).ntfy,
  telegram: async () => (await import('./telegram.ts')).telegram,
  wecom: async () => (await import('./wecom.ts')).wecom,
  dingtalk: async () => (await import('./dingtalk.ts')).dingtalk,
  feishu: async () => (await import('./feishu.ts')).feishu,
  serverchan: async () => (await import('./serverchan.ts')).serverchan,
  bark: async () => (await import('./bark.ts')).bark,
  gotify: async () => (await import('./gotify.ts')).gotify,
  slack: async () => (await import('./slack.ts')).slack,
  discord: async () => (await import('./discord.ts')).discord,
  teams: async () => (await import('./teams.ts')).teams,
  apprise: async () => (await import('./apprise.ts')).apprise,
} satisfies Record<string, () => Promise<Channel>>

export type ChannelKind = keyof typeof CHANNELS

/** Returns the settings that some kinds have, all kinds when left out. */
export async function settingNames(
  kinds = Object.keys(CHANNELS) as readonly ChannelKind[],
): Promise<Set<string>> {
  const channels: Channel[] = await Promise.all(kinds.map(kind => CHANNELS[kind]()))
  return new Set(channels.flatMap(({ settings }) => settings.map(({ name }) => name)))
}

/** Whether a word is a kind of channel. */
export function isChannelKind(word: string): word is ChannelKind {
  return Object.hasOwn(CHANNELS, word)
}
