import { existsSync } from 'node:fs'
import { type Failure, failure } from '../failure.ts'
import type { ProgramResult } from '../io/io.ts'
import { printable } from '../text/printable.ts'
import {
  type Channel,
  type ChannelWorld,
  channelError,
  DeliveryError,
  failureIn,
  type Message,
} from './channel.ts'
import { excerpt, plainText, withoutMarkup } from './message-text.ts'
import { findProgram, wasStopped } from './programs.ts'

/** Shows a desktop notification through the system's own program, without a shell. */
export const desktop: Channel = {
  settings: [],
  // About ten lines, which common desktops show.
  limit: { unit: 'characters', size: 600 },
  glance: true,
  async send(message, _settings, world) {
    const title = printable(message.title)
    const { file, args, env } = notifierOf({ ...message, title, text: plainText(message.text) }, world)
    const done = await world.run(file, args, { env, signal: world.signal })
    if (done.code === 0) return
    throw new DeliveryError(
      notifierFailure(file, done),
      wasStopped(done) ? { outcome: 'no-answer' } : { ofChannel: true },
    )
  },
  obstacle: (_settings, world) =>
    failureIn(() => {
      const { file } = notifierOf({ title: '', text: '', urgent: false }, world)
      if (!findProgram(file, world.env))
        throw channelError(failure('program-not-on-path', { program: file, path: world.env.PATH ?? '' }))
    }),
}

type NotificationText = Pick<Message, 'title' | 'text' | 'urgent'>
type World = Omit<ChannelWorld, 'signal'>

interface Notifier {
  file: string
  args: string[]
  env: Record<string, string>
}

function notifierOf(message: NotificationText, world: World): Notifier {
  if (world.platform === 'darwin') return macNotifier(message)
  if (world.platform === 'win32') return windowsNotifier(message, world)
  return freedesktopNotifier(message, world)
}

/** Uses libnotify's program, which reads markup and backslash escapes in the body, so both are escaped. */
function freedesktopNotifier({ title, text, urgent }: NotificationText, world: World): Notifier {
  const body = withoutMarkup(text.replaceAll('\\', '\\\\'))
  return {
    file: 'notify-send',
    args: ['--app-name=renew', `--urgency=${urgent ? 'critical' : 'normal'}`, '--', title, body],
    env: { DBUS_SESSION_BUS_ADDRESS: sessionBus(world) },
  }
}

/** Cron does not set the variable of the session bus, but under systemd the bus has a fixed place. */
function sessionBus({ env, uid }: World): string {
  if (env.DBUS_SESSION_BUS_ADDRESS) return env.DBUS_SESSION_BUS_ADDRESS
  const socket = `${env.XDG_RUNTIME_DIR || `/run/user/${uid}`}/bus`
  // Without an address notify-send would start a new bus, where nothing listens.
  if (!existsSync(socket)) throw channelError(failure('no-desktop'))
  return `unix:path=${socket}`
}

/** Passes the texts as arguments of the script; `renew` before them ends the options. */
function macNotifier({ title, text }: NotificationText): Notifier {
  const script = [
    'on run argv',
    'display notification (item 3 of argv) with title (item 1 of argv) subtitle (item 2 of argv)',
    'end run',
  ]
  return {
    file: '/usr/bin/osascript',
    args: [...script.flatMap(line => ['-e', line]), 'renew', title, text],
    env: {},
  }
}

const TOAST = `
$ErrorActionPreference = 'Stop'
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$type = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($type)
$lines = $xml.GetElementsByTagName('text')
$null = $lines.Item(0).AppendChild($xml.CreateTextNode($env:RENEW_TITLE))
$null = $lines.Item(1).AppendChild($xml.CreateTextNode($env:RENEW_TEXT))
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)
`

function windowsNotifier({ title, text }: NotificationText, { env }: World): Notifier {
  const root = env.SystemRoot ?? env.SYSTEMROOT ?? 'C:\\Windows'
  const script = Buffer.from(TOAST, 'utf16le').toString('base64')
  return {
    file: `${root}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`,
    args: ['-NoProfile', '-NonInteractive', '-EncodedCommand', script],
    env: { RENEW_TITLE: title, RENEW_TEXT: text },
  }
}

function notifierFailure(program: string, { error, code, stderr }: ProgramResult): Failure {
  if (error === 'ENOENT') return failure('program-not-installed', { program })
  if (error === 'TIMEOUT' || error === 'ABORT_ERR')
    return failure('program-too-slow', { program, code: null })
  const said = excerpt(stderr.trim().split('\n', 1)[0]!)
  return said
    ? failure('said', { said })
    : failure('program-failed', { program, code: String(error ?? code) })
}
