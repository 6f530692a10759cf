import { DEFAULT_MILESTONES } from '../../cards/rules.ts'
import { failureIn } from '../../channels/channel.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { DEFAULT_REMIND_AT, readRemindAt } from '../../reminders/due.ts'
import { addressFault, maskedAddress } from '../../reminders/heartbeat-address.ts'
import { DEFAULT_GUIDE, type SettingValues } from '../../settings.ts'
import { paintFor } from '../../text/paint.ts'
import { printable } from '../../text/printable.ts'
import { renderSheet } from '../../text/sheet.ts'
import { renderTable } from '../../text/table.ts'
import { wrap } from '../../text/wrap.ts'
import { command } from '../command.ts'
import { changeSettings } from '../shared/changes.ts'
import { readZone } from '../shared/fields.ts'
import { findGuideId } from '../shared/find-guide.ts'
import { noteLastDay, readChoice, readLanguage, readMilestones } from '../shared/read-values.ts'

type Name = keyof SettingValues

const READERS: { [K in Name]: (text: string, ctx: Context) => SettingValues[K] | Promise<SettingValues[K]> } =
  {
    lang: readLanguage,
    guide: findGuideId,
    zone: (text, ctx) => readZone(text, { ctx }),
    milestones: (text, ctx) => {
      const milestones = readMilestones(text, ctx)
      noteLastDay(milestones, ctx)
      return milestones
    },
    remindAt: readRemindAt,
    heartbeat: readAddress,
    heartbeatFail: readAddress,
    heartbeatCa: readCertificates,
    color: (text, ctx) =>
      readChoice(text, { auto: ['color.auto'], always: ['color.always'], never: ['color.never'] }, ctx.words),
  }

const SETTING = { value: 'setting' } as const

export default command({
  example: 'renew config list',
  commands: {
    get: command({
      reads: true,
      args: { '<setting>': SETTING },
      json: true,
      example: 'renew config get lang',
      run: ({ args }, ctx) => get(args.setting, ctx),
    }),
    set: command({
      args: { '<setting>': SETTING, '<value>': { value: 'text' } },
      json: true,
      moreHelp: async ctx => settingsHelp(ctx),
      example: 'renew config set lang zh',
      run: ({ args }, ctx) => set(args.setting, args.value, ctx),
    }),
    unset: command({
      args: { '<setting>': SETTING },
      json: true,
      example: 'renew config unset zone',
      run: async ({ args }, ctx) => store('unset', await settingNamed(args.setting, ctx), null, ctx),
    }),
    list: command({ reads: true, json: true, example: 'renew config list', run: (_, ctx) => list(ctx) }),
    path: command({ reads: true, json: true, example: 'renew config path', run: (_, ctx) => paths(ctx) }),
    wipe: command({
      json: true,
      yes: true,
      example: 'renew backup before-wiping.json\nrenew config wipe',
      run: async (_, ctx) => (await import('./wipe.ts')).wipeAll(ctx),
    }),
  },
})

async function get(typed: string, ctx: Context): Promise<void> {
  const name = await settingNamed(typed, ctx)
  answer(name, ctx.settings.read().values[name], '', ctx)
}

function answer(name: Name, value: SettingValues[Name], before: string, ctx: Context): void {
  ctx.answer(
    () => ({ schema: 1, [name]: maskedValue(name, value) }),
    () => `${before}${shownSetting(name, value)}\n`,
  )
}

async function set(typed: string, value: string, ctx: Context): Promise<void> {
  const name = await settingNamed(typed, ctx)
  await store('set', name, value.trim() === '' ? null : await READERS[name](value.trim(), ctx), ctx)
}

async function store<K extends Name>(
  verb: 'set' | 'unset',
  name: K,
  value: SettingValues[K],
  ctx: Context,
): Promise<void> {
  await changeSettings(
    `config ${verb} ${name}`,
    settings => ({ ...settings, values: { ...settings.values, [name]: value } }),
    ctx,
  )
  const { noteTimerLacks } = await import('../shared/timers.ts')
  await noteTimerLacks(name, ctx)
  answer(name, value, `${name} = `, ctx)
}

