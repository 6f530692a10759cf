import type { CommandWords } from '../messages/index.ts'
import type { CommandList } from './command.ts'

/** The groups of `renew --help`, in order. */
export const GROUPS = ['everyday', 'renewal', 'cards', 'reminders', 'data', 'more'] as const

interface Entry {
  group: (typeof GROUPS)[number]
  load: CommandList[string]['load']
}

/** The names that have a description, the text `<name>.about`. */
type Described<K = keyof CommandWords['texts']> = K extends `${infer Name}.about` ? Name : never

/** All commands, in the order of the help; only the one that was typed is loaded. */
export const COMMANDS = {
  add: { group: 'everyday', load: () => import('./add.ts') },
  status: { group: 'everyday', load: () => import('./status/status.ts') },
  done: { group: 'everyday', load: () => import('./done.ts') },
  remind: { group: 'everyday', load: () => import('./remind/remind.ts') },
  plan: { group: 'renewal', load: () => import('./plan/plan.ts') },
  next: { group: 'renewal', load: () => import('./next.ts') },
  tick: { group: 'renewal', load: () => import('./tick.ts') },
  untick: { group: 'renewal', load: () => import('./untick.ts') },
  submit: { group: 'renewal', load: () => import('./submit.ts') },
  link: { group: 'renewal', load: () => import('./link.ts') },
  agenda: { group: 'renewal', load: () => import('./agenda/agenda.ts') },
  report: { group: 'renewal', load: () => import('./report/report.ts') },
  list: { group: 'cards', load: () => import('./list.ts') },
  show: { group: 'cards', load: () => import('./show/show.ts') },
  edit: { group: 'cards', load: () => import('./edit.ts') },
  remove: { group: 'cards', load: () => import('./remove.ts') },
  close: { group: 'cards', load: () => import('./close.ts') },
  reopen: { group: 'cards', load: () => import('./reopen.ts') },
  history: { group: 'cards', load: () => import('./history.ts') },
  undo: { group: 'cards', load: () => import('./undo.ts') },
  ack: { group: 'reminders', load: () => import('./ack.ts') },
  snooze: { group: 'reminders', load: () => import('./snooze.ts') },
  timer: { group: 'reminders', load: () => import('./timer/timer.ts') },
  channel: { group: 'reminders', load: () => import('./channel/channel.ts') },
  backup: { group: 'data', load: () => import('./backup.ts') },
  restore: { group: 'data', load: () => import('./restore.ts') },
  import: { group: 'data', load: () => import('./import/import.ts') },
  export: { group: 'data', load: () => import('./export.ts') },
  guide: { group: 'more', load: () => import('./guide/guide.ts') },
  config: { group: 'more', load: () => import('./config/config.ts') },
  prompt: { group: 'more', load: () => import('./prompt/prompt.ts') },
  doctor: { group: 'more', load: () => import('./doctor/doctor.ts') },
  completion: { group: 'more', load: () => import('./completion/completion.ts') },
} satisfies Partial<Record<Described, Entry>>

export type CommandName = keyof typeof COMMANDS

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word)
}
