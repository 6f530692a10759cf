import type { ChannelWorld } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'

/** What channels get of the world; with --json the answer has stdout to itself. */
export function channelWorld(ctx: Context): Omit<ChannelWorld, 'signal'> {
  const { env, platform, uid, run, fetch, now, stdout } = ctx.io
  const out = (text: string) => (ctx.json ? ctx.io.err(text) : ctx.io.out(text))
  return { env, platform, uid, stdout, out, run, fetch, now }
}