const NAMES = Object.keys(READERS) as Name[]

function settingsHelp({ words, stdout }: Context): string {
  const widest = Math.max(...NAMES.map(name => name.length))
  const lines = NAMES.flatMap(name =>
    wrap(words(`setting.${name}.about`), stdout.width - widest - 4).map(
      (line, at) => `  ${(at === 0 ? name : '').padEnd(widest)}  ${line}`,
    ),
  )
  return `\n${words('config.help')}\n${lines.join('\n')}`
}

/** What applies where a setting is not set. */
const DEFAULTS: { [K in Name]?: (ctx: Context) => SettingValues[K] } = {
  lang: ctx => ctx.lang,
  guide: () => DEFAULT_GUIDE,
  zone: ctx => ctx.io.zoneName(),
  milestones: () => [...DEFAULT_MILESTONES],
  remindAt: () => DEFAULT_REMIND_AT,
  color: () => 'auto',
}

function list(ctx: Context): void {
  const { values } = ctx.settings.read()
  const { words } = ctx
  const shownValue = (name: Name): string => {
    const kept = values[name]
    if (kept !== null) return shownSetting(name, kept)
    const usual = DEFAULTS[name]?.(ctx)
    return usual ? words('config.default', { value: shownSetting(name, usual) }) : words('difference.not-set')
  }
  const valuesOf = (read: (name: Name) => unknown) =>
    Object.fromEntries(NAMES.map(name => [name, read(name)]))
  ctx.answer(
    () => ({
      schema: 1,
      settings: valuesOf(name => maskedValue(name, values[name])),
      defaults: valuesOf(name => DEFAULTS[name]?.(ctx) ?? null),
    }),
    to => {
      if (!to.isTTY) return NAMES.map(name => `${name} = ${shownValue(name)}\n`).join('')
      const paint = paintFor(to)
      const cells = NAMES.map(name => [
        { text: name, style: paint.bold },
        { text: shownValue(name), style: values[name] === null ? paint.dim : paint.plain },
        { text: words(`setting.${name}.about`), style: paint.dim },
      ])
      const columns = [
        { head: words('config.head.name') },
        { head: words('config.head.value'), least: 16, wraps: true },
        { head: words('config.head.about'), least: 16, wraps: true },
      ]
      return renderTable(columns, cells, to)
    },
  )
}

function paths(ctx: Context): void {
  const { settings, cards, ledger, guides, workdays, kept } = ctx.paths
  const named = { settings, cards, ledger, guides, workdays, kept }
  ctx.answer(
    () => ({ schema: 1, paths: named }),
    to => {
      const facts = Object.entries(named).map(([name, file]) => ({
        label: to.isTTY ? ctx.words(`config.path.${name as keyof typeof named}`) : name,
        says: [printable(file)],
      }))
      return renderSheet([facts], to)
    },
  )
}

async function settingNamed(typed: string, ctx: Context): Promise<Name> {
  if (Object.hasOwn(READERS, typed)) return typed as Name
  const shown = Object.fromEntries(NAMES.map(name => [name, [`setting.${name}`]])) as Record<
    Name,
    [`setting.${Name}`]
  >
  return readChoice(typed, shown, ctx.words).catch(() => {
    throw new RenewError('setting-unknown', { name: typed, known: NAMES })
  })
}

function readAddress(text: string): string {
  const why = addressFault(text)
  if (why) throw new RenewError('heartbeat-refused', { why })
  return text
}

async function readCertificates(text: string, ctx: Context): Promise<string> {
  const { certificatesIn } = await import('../../channels/authorities.ts')
  const file = ctx.fileAt(text)
  const error = failureIn(() => certificatesIn(file))
  if (error) throw new RenewError('certificates-refused', { error })
  return file
}

function maskedValue(name: Name, value: SettingValues[Name]): SettingValues[Name] {
  return (name === 'heartbeat' || name === 'heartbeatFail') && typeof value === 'string'
    ? maskedAddress(value)
    : value
}

function shownSetting(name: Name, kept: SettingValues[Name]): string {
  const value = maskedValue(name, kept)
  return value === null ? '–' : printable(Array.isArray(value) ? value.join(',') : value)
}
