/** What an error says: what happened, and what to type next. */
export interface ErrorText {
  message: string
  hint: string
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** The English words, and the type every other language must fill. */
export const en = {
  'error.card-not-found': (v: { name: string; nearest: string | null }): ErrorText => ({
    message: `no card is called "${v.name}"`,
    hint: v.nearest ? `did you mean "${v.nearest}"?` : 'see them all with: renew list',
  }),
  'error.no-home': (v: { variable: string; value: string | null; instead: string }): ErrorText => ({
    message: v.value
      ? `the home folder ${v.variable} names is not there: ${v.value}`
      : `no home folder: ${v.variable} is not set`,
    hint: `set ${v.variable} or ${v.instead} to a folder of yours, as an absolute path`,
  }),
  'error.home-not-absolute': (v: { variable: string; value: string }): ErrorText => ({
    message: `${v.variable} is not an absolute path: ${v.value}`,
    hint: `write it out from the root, for example ${v.variable}="$HOME/renew"`,
  }),
  'error.home-not-own': (v: { folder: string }): ErrorText => ({
    message: `RENEW_HOME must be a folder of its own, and ${v.folder} is not`,
    hint: 'name a new folder in it, for example RENEW_HOME="$HOME/renew"',
  }),
  'error.foreign-folder': (v: { folder: string }): ErrorText => ({
    message: `the folder ${v.folder} belongs to another user or is shared by several`,
    hint: 'choose a folder of your own with RENEW_HOME',
  }),
  'error.foreign-file': (v: { file: string }): ErrorText => ({
    message: `${v.file} belongs to another user`,
    hint: 'if it is yours, take it over with chown, or set RENEW_HOME to a folder of your own',
  }),
  'error.store-locked': (v: { holder: string | null; file: string }): ErrorText => ({
    message: v.holder
      ? `another renew is writing (${v.holder}); nothing was changed`
      : 'another renew is writing; nothing was changed',
    hint: `try again; if no renew is running any more, there or here, remove ${v.file}`,
  }),
  'error.disk-full': (v: { path: string }): ErrorText => ({
    message: `the disk is full; nothing was changed (${v.path})`,
    hint: 'make room, or raise the quota or file size limit, and try again',
  }),
  'error.cannot-write': (v: { path: string; code: string }): ErrorText => ({
    message: `cannot write ${v.path} (${v.code}); nothing was changed`,
    hint: 'check who owns the folder and whether it is read-only, or set RENEW_HOME to another one',
  }),
  'error.io-failed': (v: { path: string; code: string }): ErrorText => ({
    message: `the system failed at ${v.path} (${v.code})`,
    hint: 'try again; if it stays, the disk may be failing: copy your files to another one',
  }),
  'error.cannot-read': (v: { file: string; code: string }): ErrorText => ({
    message: `cannot read ${v.file} (${v.code})`,
    hint: 'check who owns it and its permissions; nothing was changed',
  }),
  'error.store-damaged': (v: { file: string }): ErrorText => ({
    message: `${v.file} is damaged; nothing was changed`,
    hint: 'go back to an earlier copy with: renew restore',
  }),
  'error.store-edited': (v: { file: string }): ErrorText => ({
    message: `${v.file} was changed by something other than renew; nothing was changed`,
    hint: 'if that was you, take it in with: renew doctor --accept; else go back with: renew restore',
  }),
  'error.store-newer': (v: { file: string; schema: number }): ErrorText => ({
    message: `${v.file} was written by a newer renew (form ${v.schema}); nothing was changed`,
    hint: 'update renew',
  }),
  'error.store-missing': (v: { file: string; copies: number; newest: string }): ErrorText => ({
    message: `${v.file} is missing, but ${v.copies === 1 ? 'a kept copy of it is' : `${v.copies} kept copies of it are`} there`,
    hint: `bring it back with: renew restore ${v.newest}`,
  }),
  'error.store-not-file': (v: { file: string }): ErrorText => ({
    message: `${v.file} is not a regular file`,
    hint: 'move it away, then bring the cards back with: renew restore',
  }),
  'error.store-too-large': (v: { file: string; limit: string }): ErrorText => ({
    message: `${v.file} is larger than ${v.limit}; it was not read`,
    hint: 'go back to an earlier copy with: renew restore',
  }),
  'error.too-much': (v: { file: string; limit: string }): ErrorText => ({
    message: `this would make ${v.file} larger than ${v.limit}; nothing was changed`,
    hint: 'split the cards over two folders with RENEW_HOME',
  }),
  'error.store-invalid': (v: {
    file: string
    card: string | null
    field: string
    problem: string
  }): ErrorText => ({
    message: `${v.file}: ${v.card ? `card "${v.card}", ` : ''}${v.field}: ${v.problem}`,
    hint: 'mend it there and repeat: renew doctor --accept; or go back with: renew restore',
  }),
  'error.copy-not-found': (v: { name: string }): ErrorText => ({
    message: `there is no kept copy and no file called ${v.name}`,
    hint: 'see the kept copies with: renew restore',
  }),
  'error.backup-unusable': (v: { file: string; problem: string }): ErrorText => ({
    message: `${v.file} cannot be used: ${v.problem}; nothing was changed`,
    hint: 'take another file that renew backup wrote',
  }),
  'error.file-exists': (v: { file: string }): ErrorText => ({
    message: `${v.file} is there already`,
    hint: 'choose another name, or replace it with --force',
  }),
  'error.card-ambiguous': (v: { name: string; matches: readonly string[] }): ErrorText => ({
    message: `"${v.name}" fits several cards: ${v.matches.map(match => `"${match}"`).join(', ')}`,
    hint: 'write the whole name, or the id that renew list shows',
  }),
  'error.name-taken': (v: { name: string; expires: string | null }): ErrorText => ({
    message: `a card called "${v.name}" exists${v.expires ? `, expires ${v.expires}` : ''}`,
    hint: 'change it with renew edit, or choose another name',
  }),
  'error.nothing-to-undo': (_: object): ErrorText => ({
    message: 'there is no change to undo',
    hint: 'see what was changed with: renew history --changes',
  }),
  'error.undo-changed': (v: { card: string; command: string }): ErrorText => ({
    message: `"${v.command}" cannot be undone: the card "${v.card}" was changed since`,
    hint: 'see what was changed with: renew history --changes; correct it with: renew edit',
  }),
  'error.date-empty': (_: object): ErrorText => ({
    message: 'a date is needed',
    hint: 'write the last valid day as it stands on the card: 2026-12-31',
  }),
  'error.date-not-understood': (v: { value: string; meant: string | null }): ErrorText => ({
    message: `"${v.value}" is not a date I can read`,
    hint: v.meant
      ? `if you mean that day, write ${v.meant}`
      : 'write year, month and day: 2026-12-31; or 31.12.2026, +1y, in 3 months',
  }),
  'error.date-nonexistent': (v: { value: string; year: number; month: number; days: number }): ErrorText => ({
    message: `${v.value} does not exist; ${MONTHS[v.month - 1]} ${v.year} has ${v.days} days`,
    hint: 'look at the card again and write the day as 2026-12-31',
  }),
  'error.date-no-such-month': (v: { value: string; month: number }): ErrorText => ({
    message: `${v.value} does not exist; there is no month ${v.month}`,
    hint: 'write year, month, day: 2026-12-31',
  }),
  'error.date-no-such-day': (v: { value: string; day: number }): ErrorText => ({
    message: `${v.value} does not exist; there is no day ${v.day}`,
    hint: 'write year, month, day: 2026-12-31',
  }),
  'error.date-ambiguous': (v: { value: string; readings: readonly string[] }): ErrorText => ({
    message: `${v.value} can be read as ${v.readings.join(' or ')}`,
    hint: `write the one you mean: ${v.readings[0]}`,
  }),
  'error.date-short-year': (v: { value: string; readings: readonly string[] }): ErrorText => ({
    message: v.readings.length
      ? `${v.value} can be read as ${v.readings.join(' or ')}`
      : `the year of ${v.value} has too few digits`,
    hint: `write the year in full: ${v.readings[0] ?? '2026-12-31'}`,
  }),
  'error.date-year-out-of-range': (v: { value: string; first: number; last: number }): ErrorText => ({
    message: `${v.value} is not between the years ${v.first} and ${v.last}`,
    hint: 'write the day as 2026-12-31, or never for a document without end',
  }),
  'error.date-with-time': (v: { value: string; meant: string | null }): ErrorText => ({
    message: `${v.value} has a time in it; a card is valid to the end of its last day`,
    hint: `write the day alone: ${v.meant ?? '2026-12-31'}`,
  }),
  'error.date-epoch': (v: { value: string }): ErrorText => ({
    message: `${v.value} is a number, not a date`,
    hint: 'write the day as 2026-12-31',
  }),
  'error.date-invisible': (v: { value: string }): ErrorText => ({
    message: `there is a character in the date that cannot be seen: ${v.value}`,
    hint: 'type the date instead of pasting it: 2026-12-31',
  }),
  'error.date-era': (v: { value: string }): ErrorText => ({
    message: `${v.value} counts its years from another beginning`,
    hint: 'write the year of the common era: 2026-12-31',
  }),
}

/** Every language has exactly these keys; a text is a string or a function of named values. */
export type Messages = {
  [K in keyof typeof en]: (typeof en)[K] extends string ? string : (typeof en)[K]
}

/** The codes of all errors a user can mend. */
export type ErrorCode = keyof typeof en extends infer K ? (K extends `error.${infer C}` ? C : never) : never

/** The values that the words of an error need. */
export type ErrorValues<C extends ErrorCode> = Parameters<(typeof en)[`error.${C}`]>[0]
