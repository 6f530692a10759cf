import { shownSettings } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { inLanguage } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { Texts } from '../../messages/format.ts'
import { maskedAddress } from '../../reminders/heartbeat-address.ts'
import type { ChangedPart, ChannelSettings, SettingValues } from '../../settings.ts'
import { printable } from '../../text/printable.ts'
import { type ChangedValue, valueLine } from './difference.ts'
import { languageName, milestonesInWords } from './guide-words.ts'

export interface PartDifference extends Pick<ChangedPart, 'of' | 'name'> {
  before: unknown
  after: unknown
}

/** Returns what changed in settings and channels, in words and without secrets. */
export async function settingsDifference(
  parts: readonly PartDifference[],
  ctx: Context,
): Promise<(to: Surface) => string> {
  const lines = (await Promise.all(parts.map(part => partLines(part, ctx)))).flat()
  return to =>
    lines
      .map(line => (typeof line === 'string' ? line : valueLine(line, line.owner, ctx.words, to)))
      .map(line => `  ${line}\n`)
      .join('')
}

type Line = string | (ChangedValue & { owner: string | null })

async function partLines({ of, name, before, after }: PartDifference, ctx: Context): Promise<Line[]> {
  if (of === 'channels') return channelLines(name, before as Channel, after as Channel, ctx)
  const setting = name as keyof SettingValues
  const label = Object.hasOwn(ctx.words.texts, `setting.${name}`) ? ctx.words(`setting.${setting}`) : name
  const [was, is] = await Promise.all([
    settingInWords(setting, before, ctx),
    settingInWords(setting, after, ctx),
  ])
  return [{ label, before: was, after: is, owner: null }]
}

type Channel = ChannelSettings | null

async function channelLines(name: string, before: Channel, after: Channel, ctx: Context): Promise<Line[]> {
  const { words, lang } = ctx
  const kind = printable((after ?? before)!.kind)
  if (!before) return [`+ ${words('difference.channel-added', { name: printable(name), kind })}`]
  if (!after) return [`- ${words('difference.channel-removed', { name: printable(name), kind })}`]
  const owner = words('difference.channel', { name: printable(name) })
  const [was, is] = await Promise.all([shownSettings(before), shownSettings(after)])
  const texts: Texts = words.texts
  const lines = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter(key => before.settings[key] !== after.settings[key])
    .map(key => ({
      label: texts[`channel.setting.${key}`] ?? key,
      before: was[key] ?? null,
      after: is[key] ?? null,
      owner,
    }))
  const [old, now] = [before.lang, after.lang].map(code => (code === null ? null : languageName(code, lang)))
  return old === now
    ? lines
    : [...lines, { label: words('show.lang'), before: old ?? null, after: now ?? null, owner }]
}

/** null when it is not set. Heartbeat addresses are secrets. */
async function settingInWords(
  name: keyof SettingValues,
  value: unknown,
  ctx: Context,
): Promise<string | null> {
  const { words, lang } = ctx
  if (value === null || value === undefined) return null
  if (name === 'milestones' && Array.isArray(value)) return milestonesInWords(value.map(String), words)
  const text = String(value)
  switch (name) {
    case 'lang':
      return languageName(text, lang)
    case 'guide': {
      const { guide } = await ctx.guides.find(text)
      return printable(guide ? inLanguage(guide.title, lang) : text)
    }
    case 'heartbeat':
    case 'heartbeatFail':
      return maskedAddress(text)
    case 'color': {
      const known = (['auto', 'always', 'never'] as const).find(choice => choice === text)
      return known ? words(`color.${known}`) : printable(text)
    }
    default:
      return printable(text)
  }
}
