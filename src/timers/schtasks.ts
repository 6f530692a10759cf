import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { refuseOtherHome } from './environment.ts'
import {
  askProgram,
  type EntryValues,
  hourlyTimes,
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
 * A task of Windows' Task Scheduler (§10). The tests check its text with `xmllint` and parse its command line as
 * Windows does; **it has not been run on Windows yet**. What a run prints is lost.
 */
export const schtasks: Timer = {
  minute: MINUTE,

  files: async () => [],

  unavailable: async world => otherPlatform('schtasks', 'win32', world),

  render: plan => [{ place: `${TASK}.xml`, text: renderTask(plan) }],

  async read(world) {
    if (world.platform !== 'win32') return null
    const shown = await askProgram(world, 'schtasks', '/Query', '/TN', TASK, '/XML')
    return shown.code === 0 ? entryOf(shown.stdout) : null
  },

  async install(plan, world) {
    const reason = await schtasks.unavailable(world)
    if (reason) throw reason
    const previous = await schtasks.read(world)
    if (previous) refuseOtherHome('schtasks', previous, plan, world)
    if (previous?.matches(plan)) return 'unchanged'
    const folder = await mkdtemp(join(world.env.TEMP || tmpdir(), 'renew-task-'))
    try {
      const file = join(folder, 'task.xml')
      await writeFile(file, toTaskFile(renderTask(plan)))
      await run(world, '/Create', '/TN', TASK, '/XML', file, '/F')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
    return previous ? 'updated' : 'installed'
  },

  async remove(world) {
    if ((await schtasks.read(world)) === null) return 'absent'
    await run(world, '/Delete', '/TN', TASK, '/F')
    return 'removed'
  },

  // A task gets the variables of a login.
  daemonEnv: async ({ env }) =>
    Object.fromEntries(
      Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    ),

  warnings: async () => ['while-logged-in', 'output-unseen'],
}

/** Windows returns the text in its own form, so `matches` compares what runs, not the text. */
function entryOf(text: string): TimerEntry {
  const values = readTask(text)
  const what = ({ node, script, env, times }: EntryValues) =>
    JSON.stringify([node, script, Object.entries(env).sort(), times])
  return {
    ...values,
    text,
    active: !/<Settings>.*<Enabled>false<.*<\/Settings>/s.test(text),
    next: null,
    matches: plan => what(values) === what({ ...plan, times: hourlyTimes(plan.minute ?? MINUTE) }),
  }
}

function run(world: TimerWorld, ...args: string[]): Promise<string> {
  return runTimerCommand('schtasks', ['schtasks', ...args], world)
}

export const TASK = 'renew-remind'

const TASK_SETTINGS = [
  '<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
  '<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
  '<StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
  '<AllowHardTerminate>true</AllowHardTerminate>',
  '<StartWhenAvailable>true</StartWhenAvailable>',
  '<RunOnlyIfNetworkAvailable>false</RunOnlyIfNetworkAvailable>',
  '<AllowStartOnDemand>true</AllowStartOnDemand>',
  '<Enabled>true</Enabled>',
  '<RunOnlyIfIdle>false</RunOnlyIfIdle>',
  '<WakeToRun>false</WakeToRun>',
  '<ExecutionTimeLimit>PT5M</ExecutionTimeLimit>',
  '<Priority>7</Priority>',
]

/**
 * Returns the task of a plan as text for `schtasks /XML` (task scheduler schema 1.2); {@link toTaskFile} makes the
 * bytes. A missed time is run later (`StartWhenAvailable`), also on battery; two runs do not overlap, and one that
 * hangs is ended. It runs as the user who installs it, while logged in; otherwise it would need a password.
 */
export function renderTask(plan: TimerPlan): string {
  return [
    '<?xml version="1.0" encoding="UTF-16"?>',
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    '    <Description>renew: look for reminders every hour</Description>',
    '  </RegistrationInfo>',
    '  <Triggers>',
    '    <TimeTrigger>',
    '      <Repetition><Interval>PT1H</Interval></Repetition>',
    `      <StartBoundary>2024-01-01T00:${String(plan.minute ?? MINUTE).padStart(2, '0')}:00</StartBoundary>`,
    '      <Enabled>true</Enabled>',
    '    </TimeTrigger>',
    '  </Triggers>',
    '  <Principals>',
    '    <Principal id="Author">',
    '      <LogonType>InteractiveToken</LogonType>',
    '      <RunLevel>LeastPrivilege</RunLevel>',
    '    </Principal>',
    '  </Principals>',
    '  <Settings>',
    ...TASK_SETTINGS.map(line => `    ${line}`),
    '  </Settings>',
    '  <Actions Context="Author">',
    '    <Exec>',
    `      <Command>${xmlText(plan.node)}</Command>`,
    `      <Arguments>${xmlText(argumentsOf(plan))}</Arguments>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\r\n')
}

/** Encodes a task as UTF-16LE with a byte order mark, the form that every Windows takes. */
export function toTaskFile(text: string): Buffer {
  return Buffer.from(`\ufeff${text}`, 'utf16le')
}

/**
 * A task cannot set variables, and cmd.exe cannot quote `%`, so node sets the variables and then loads the script as if
 * it had been started with it. Variables of Node itself (`NODE_EXTRA_CA_CERTS`) count only when it starts, so it starts
 * once more.
 */
function argumentsOf(plan: TimerPlan): string {
  const [env, script] = [literal(plan.env), literal(plan.script)]
  const begin = Object.keys(plan.env).some(name => name.startsWith('NODE_'))
    ? "process.exitCode=require('child_process').spawnSync(process.execPath,process.argv.slice(1),{stdio:'inherit',windowsHide:true}).status??1"
    : `require(${script})`
  const code = `Object.assign(process.env,${env});process.argv.splice(1,0,${script});${begin}`
  return ['-e', code, 'remind', '--scheduled'].map(quoteWindowsWord).join(' ')
}

/**
 * Writes a value as JavaScript in ASCII without `%` and `$`: schtasks shows other characters in the console's code
 * page, and the scheduler replaces `%NAME%` and `$(Arg0)`.
 */
function literal(value: unknown): string {
  return JSON.stringify(value).replace(/[^ -~]|[%$]/g, char => {
    return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Quotes a word for the C runtime of Windows, where backslashes escape only before a quote. */
function quoteWindowsWord(value: string): string {
  if (/^[A-Za-z0-9_-]+$/.test(value)) return value
  return `"${value.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`
}

/** Parses a task as Windows shows it, with its own order and further elements; reads only the elements we write. */
export function readTask(text: string): EntryValues {
  const isHourly = elementTexts(text, 'Interval').join() === 'PT1H'
  const times = elementTexts(text, 'StartBoundary').map(start =>
    isHourly ? `*:${start.slice(14, 16)}` : start.slice(11, 16),
  )
  const words = elementTexts(text, 'Arguments')[0] ?? ''
  const code = (/^-e "((?:[^"\\]|\\.)*)"/.exec(words)?.[1] ?? '').replace(
    /(\\*)\\"/g,
    (_, before: string) => {
      return `${before.slice(before.length / 2)}"`
    },
  )
  const parts =
    /^Object\.assign\(process\.env,(\{.*\})\);process\.argv\.splice\(1,0,(".*")\);(?:require\(|process\.exitCode=)/.exec(
      code,
    )
  const parse = (json: string | undefined) => (json === undefined ? null : JSON.parse(json))
  return {
    env: (parse(parts?.[1]) ?? {}) as Record<string, string>,
    node: elementTexts(text, 'Command')[0] ?? null,
    script: parse(parts?.[2]) as string | null,
    times,
  }
}
