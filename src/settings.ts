// status loads this
import type { Logged } from './cards/change-number.ts'
import type { CivilDate } from './dates/civil-date.ts'
import type { StoredFile } from './storage/stored-file.ts'

/** `settings` has the values of its flags, which include secrets. */
export interface ChannelSettings {
  kind: string
  lang: string | null
  settings: Record<string, string>
}

export interface TimerSettings {
  kind: string
  /** `HH:MM`. */
  at: string
  /** Instant of the installation, RFC 3339. */
  installed: string
  /** What the entry starts, and its files; earlier versions left them out. */
  node?: string
  script?: string
  files?: readonly string[]
  /** Proxies with a password, which are not in the entry. */
  proxies?: Readonly<Record<string, string>>
}

export interface SettingValues {
  lang: string | null
  guide: string | null
  zone: string | null
  milestones: string[] | null
  /** The earliest time of the day for reminders on the user's clock, `HH:MM`. */
  remindAt: string | null
  heartbeat: string | null
  /** null: the known address of the heartbeat's service. */
  heartbeatFail: string | null
  /** An absolute path of certificates for the heartbeat. */
  heartbeatCa: string | null
  color: 'auto' | 'always' | 'never' | null
}

export interface ChangedPart {
  of: 'values' | 'channels'
  name: string
  /** Secrets included; null: it was not set. Missing when it can no longer be undone. */
  before?: unknown
  /** Checksum. Missing like `before`. */
  after?: string
  /** The index of a channel before it was removed. */
  place?: number
}

export interface SettingsChange extends Logged {
  parts: ChangedPart[]
  /** A timer was installed or removed, which is not undone. */
  timer?: true
}

/** Unknown keys are kept. */
export interface Settings {
  values: SettingValues
  channels: Record<string, ChannelSettings>
  timer: TimerSettings | null
  /** The civil dates of hints that are shown only once. */
  said: Record<string, CivilDate>
  /** Oldest first; earlier versions left it out. */
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

export const DEFAULT_GUIDE = 'kz/registration-card'

/** Reads `settings.json`, once a run, and changes it. */
export class SettingsFile {
  /** `cards.json`, whose log of changes has the same count; null: this log counts alone. */
  cards: StoredFile<object> | null = null
  #known: Settings | undefined

  constructor(private readonly file: Pick<StoredFile<Settings>, 'read' | 'update'>) {}

  read(): Settings {
    this.#known ??= completeSettings(this.file.read())
    return this.#known
  }

  /** Changes what is not the user's data, such as hints; durable when it returns. */
  async change(change: (settings: Settings) => Settings): Promise<Settings> {
    this.#known = await this.file.update(current => change(completeSettings(current)))
    return this.#known
  }
}

/** Adds the settings that a file leaves out, as not set. */
export function completeSettings(stored: Partial<Settings> | null): Settings {
  return { ...NO_SETTINGS, ...stored, values: { ...NO_SETTINGS.values, ...stored?.values } }
}
