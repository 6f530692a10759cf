import { homedir } from 'node:os'
import { readText, removeFile, replaceText } from './entry-files.ts'
import { refuseOtherHome, userEnv } from './environment.ts'
import {
  askProgram,
  type EntryValues,
  MINUTE,
  otherPlatform,
  runTimerCommand,
  type Timer,
  type TimerEntry,
  type TimerPlan,
  type TimerWorld,
} from './timer.ts'
import { elementTexts, xmlText } from './xml-text.ts'

/**
 * A launchd agent of the user (§10). The tests read its text with another program; **it has not been run on a Mac
 * yet**. What a run prints is lost.
 */
export const launchd: Timer = {
  minute: MINUTE,

  files: async world => [fileOf(world)],

  unavailable: async world => otherPlatform('launchd', 'darwin', world),

  render: (plan, world) => [{ place: fileOf(world), text: renderPlist(plan) }],

  async read(world) {
    if (world.platform !== 'darwin') return null
    const text = await readText(fileOf(world))
    return text === null ? null : entryOf(text, await isLoaded(world))
  },

  async install(plan, world) {
    const reason = await launchd.unavailable(world)
    if (reason) throw reason
    const file = fileOf(world)
    const previous = await readText(file)
    if (previous !== null) refuseOtherHome('launchd', entryOf(previous, null), plan, world)
    const text = renderPlist(plan)
    const loaded = await isLoaded(world)
    if (previous === text && loaded) return 'unchanged'
    await replaceText(file, text)
    // launchd uses the text it has read until the job is removed.
    if (loaded) await launchctl(world, 'bootout', target(world)).catch(() => {})
    try {
      await launchctl(world, 'bootstrap', domain(world), file)
    } catch (error) {
      await (previous === null ? removeFile(file) : replaceText(file, previous))
      if (previous !== null && loaded)
        await launchctl(world, 'bootstrap', domain(world), file).catch(() => {})
      throw error
    }
    return previous === null ? 'installed' : 'updated'
  },

  async remove(world) {
    if (world.platform !== 'darwin' || (await readText(fileOf(world))) === null) return 'absent'
    if (await isLoaded(world)) await launchctl(world, 'bootout', target(world))
    await removeFile(fileOf(world))
    return 'removed'
  },

  daemonEnv: async () => ({ ...userEnv(), PATH: '/usr/bin:/bin:/usr/sbin:/sbin', SHELL: '/bin/sh' }),

  warnings: async () => ['while-logged-in', 'output-unseen'],
}

function entryOf(text: string, active: boolean | null): TimerEntry {
  return { ...readPlist(text), text, active, next: null, matches: plan => text === renderPlist(plan) }
}

function fileOf({ env }: TimerWorld): string {
  return `${env.HOME || homedir()}/Library/LaunchAgents/${LABEL}.plist`
}

const domain = (world: TimerWorld): string => `gui/${world.uid ?? 501}`
const target = (world: TimerWorld): string => `${domain(world)}/${LABEL}`

async function isLoaded(world: TimerWorld): Promise<boolean> {
  return (await askProgram(world, 'launchctl', 'print', target(world))).code === 0
}

function launchctl(world: TimerWorld, ...args: string[]): Promise<string> {
  return runTimerCommand('launchd', ['launchctl', ...args], world)
}

export const LABEL = 'renew-reminder.remind'

/**
 * Returns the property list of a plan (launchd.plist(5)). A `StartCalendarInterval` with only a minute means every
 * hour. After sleep launchd runs a missed time, but not after the machine was off; so it also runs at login.
 */
export function renderPlist(plan: TimerPlan): string {
  const string = (value: string) => `<string>${xmlText(value)}</string>`
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<!-- written by "renew timer install", which writes it anew; do not edit -->',
    '<plist version="1.0">',
    '<dict>',
    `  <key>Label</key>${string(LABEL)}`,
    '  <key>ProgramArguments</key>',
    '  <array>',
    ...[plan.node, plan.script, 'remind', '--scheduled'].map(word => `    ${string(word)}`),
    '  </array>',
    '  <key>EnvironmentVariables</key>',
    '  <dict>',
    ...Object.entries(plan.env).map(([name, value]) => `    <key>${xmlText(name)}</key>${string(value)}`),
    '  </dict>',
    '  <key>StartCalendarInterval</key>',
    '  <dict>',
    `    <key>Minute</key><integer>${plan.minute ?? MINUTE}</integer>`,
    '  </dict>',
    '  <key>RunAtLoad</key><true/>',
    '  <key>ProcessType</key><string>Background</string>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n')
}

/** Parses the form that {@link renderPlist} writes; other forms leave the values empty. */
export function readPlist(text: string): EntryValues {
  const [node = null, script = null] = elementTexts(elementAfter(text, 'ProgramArguments', 'array'), 'string')
  const pairs = elementAfter(text, 'EnvironmentVariables', 'dict')
  const values = elementTexts(pairs, 'string')
  const env = Object.fromEntries(elementTexts(pairs, 'key').map((name, at) => [name, values[at] ?? '']))
  const numbersIn = (inside: string) => elementTexts(inside, 'integer').map(each => each.padStart(2, '0'))
  const hourly = numbersIn(elementAfter(text, 'StartCalendarInterval', 'dict'))
  // Earlier versions wrote hours and minutes.
  const numbers = numbersIn(elementAfter(text, 'StartCalendarInterval', 'array'))
  const times =
    hourly.length === 1
      ? [`*:${hourly[0]}`]
      : numbers.flatMap((hour, at) => (at % 2 === 0 ? [`${hour}:${numbers[at + 1]}`] : []))
  return { env, node, script, times }
}

function elementAfter(text: string, key: string, element: string): string {
  return new RegExp(`<key>${key}</key>\\s*<${element}>(.*?)</${element}>`, 's').exec(text)?.[1] ?? ''
}
