import { CHANNELS } from '../../channels/index.ts'
import type { Context } from '../../context.ts'
import type { Choice } from './choice-list.ts'

/** Returns the kinds of channels, each with what it is. */
export function kindChoices({ words }: Context): Choice<string>[] {
  return (Object.keys(CHANNELS) as (keyof typeof CHANNELS)[]).map(kind => ({
    value: kind,
    label: kind,
    hint: words(`channel.kind.${kind}`),
  }))
}
