import type { Channel } from './channel.ts'

/** Every way a message travels: one file and one line each, loaded when used. */
export const CHANNELS = {
  terminal: async () => (await import('./terminal.ts')).terminal,
  desktop: async () => (await import('./desktop.ts')).desktop,
  command: async () => (await import('./command.ts')).command,
} satisfies Record<string, () => Promise<Channel>>

/** The kinds of channels, as `channel add` takes them. */
export type ChannelKind = keyof typeof CHANNELS

/** Whether a word is a kind of channel. */
export function isChannelKind(word: string): word is ChannelKind {
  return Object.hasOwn(CHANNELS, word)
}
