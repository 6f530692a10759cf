import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import type { Choice } from './choice-list.ts'

/** Returns the kinds of channels, each with what it is. */
export function kindChoices({ words }: Pick<Context, 'words'>): Choice<string>[] {
  return (Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]).map(kind => ({
    value: kind,
    label: kind,
    hint: words(`channel.kind.${kind}`),
  }))
}

/** Kinds that need no server of one's own, the easiest first. */
const EASY = ['desktop', 'ntfy', 'telegram', 'email']

/** Returns the kinds that can work on this machine, the easy ones first: no desktop without a session. */
export async function kindsHere(ctx: Context): Promise<Choice<string>[]> {
  const [{ channelObstacle }, { channelWorld }] = await Promise.all([
    import('../../channels/open-channel.ts'),
    import('./channels.ts'),
  ])
  const desktop = { kind: 'desktop', lang: null, settings: {} }
  const hasDesktop = (await channelObstacle(desktop, channelWorld(ctx))) === null
  const rank = ({ value }: Choice<string>) => (EASY.includes(value) ? EASY.indexOf(value) : EASY.length)
  return kindChoices(ctx)
    .filter(({ value }) => value !== 'desktop' || hasDesktop)
    .sort((a, b) => rank(a) - rank(b))
}
