import type { TimerPlan } from './timer.ts'
import { elementTexts, type FlatElement, xmlText } from './xml-text.ts'

/** The name launchd knows the job by; the file is called so too. */
export const LABEL = 'renew-reminder.remind'

/**
 * The property list of a plan (launchd.plist(5)): a `StartCalendarInterval` for each time, always with its minute, as a
 * missing one would mean every minute of the hour. A time slept through is made up for at waking.
 */
export function renderPlist(plan: TimerPlan): string {
  const string = (value: string) => `<string>${xmlText(value)}</string>`
  const interval = (time: string) => {
    const [hour, minute] = time.split(':').map(Number)
    return `    <dict><key>Hour</key><integer>${hour}</integer><key>Minute</key><integer>${minute}</integer></dict>`
  }
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
    '  <array>',
    ...plan.times.map(interval),
    '  </array>',
    '  <key>ProcessType</key><string>Background</string>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n')
}

/** What a property list of ours would run. */
export interface PlistEntry {
  env: Record<string, string>
  node: string | null
  script: string | null
  times: string[]
}

/** Reads the text back, in the form {@link renderPlist} writes; what was rewritten in another form stays unknown. */
export function readPlist(text: string): PlistEntry {
  const [node = null, script = null] = elementTexts(after(text, 'ProgramArguments', 'array'), 'string')
  const pairs: FlatElement = after(text, 'EnvironmentVariables', 'dict')
  const values = elementTexts(pairs, 'string')
  const env = Object.fromEntries(elementTexts(pairs, 'key').map((name, at) => [name, values[at] ?? '']))
  const numbers = elementTexts(after(text, 'StartCalendarInterval', 'array'), 'integer').map(each =>
    each.padStart(2, '0'),
  )
  const times = numbers.flatMap((hour, at) => (at % 2 === 0 ? [`${hour}:${numbers[at + 1]}`] : []))
  return { env, node, script, times }
}

/** The inside of the element that follows a key. */
function after(text: string, key: string, element: string): string {
  return new RegExp(`<key>${key}</key>\\s*<${element}>(.*?)</${element}>`, 's').exec(text)?.[1] ?? ''
}
