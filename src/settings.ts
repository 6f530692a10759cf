// status loads this
import type { Logged } from './cards/change-number.ts'
import type { CivilDate } from './dates/civil-date.ts'
import type { StoredFile } from './storage/stored-file.ts'

/** A configured channel: its kind, its language, and the values of its flags, which include secrets. */
export interface ChannelSettings {
  kind: string
  lang: string | null
  settings: Record<string, string>
}

/** The timer that `timer install` recorded. */
export interface TimerSettings {
  kind: string
  /** `HH:MM`. */
  at: string
  /** Instant of the installation, RFC 3339. */
  installed: string
  /** What the entry starts, and the files it consists of; left out by earlier versions. */
  node?: string
  script?: string
  files?: readonly string[]
  /** Proxies with a password, by the name of their variable; they are not in the entry. */
  proxies?: Readonly<Record<string, string>>
}

/** What `config set` changes; null when not set. */
export interface SettingValues {
  lang: string | null
  guide: string | null
  zone: string | null
  milestones: string[] | null
  /** The earliest time of the day for reminders on the user's clock, `HH:MM`. */
  remindAt: string | null
  /** URL that is called after each successful run. */
  heartbeat: string | null
  /** URL that is called after each failed run; null: that of the heartbeat's service, if it is a known one. */
  heartbeatFail: string | null
  /** A file with the certificates of an authority that heartbeat addresses need; an absolute path. */
  heartbeatCa: string | null
  color: 'auto' | 'always' | 'never' | null
}

/** A setting or a channel that a change touched. */
export interface ChangedPart {
  of: 'values' | 'channels'
  /** The name of the setting or channel. */
  name: string
  /** Its value before the change, secrets included; null: it was not set. Missing when it can no longer be undone. */
  before?: unknown
  /** Checksum of its value after the change. Missing like `before`. */
  after?: string
  /** The index of a channel among all before it was removed. */
  place?: number
}

/** One change of settings or channels. */
export interface SettingsChange extends Logged {
  parts: ChangedPart[]
  /** It installed or removed a timer, which is not data and is not undone. */
  timer?: true
}

/** The content of `settings.json`. Unknown keys are kept. */
export interface Settings {
  values: SettingValues
  channels: Record<string, ChannelSettings>
  timer: TimerSettings | null
  /** Hints that are shown only once, with the civil date on which they were. */
  said: Record<string, CivilDate>
  /** The log of changes of values and channels, oldest first; left out by earlier versions. */
  changes?: SettingsChange[]
}

export const NO_SETTINGS: Settings = {
  values: {
    lang: null,
    guide: null,
    zone: null,
    milestones: null,
    remindAt: null,
    heartbeat: null,
    heartbeatFail: null,
    heartbeatCa: null,
    color: null,
  },
  channels: {},
  timer: null,
  said: {},
}

/** The guide of a card that names none. */
export const DEFAULT_GUIDE = 'kz/registration-card'

/** Reads `settings.json`, once a run, and changes it. */
export class SettingsFile {
  /** `cards.json`, whose log of changes has the same count; null: this log counts alone. */
  cards: StoredFile<object> | null = null
  #known: Settings | undefined

  constructor(private readonly file: Pick<StoredFile<Settings>, 'read' | 'update'>) {}

  /** Returns the settings; those a file leaves out are not set. */
  read(): Settings {
    this.#known ??= completeSettings(this.file.read())
    return this.#known
  }

  /** Changes what is not the user's data, such as hints, under the lock; the change is durable when it returns. */
  async change(change: (settings: Settings) => Settings): Promise<Settings> {
    this.#known = await this.file.update(current => change(completeSettings(current)))
    return this.#known
  }
}

/** Adds the settings that a file leaves out, as not set. */
export function completeSettings(stored: Partial<Settings> | null): Settings {
  return { ...NO_SETTINGS, ...stored, values: { ...NO_SETTINGS.values, ...stored?.values } }
}
