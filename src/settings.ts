import type { CivilDate } from './dates/civil-date.ts'
import type { StoredFile } from './storage/stored-file.ts'

/** A channel as it is set up: its kind, an own language, and the words of its flags (secrets among them). */
export interface ChannelSettings {
  kind: string
  lang: string | null
  settings: Record<string, string>
}

/** The timer that `timer install` set up, as it recorded it. */
export interface TimerSettings {
  kind: string
  /** `HH:MM`. */
  at: string
  /** Instant of the installation, RFC 3339. */
  installed: string
}

/** What `config set` takes; null: not set. */
export interface SettingValues {
  lang: string | null
  guide: string | null
  zone: string | null
  milestones: string[] | null
  /** Called after each good run. */
  heartbeat: string | null
  /** Called after each failed one; null: where the heartbeat's service is known to want it. */
  heartbeatFail: string | null
  color: 'auto' | 'always' | 'never' | null
}

/** `settings.json`: what holds for all cards. Keys we do not know are kept. */
export interface Settings {
  values: SettingValues
  channels: Record<string, ChannelSettings>
  timer: TimerSettings | null
  /** Hints that are given once, with the day they were given. */
  said: Record<string, CivilDate>
}

/** What holds before anything is set. */
export const NO_SETTINGS: Settings = {
  values: {
    lang: null,
    guide: null,
    zone: null,
    milestones: null,
    heartbeat: null,
    heartbeatFail: null,
    color: null,
  },
  channels: {},
  timer: null,
  said: {},
}

/** The guide of a card that names none. */
export const DEFAULT_GUIDE = 'kz/registration-card'

/** Reads and changes `settings.json`; read once a run. */
export class SettingsFile {
  #known: Settings | undefined

  constructor(private readonly file: Pick<StoredFile<Settings>, 'read' | 'update'>) {}

  /** What is set; what a hand-made file leaves out counts as not set. */
  read(): Settings {
    this.#known ??= completeSettings(this.file.read())
    return this.#known
  }

  /** One locked change; durable when it returns. */
  async change(change: (settings: Settings) => Settings): Promise<Settings> {
    this.#known = await this.file.update(current => change(completeSettings(current)))
    return this.#known
  }
}

/** Settings in which nothing is missing: what was left out counts as not set. */
export function completeSettings(stored: Partial<Settings> | null): Settings {
  return { ...NO_SETTINGS, ...stored, values: { ...NO_SETTINGS.values, ...stored?.values } }
}
