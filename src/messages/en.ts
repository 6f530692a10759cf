import { en as failures } from './en/errors.ts'

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
  ...failures,
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
  'error.home-lost': (v: { folder: string }): ErrorText => ({
    message: `there is nothing at ${v.folder}, where the cards should be`,
    hint: 'mount the disk it is on, or bring a backup back with: renew restore FILE; to end the reminders: renew timer remove',
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
  'error.backup-unusable': (v: {
    file: string
    problem: 'damaged' | 'edited' | 'newer' | 'foreign' | 'not-file'
  }): ErrorText => ({
    message: `${v.file} cannot be used; nothing was changed: ${
      {
        damaged: 'it is damaged',
        edited: 'something other than renew changed it',
        newer: 'a newer renew wrote it',
        foreign: 'renew did not write it',
        'not-file': 'it is not a regular file',
      }[v.problem]
    }`,
    hint: v.problem === 'newer' ? 'update renew' : 'take another copy; see them with: renew restore',
  }),
  'error.file-exists': (v: { file: string; isFile: boolean }): ErrorText => ({
    message: v.isFile ? `${v.file} is there already` : `${v.file} is there already, and no regular file`,
    hint: v.isFile ? 'choose another name, or replace it with --force' : 'choose another name',
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

  // Taking in and giving out a register
  'error.file-unreadable': (v: { file: string; code: string }): ErrorText => ({
    message: `cannot read ${v.file} (${v.code})`,
    hint: 'name a file that is there and that you may read; nothing was changed',
  }),
  'error.file-too-large': (v: { file: string; limit: string }): ErrorText => ({
    message: `${v.file} is larger than ${v.limit}`,
    hint: 'split it into several files with the same heads; nothing was changed',
  }),
  'error.encoding-unknown': (v: { value: string }): ErrorText => ({
    message: `there is no character encoding "${v.value}"`,
    hint: 'for example: --encoding utf-8, gb18030, windows-1251, windows-1252, utf-16le',
  }),
  'error.import-encoding': (v: { line: number; why: 'broken-utf8' | 'unknown' | 'wrong' }): ErrorText => ({
    message: {
      'broken-utf8': `not UTF-8 at line ${v.line}, though the rest is; nothing was imported`,
      unknown: `not UTF-8 at line ${v.line}, and what else it is cannot be told for certain; nothing was imported`,
      wrong: `not in the encoding named, at or after line ${v.line}; nothing was imported`,
    }[v.why],
    hint: 'save it as "CSV UTF-8", or name its encoding: --encoding windows-1251, ibm866, gb18030, big5, windows-1254',
  }),
  'error.import-nul': (v: { line: number }): ErrorText => ({
    message: `a zero byte in line ${v.line}: this is no table; nothing was imported`,
    hint: 'export it again as CSV from the program it comes from',
  }),
  'error.import-broken': (v: {
    line: number
    why: 'open-quote' | 'long-row' | 'columns'
    limit: string
  }): ErrorText => ({
    message: {
      'open-quote': `a quotation mark in the row of line ${v.line} is never closed; nothing was imported`,
      'long-row': `the row of line ${v.line} is longer than ${v.limit}; nothing was imported`,
      columns: `line ${v.line} has more than ${v.limit} columns; nothing was imported`,
    }[v.why],
    hint:
      v.why === 'columns' || v.why === 'long-row'
        ? 'look whether a quotation mark is left open there, or whether it is the right file'
        : 'write a quotation mark inside a cell twice, and the cell in quotation marks',
  }),
  'error.export-form-unknown': (v: { end: string; choices: string }): ErrorText => ({
    message: `.${v.end} is no form of file that can be written; nothing was written`,
    hint: `let the name end in one of: ${v.choices} (spreadsheets open .csv); or say the form with --format`,
  }),
  'error.import-workbook': (_: Record<never, never>): ErrorText => ({
    message:
      'this is no table of text but a file of another program (Excel, PDF or the like); nothing was imported',
    hint: 'open it there and save it as "CSV UTF-8", then import that file',
  }),
  'error.import-head': (v: { found: string }): ErrorText => ({
    message: `a line must name the columns, at least expires and a name or holder; what looks like it says: ${v.found || '(nothing)'}`,
    hint: 'name them so, or say which is which: --map "Document=name" --map "Valid until=expires"',
  }),
  'error.import-columns-unknown': (v: {
    columns: string[]
    likely: string
    lacking: string | null
  }): ErrorText => ({
    message: `nobody knows what these columns are: ${v.columns.join(', ')}; nothing was imported`,
    hint: v.lacking
      ? `say which of them is ${v.lacking}: --map "${v.likely}=${v.lacking}"; and leave the others out: --map "*=-"`
      : `leave them out: --map "*=-", or say what one is: --map "${v.columns[0]}=note"`,
  }),
  'error.import-no-such-column': (v: { column: string; columns: string[] }): ErrorText => ({
    message: `there is no column "${v.column}" to map; the columns are: ${v.columns.join(', ')}; nothing was imported`,
    hint: `write it as the table does: --map "${v.columns[0]}=note"`,
  }),
  'error.import-column-twice': (v: { field: string; columns: string[] }): ErrorText => ({
    message: `several columns would be ${v.field}: ${v.columns.join(', ')}; nothing was imported`,
    hint:
      v.field === 'expires'
        ? `take in one document after the other: --map "${v.columns[0]}=expires" --map "*=-" first, then ${v.columns[1]}`
        : `leave one out: --map "${v.columns.at(-1)}=-"`,
  }),
  'error.import-not-ours': (_: Record<never, never>): ErrorText => ({
    message: 'this JSON is no register of renew; nothing was imported',
    hint: 'take what renew export wrote, or a CSV table; a backup is taken in with: renew restore FILE',
  }),
  'error.import-newer': (v: { schema: number }): ErrorText => ({
    message: `a newer renew wrote this file (form ${v.schema}); nothing was imported`,
    hint: 'update renew first',
  }),
  'error.import-refused': (v: { count: number; rows: number }): ErrorText => ({
    message: `${v.count} of ${counted(v.rows, 'row')} cannot be taken; nothing was imported`,
    hint: 'mend the lines named above, or take the others with --skip-bad',
  }),
  'error.import-cells': (v: { cells: number; heads: number }): ErrorText => ({
    message: `${v.cells} cells under ${v.heads} heads`,
    hint: 'put a cell that has the separator in it into quotation marks',
  }),
  'error.import-value': (v: { field: string; problem: string }): ErrorText => ({
    message: v.field ? `${v.field}: ${v.problem}` : `cannot be a card: ${v.problem}`,
    hint: 'renew export shows the form',
  }),
  'error.import-number-cut': (v: { value: string }): ErrorText => ({
    message: `a spreadsheet has cut this number short: ${v.value}`,
    hint: 'make the column text in the spreadsheet and enter the number again',
  }),
  'error.import-zeros-lost': (v: { value: string }): ErrorText => ({
    message: `a spreadsheet has taken the zeros from the beginning of this number: ${v.value}`,
    hint: 'make the column text in the spreadsheet and enter the number again, or leave it out: --map "number=-"',
  }),
  'error.import-kind-unknown': (v: { name: string }): ErrorText => ({
    message: `there is no guide for "${v.name}"`,
    hint: `say which one to take: --kind "${v.name}=generic"; for all such words: --kind "*=generic"`,
  }),
  'error.import-key-missing': (v: { by: 'name' | 'number' | 'holder' }): ErrorText => ({
    message: `the row has no ${v.by}, so nobody can tell which card it is about`,
    hint: 'fill it in, or choose another way to tell: --by name, number or holder',
  }),
  'error.import-key-ambiguous': (v: { by: 'name' | 'number' | 'holder'; count: number }): ErrorText => ({
    message: `${v.count} cards have this ${v.by === 'holder' ? 'holder and guide' : v.by}`,
    hint: 'choose another way to tell which is meant: --by name',
  }),
  'error.import-row-twice': (v: { line: number }): ErrorText => ({
    message: `line ${v.line} says otherwise of the same card`,
    hint: 'leave one of the two; where both are right, tell cards apart by --by number, or name people by --map "Name=holder"',
  }),
  'error.import-card-exists': (v: { name: string; fields: string[] }): ErrorText => ({
    message: `"${v.name}" is there already and differs in: ${v.fields.join(', ')}`,
    hint: 'to change it, import with --update',
  }),
  'error.date-relative': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" means another day tomorrow`,
    hint: 'write the date out, as in 2026-12-31',
  }),
  'config.wipe': 'remove every card, setting and trace of renew from this computer',
  'wipe.backup': 'A backup first would bring all of it back: renew backup FILE',
  'wipe.timer': (v: { kinds: string[] }) =>
    `A timer is still installed and would go on calling renew (${v.kinds.join(', ')}); take it away with: renew timer remove`,
  'ask.yes': 'Yes',
  'ask.no': 'No',
  'ask.wipe': (v: { cards: number | null; folders: string[] }) =>
    `Remove ${v.cards === null ? 'all cards' : counted(v.cards, 'card')}, the settings, the ledger, kept copies and your guides for good (${v.folders.join(', ')})?`,
  'wipe.done': (v: { files: number }) =>
    `Removed ${counted(v.files, 'file')}. Nothing of it can be brought back from here.`,
  'wipe.left': (v: { file: string }) => `Left, because it is not ours or could not be removed: ${v.file}`,
  'import.about': 'take in many cards from a table (CSV) or from renew export',
  'import.file': 'a CSV table or JSON that renew wrote',
  'import.dry-run': 'show what would happen to each row, and change nothing',
  'import.skip-bad': 'take the good rows though others cannot be taken',
  'import.update': 'change cards that are there; an empty cell changes nothing, unless renew wrote the file',
  'import.by': 'what tells which card a row changes, with --update (holder: with the guide)',
  'import.map': 'which field a column is; - leaves it out, "*=-" all that nobody knows',
  'import.dates': 'what comes first in dates such as 03/04/2027: day (dmy) or month (mdy)',
  'import.encoding': 'character encoding, where it is not found by itself',
  'import.guide': 'guide of the cards whose row names none',
  'import.kind': 'guide of a kind of document, as the table calls it; "*=generic" for all that nobody knows',
  'import.hint-date': 'write it as 2026-12-31; a whole column gets the format yyyy-mm-dd in the spreadsheet',
  'import.hint-expiry': 'fill it in; for a document without end, write permanent',
  'import.hint-name': 'fill it in',
  'import.hint-taken': 'change it with --update or --by number, or give this row another name',
  'import.head-line': (v: { line: number }) =>
    `The columns are named in line ${v.line}; what stands above it is left out.`,
  'import.columns': (v: { taken: string[]; left: string[] }) =>
    `Columns: ${v.taken.join(', ')}${v.left.length > 0 ? `; left out: ${v.left.join(', ')}` : ''}.`,
  'import.guide-of-head': (v: { guide: string }) =>
    `The column of the last valid day tells the kind of document: guide ${v.guide} (another one: --guide).`,
  'import.was': (v: { field: string; value: string }) => `${v.field}: was ${v.value}`,
  'import.earlier': (v: { count: number; line: number; from: string; to: string }) =>
    `${counted(v.count, 'card')} would end earlier than before (line ${v.line}: ${v.to}, not ${v.from}): is the list older than the cards?`,
  'import.not-in-file': (v: { count: number; names: string[] }) =>
    `${counted(v.count, 'card')} that ${v.count === 1 ? 'is' : 'are'} kept ${v.count === 1 ? 'is' : 'are'} not in this file: ${v.names.join('; ')}${v.count > v.names.length ? ' …' : ''}. No longer needed: renew close NAME`,
  'import.renewed': (v: { count: number }) =>
    `${counted(v.count, 'card')} renewed: the new last valid day is four weeks later or more, so the old one goes into the history.`,
  'import.left-out': (v: { count: number; lines: number[] }) =>
    `${counted(v.count, 'line')} with nothing to take in, left out: ${v.lines.join(', ')}${v.count > v.lines.length ? ' …' : ''}.`,
  'import.letters-lost': (v: { count: number; typed: string }) =>
    `${counted(v.count, 'cell')} with a question mark in a word, such as ${v.typed}: a program has lost the letters; save the table as "CSV UTF-8".`,
  'import.ask-column': (v: { column: string; fields: string }) =>
    `What is the column "${v.column}"? (${v.fields}; empty leaves it out, * this and all others that nobody knows)`,
  'import.ask-far': (v: { count: number; line: number; date: string }) =>
    `${counted(v.count, 'card')} would end more than 15 years from now (line ${v.line}: ${v.date}). Is that right?`,
  'import.say-order':
    'If every such date of the file has the day first, say so with --dates dmy; the month first, --dates mdy.',
  'import.past': (v: { count: number }) => `${counted(v.count, 'card')} taken in had expired already.`,
  'import.read-as': (v: { encoding: string; delimiter: 'comma' | 'semicolon' | 'tab' }) =>
    `Read as ${v.encoding.toUpperCase()}, cells separated by ${{ comma: 'commas', semicolon: 'semicolons', tab: 'tabs' }[v.delimiter]}.`,
  'import.dates-taken': (v: { count: number; typed: string; date: string }) =>
    `${counted(v.count, 'date')} not written as in 2026-12-31, such as ${v.typed}: taken for ${v.date}.`,
  'import.numbers-taken': (v: { count: number; typed: string; date: string }) =>
    `${counted(v.count, 'date')} given as a spreadsheet's day number, such as ${v.typed}: taken for ${v.date}.`,
  'import.guides-missing': (v: { names: string[] }) =>
    `Guides that are not here, so what they last said holds: ${v.names.join(', ')}.`,
  'import.channels-missing': (v: { names: string[] }) =>
    `Channels that are not set up here, so those cards go to all: ${v.names.join(', ')}.`,
  'import.head.line': 'line',
  'import.head.card': 'card no.',
  'import.head.what': 'would be',
  'import.head.why': 'why, or what differs',
  'import.what.new': 'new',
  'import.what.changed': 'changed',
  'import.what.renewed': 'renewed',
  'import.what.same': 'the same',
  'import.what.refused': 'refused',
  'import.at-line': (v: { line: number }) => `line ${v.line}`,
  'import.at-card': (v: { line: number }) => `card no. ${v.line}`,
  'import.column': (v: { column: string; why: string }) => `column "${v.column}": ${v.why}`,
  'import.refused-at': (v: { at: string; why: string; hint: string }) => `${v.at}: ${v.why}; ${v.hint}`,
  'import.would': (v: { new: number; same: number; changed: number; refused: number }) =>
    `Would be: ${v.new} new, ${v.same} unchanged, ${v.changed} changed, ${v.refused} refused. Nothing was changed.`,
  'import.done': (v: { new: number; same: number; changed: number; refused: number }) =>
    `${v.new} new, ${v.same} unchanged, ${v.changed} changed${v.refused > 0 ? `, ${v.refused} refused` : ''}.${
      v.new + v.changed > 0 ? ' Take it back with: renew undo' : ''
    }`,
  'progress.rows': (v: { count: number }) => `${v.count} rows …`,
  'progress.read': 'Reading the cards …',
  'progress.check': 'Checking the rows …',
  'progress.remind': 'Finding what is owed, and sending it …',
  'progress.write': 'Writing the cards …',

  // The program and its help
  'renew.about': 'Reminds you to renew a document before it expires.',
  'renew.usage': '[command] [options]',
  'renew.more': 'renew alone shows where your cards stand. Every command explains itself: renew add --help',
  'option.version': 'print the version',
  'option.help': 'show this help',
  'option.json': 'answer as JSON',
  'option.on': 'answer as if today were that day',
  'option.yes': 'answer every question with yes',
  'option.lang': 'language: en, zh',
  'option.color': 'colour even where it is not a terminal',
  'option.no-color': 'no colour',
  'option.force': 'replace a file that is there',
  'help.about': 'show the help of a command',
  'help.example': 'Example:',
  'help.usage': 'Usage:',
  'help.arguments': 'Arguments:',
  'help.options': 'Options:',
  'help.commands': 'Commands:',
  'group.everyday': 'Every day:',
  'group.renewal': 'The renewal:',
  'group.cards': 'Cards:',
  'group.reminders': 'Reminders:',
  'group.data': 'Your data:',
  'group.more': 'More:',
  'argument.card': 'name or id of the card',
  'argument.cards': 'names or ids; all when left out',
  'argument.new-name': 'what you call it; "card" when left out',
  'argument.file': 'path of the file; - is standard output',

  // Fields of a card
  'field.name': 'what you call it',
  'field.expires': 'last valid day, or "permanent"',
  'field.guide': 'how it is renewed; see: renew guide list',
  'field.holder': 'whose it is',
  'field.number': 'document number; never shown whole, never sent',
  'field.issued': 'day of issue',
  'field.readings': 'what the card, the visa or the receipt says; the earliest counts',
  'field.zone': 'zone whose midnight ends the last day, as in Asia/Almaty',
  'field.lead': 'how long before the end to begin, as in 1mo or 6w',
  'field.milestones': 'when to remind, as in lead,14d,3d,0d',
  'field.workdays': 'whose working days count',
  'field.processing': 'how long the office takes, as in 10wd',
  'field.durations': 'how long steps take you, as in photo=2d',
  'field.channels': 'only these channels remind of it',
  'field.card-lang': 'language of its reminders',
  'field.tags': 'words to find it by',
  'field.links': 'cards this one depends on',
  'field.note': 'a note to yourself',
  'field.readings-differ': (v: { date: string }) =>
    `The places you read the date from differ; the earliest counts: ${v.date}.`,

  // Commands
  'add.about': 'keep a card and its last valid day',
  'add.ask-expiry': 'Last valid day (2026-12-31, 31.12.2026, in 3 months, or permanent)?',
  'edit.about': 'correct a card; what really was renewed goes through done',
  'edit.rather-done': (v: { name: string; date: string }) =>
    `This renewal was filed and still counts as under way. If that is the day of the new card: renew undo, then renew done "${v.name}" --expires ${v.date}`,
  'edit.done': (v: { name: string }) => `Changed ${v.name}:`,
  'remove.about': 'delete a card that should not be there',
  'remove.done': (v: { name: string }) => `Removed ${v.name}. Take it back with: renew undo`,
  'close.about': 'no longer needed: silent, but kept',
  'close.done': (v: { name: string }) =>
    `Closed ${v.name}: it stays, but no longer reminds. Open it again with: renew reopen`,
  'reopen.about': 'open a closed card again',
  'reopen.done': (v: { name: string }) => `${v.name} is open again and will remind.`,
  'done.about': 'renewed: enter the new last valid day',
  'done.expires': 'last valid day of the new card',
  'done.paid': 'what it cost, as in 15000KZT',
  'done.receipt': 'number of the receipt',
  'done.ask-expiry': 'Last valid day of the new card?',
  'done.ask-expiry-proposed':
    'Last valid day of the new card? Go by what it says; the date below is only what to expect.',
  'ack.about': 'seen: what is owed now need not be sent again',
  'ack.done': (v: { name: string; next: string | null }) =>
    v.next
      ? `Seen: ${v.name}. The next reminder comes on ${v.next}.`
      : `Seen: ${v.name}. No reminder follows.`,
  'snooze.about': 'silent for a while, never past a day that matters',
  'snooze.for': 'how long, as in 3d or 1w',
  'snooze.ask-for': 'For how long (3d, 1w)?',
  'snooze.done': (v: { name: string; until: string; shortened: boolean }) =>
    v.shortened
      ? `${v.name} is silent only until ${v.until}: on that day something must be done.`
      : `${v.name} is silent until ${v.until}.`,
  'status.about': 'where your cards stand, most urgent first',
  'status.stage': 'only cards in this stage',
  'status.within': 'only cards that end within this time, as in 60d',
  'status.holder': 'only cards of this person',
  'status.tag': 'only cards with this tag',
  'status.all': 'closed cards too, and every line',
  'status.check': 'say it with the exit code: 0, 10 to prepare, 20 last day or overdue',
  'list.about': 'all cards as stored, one a line',
  'show.about': 'everything about one card',
  'history.about': 'closed renewals, or with --changes the log of changes',
  'history.changes': 'the log of changes',
  'undo.about': 'take back the last change, showing it first',
  'undo.done': (v: { command: string }) => `Taken back: ${v.command}`,
  'undo.would': (v: { command: string; at: string }) =>
    `The last change was "${v.command}" (${v.at}). Taking it back:`,
  'ask.undo': 'Take it back?',
  'ask.meant': (v: { name: string }) => `Do you mean ${v.name}?`,
  'remind.about': 'deliver what is owed; the timer calls this',
  'remind.dry-run': 'only say what would be sent',
  'remind.scheduled': "the timer's call: records the run",
  'remind.channel': 'only over this channel',
  'remind.until': 'with --dry-run: everything up to that day',
  'timer.about': 'what starts the reminders by itself',
  'timer.install': 'install it, or repair it',
  'timer.status': 'what is really installed, and when it last ran',
  'timer.print': 'show what would be installed, and change nothing',
  'timer.remove': 'take it away',
  'timer.with': 'which one: cron, systemd, launchd, schtasks',
  'timer.at': 'first time of the day, as in 09:07; again 4 and 9 hours later',
  'channel.about': 'the ways a reminder travels',
  'channel.add': 'add a channel, after a real test message',
  'channel.kind': 'which kind; the kinds are listed below',
  'channel.name': 'what you call it; its kind when left out',
  'channel.no-test': 'add it without a test message',
  'channel.list': 'the channels and how they fare',
  'channel.test': 'send a test message',
  'channel.remove': 'take a channel away',
  'backup.about': 'everything in one file, for a new machine',
  'backup.done': (v: { file: string; cards: number }) =>
    `Wrote ${v.file}: ${v.cards} ${v.cards === 1 ? 'card' : 'cards'}, settings, ledger and guides. It holds your secrets: keep it safe.`,
  'restore.about': 'go back to a kept copy, or take in a backup',
  'restore.source': 'a kept copy from the list, or a file; the list when left out',
  'export.about': 'the cards for another program',
  'export.format': 'json and csv: the cards as stored; ics: a calendar; as the file is called when left out',
  'export.calendar-hint':
    'Google shows no alarms of a calendar it is subscribed to by address: import the file there instead.',
  'calendar.language': 'EN',
  'calendar.name': 'renew: last valid days',
  'calendar.about':
    'When documents run out, with an alarm for every reminder. Google shows no alarms of a calendar it is subscribed to; import the file there instead.',
  'calendar.title': (v: { role: 'expiry' | 'window' | 'file-by'; name: string }): string =>
    `${v.name}: ${{ expiry: 'last valid day', window: 'time to renew', 'file-by': 'last day to file' }[v.role]}`,
  'calendar.details': (v: { kind: string; holder: string | null; expires: string }): string =>
    `${v.kind}${v.holder === null ? '' : `; holder: ${v.holder}`}\nLast valid day: ${v.expires}`,
  'guide.about': 'how a kind of card is renewed',
  'guide.id': "which guide; your cards' guide when left out",
  'guide.list': 'all guides',
  'guide.file': 'the file of the guide',
  'guide.validate': 'every fault of a guide file, with its place',
  'guide.new': 'write a guide to begin with, explained line by line',
  'guide.new-id': 'what to call it, such as de/residence-title',
  'guide.new-file': 'write it there instead of among your guides',
  'guide.print': 'a plain page to take along, with boxes to tick',
  'guide.schema': 'the form of guides as JSON Schema, for editors',
  'guide.good': (v: { file: string; id: string }): string => `${v.file}: ${v.id} is a good guide`,
  'guide.faulty': (v: { file: string; count: number }): string => `${v.file}: ${counted(v.count, 'fault')}`,
  'guide.whole': 'the guide',
  'guide.created': (v: { file: string; id: string }): string =>
    `Wrote ${v.file}. Fill it in, then: renew guide validate ${v.file}`,
  'ask.guide-id': 'What is the guide to be called, such as de/residence-title?',
  'guide-new.guide':
    'Yours to fill in. $comment is never read: remove it as you like. zone: such as Europe/Berlin; workdays: KZ, weekends or none; milestones: such as ["3mo"]. null says that nobody knows. A filled-in guide: renew guide kz/registration-card --json',
  'guide-new.sources':
    'Where the facts come from; each fact names one of these keys. trust: official, secondary, unverified or own. dated: the day of the source; checked: the day you looked.',
  'guide-new.validity': 'How long a new card is valid, such as P1Y. With a value, name its source.',
  'guide-new.lead': 'How long before the last valid day to begin, such as P2M or 6w.',
  'guide-new.processing':
    'How long the office takes, from filing to the new card: 10wd are ten working days.',
  'guide-new.filing':
    'When the office takes the application, counted back from the last valid day: { "from": "60d", "to": "30d" }.',
  'guide-new.readFrom':
    'Where the last valid day is to be read: ["card"], ["visa"], ["receipt"], or several.',
  'guide-new.maxAge': 'How old papers may be on filing day, such as 180d, where a paper says nothing itself.',
  'guide-new.material':
    'A paper to bring; copy it for each. required: yes, no or unknown (it depends: you are asked). oneOf: [{ "id", "text" }, ...] where one of several will do. card: passport, lease, insurance..., where the paper is a card with an end of its own. duration: how long it takes to get.',
  'guide-new.method': 'A way to renew; copy it for each, and name the agent one "agent".',
  'guide-new.step':
    'kind: step, office (on its working days) or wait. phase: before, filing or after; in this order. A step called book-appointment is done once you note an appointment.',
  'guide-new.fee': '{ "min": "93", "max": "93", "currency": "EUR", "note": null }.',
  'guide-new.expedite': 'If it can be had faster: { "fee": null, "saves": "5wd" }; what is unknown is null.',
  'guide-new.warning': 'when: overdue, running (while the renewal runs) or guide (only here).',
  'config.about': 'settings',
  'config.get': 'one setting',
  'config.set': 'set one',
  'config.unset': 'forget one',
  'config.list': 'all settings',
  'config.path': 'where everything is kept',
  'config.setting': 'name of the setting',
  'config.value': 'its value',
  'doctor.about': 'check everything that reminders depend on',
  'doctor.accept': 'take in a file that was changed by hand',

  // What a new or renewed card gets
  'added.valid-until': (v: { name: string; date: string; days: number }) =>
    `${v.name} is valid until ${v.date}${v.days >= 0 ? ` (${v.days} ${v.days === 1 ? 'day' : 'days'} left)` : ''}`,
  'added.permanent': (v: { name: string }) => `${v.name} never ends`,
  'added.guide': (v: { title: string; id: string }) => `Guide: ${v.title} (${v.id})`,
  'added.window': (v: { date: string; opened: boolean }) =>
    v.opened ? `Time to prepare since ${v.date}` : `Time to prepare from ${v.date}`,
  'added.milestones': (v: { dates: readonly string[]; more: number }) =>
    `Reminders: ${v.dates.join(', ')}${v.more > 0 ? ` and ${v.more} more` : ''}, then daily until you renew`,
  'added.setup': 'So that the reminders come by themselves:',
  'added.setup-timer': 'starts them every day',
  'added.setup-channel': 'shows them on your screen',

  // The one next thing to do
  'next.start': 'Begin the renewal now',
  'next.file': 'File the application',
  'next.ask-progress': 'Ask how far the renewal is',
  'next.act-today': 'Renew it today: it is the last valid day',
  'next.act-now': 'It has expired: go to the office now',

  // Questions and remarks
  'date.understood': (v: { typed: string; date: string; iso: string }) =>
    `"${v.typed}" is ${v.date} (${v.iso}).`,
  'note.zone-unknown': (v: { zone: string }) => `renew: TZ names no known zone: ${v.zone}; taken as UTC`,
  'note.lookalike': (v: { name: string; other: string }) =>
    `Careful: ${v.name} looks the same as another card, ${v.other}.`,
  'note.already-expired': (v: { date: string; days: number }) =>
    `It expired ${v.days} ${v.days === 1 ? 'day' : 'days'} ago, on ${v.date}.`,
  'ask.far-expiry': (v: { date: string }) => `${v.date} is more than 15 years away. Is that right?`,
  'ask.remove': (v: { name: string; expires: string | null }) =>
    `Delete ${v.name}${v.expires ? ` (valid until ${v.expires})` : ''}?`,
  'ask.not-later': (v: { date: string; old: string | null }) =>
    v.old
      ? `${v.date} is not after ${v.old} and after today. Is that right?`
      : `${v.date} is not after today. Is that right?`,
  'line.error': (v: { message: string; hint: string }) => `renew: ${v.message}; ${v.hint}`,
  'line.bug': (v: { stack: string }) =>
    `renew: this is a bug in renew; nothing you did is wrong. Please report it with the lines below:\n${v.stack}`,

  // Errors of usage and of commands
  'error.unknown-option': (v: { name: string; nearest: string | null }): ErrorText => ({
    message: `there is no option ${v.name}`,
    hint: v.nearest ? `did you mean ${v.nearest}?` : 'see them with --help',
  }),
  'error.unknown-command': (v: { name: string; nearest: string | null }): ErrorText => ({
    message: `there is no command "${v.name}"`,
    hint: v.nearest ? `did you mean: renew ${v.nearest}` : 'see them all with: renew --help',
  }),
  'error.missing-command': (_: object): ErrorText => ({
    message: 'a word is missing that says what to do',
    hint: 'see them with --help',
  }),
  'error.missing-argument': (v: { name: string }): ErrorText => ({
    message: `${v.name} is missing`,
    hint: 'see how it is written with --help',
  }),
  'error.missing-value': (v: { name: string }): ErrorText => ({
    message: `${v.name} needs a value`,
    hint: 'see how it is written with --help',
  }),
  'error.too-many-arguments': (v: { name: string }): ErrorText => ({
    message: `too many words for ${v.name}`,
    hint: 'put quotes around a name with blanks',
  }),
  'error.not-a-choice': (v: { name: string; choices: string }): ErrorText => ({
    message: `"${v.name}" is not one of the choices`,
    hint: `take one of: ${v.choices}`,
  }),
  'error.wrong-usage': (v: { problem: string }): ErrorText => ({
    message: v.problem,
    hint: 'see how it is written with --help',
  }),
  'error.clock-invalid': (v: { value: string }): ErrorText => ({
    message: `RENEW_NOW is no date and time: ${v.value}`,
    hint: 'write it as 2026-12-01T09:00, or unset it',
  }),
  'error.output-failed': (v: { code: string }): ErrorText => ({
    message: `the answer could not be written (${v.code})`,
    hint: 'check where the output goes',
  }),
  'error.system-failed': (v: { code: string; call: string; path: string }): ErrorText => ({
    message: `the system refused ${v.call}${v.path ? ` ${v.path}` : ''} (${v.code})`,
    hint: 'check the file and its permissions, or run: renew doctor',
  }),
  'error.needs-yes': (v: { question: string }): ErrorText => ({
    message: `${v.question} Nobody can be asked here`,
    hint: 'say yes with --yes',
  }),
  'error.declined': (_: object): ErrorText => ({
    message: 'nothing was changed',
    hint: 'repeat it when you are sure',
  }),
  'error.name-empty': (_: object): ErrorText => ({
    message: 'a name is needed',
    hint: 'for example: renew add me --expires 2026-12-31',
  }),
  'error.name-too-long': (v: { limit: number; name: string }): ErrorText => ({
    message: `the name is longer than ${v.limit} characters: ${v.name}`,
    hint: 'take a shorter one, and --note for the rest',
  }),
  'error.name-unprintable': (v: { name: string }): ErrorText => ({
    message: `the name has characters that cannot be shown: ${v.name}`,
    hint: 'leave out control characters and line breaks',
  }),
  'error.text-unprintable': (v: { value: string }): ErrorText => ({
    message: `there are characters that cannot be shown: ${v.value}`,
    hint: 'leave out control characters and line breaks',
  }),
  'error.text-too-long': (v: { limit: number; value: string }): ErrorText => ({
    message: `longer than ${v.limit} characters: ${v.value}`,
    hint: 'shorten it',
  }),
  'error.expiry-needed': (_: object): ErrorText => ({
    message: 'the last valid day is needed',
    hint: 'add --expires 2026-12-31, or --expires permanent',
  }),
  'error.guide-needed': (_: object): ErrorText => ({
    message: 'a card needs a guide',
    hint: 'take --guide generic when none fits; see: renew guide list',
  }),
  'error.guide-id-invalid': (v: { value: string }): ErrorText => ({
    message: `a guide cannot be called "${v.value}"`,
    hint: 'take words in lower case joined by hyphens, in folders if you like: de/residence-title',
  }),
  'error.guide-file-missing': (v: { file: string }): ErrorText => ({
    message: `there is no file ${v.file}`,
    hint: 'write one to begin with: renew guide new de/residence-title',
  }),
  'error.guide-not-found': (v: { name: string; nearest: string | null }): ErrorText => ({
    message: `there is no guide "${v.name}"`,
    hint: v.nearest ? `did you mean ${v.nearest}?` : 'see them with: renew guide list',
  }),
  'error.zone-unknown': (v: { value: string }): ErrorText => ({
    message: `there is no zone "${v.value}"`,
    hint: 'write it as in Asia/Almaty',
  }),
  'error.period-invalid': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" is no period`,
    hint: 'write 30d, 2w, 1mo, 1y or P1M; a bare m could be minutes',
  }),
  'error.milestone-invalid': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" is no milestone`,
    hint: 'write lead, or a time before the end: 6mo, 2w, 3wd, 0d',
  }),
  'error.pair-invalid': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" is not of the form name=value`,
    hint: 'for example: photo=2d,form=1d',
  }),
  'error.money-invalid': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" is no amount with its currency`,
    hint: 'write it as 15000KZT or 99.50 USD',
  }),
  'error.channel-not-found': (v: { name: string; known: string }): ErrorText => ({
    message: `there is no channel "${v.name}"`,
    hint: `known: ${v.known}; add one with: renew channel add`,
  }),
  'error.card-changed': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" was changed by another renew just now; nothing was written over it`,
    hint: 'look at it with renew show, and repeat',
  }),
  'error.nothing-to-edit': (_: object): ErrorText => ({
    message: 'nothing to change was named',
    hint: 'for example: renew edit me --lead 6w; see renew edit --help',
  }),
  'error.already-closed': (v: { name: string; date: string }): ErrorText => ({
    message: `"${v.name}" was closed on ${v.date}`,
    hint: 'open it again with: renew reopen',
  }),
  'error.not-closed': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" is not closed`,
    hint: 'see where it stands with: renew status',
  }),
  'error.no-reminders': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" never ends, so nothing reminds of it`,
    hint: 'give it a last valid day with: renew edit --expires',
  }),
  'error.overdue-not-snoozed': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" is overdue and cannot be silenced`,
    hint: 'say that you saw it with: renew ack; then it reminds once a week',
  }),
  'error.too-late-to-snooze': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" cannot be silenced: something must be done now`,
    hint: 'see what with: renew show',
  }),
  'error.channel-kind-unknown': (v: { kind: string; kinds: readonly string[] }): ErrorText => ({
    message: `there is no channel of the kind "${v.kind}"`,
    hint: `choose one of: ${v.kinds.join(', ')}`,
  }),
  'error.channel-name-refused': (v: { name: string }): ErrorText => ({
    message: `a channel cannot be called "${v.name}"`,
    hint: 'use up to 32 letters, digits, - and _; "stdout" is taken',
  }),
  'error.channel-setting-unknown': (v: {
    kind: string
    name: string
    known: readonly string[]
  }): ErrorText => ({
    message: `a channel of the kind ${v.kind} has no setting --${v.name}`,
    hint: v.known.length
      ? `it takes: ${v.known.map(name => `--${name}`).join(', ')}`
      : 'it takes no settings',
  }),
  'error.channel-setting-missing': (v: {
    kind: string
    wanted: readonly string[]
    either: boolean
    usage: string
    docs: string | null
  }): ErrorText => ({
    message: `a channel of the kind ${v.kind} needs ${v.wanted.join(v.either ? ' or ' : ' and ')}`,
    hint: `write: renew channel add ${v.usage}${v.docs ? `; where to get it: ${v.docs}` : ''}`,
  }),
  'error.channel-setting-refused': (v: {
    name: string
    value: string
    form: 'absolute-path' | 'arguments' | 'http-url' | 'pattern'
    example: string
  }): ErrorText => ({
    message: `--${v.name} cannot be "${v.value}"`,
    hint: {
      'absolute-path': 'write the whole path, from the root: a timer starts in another folder',
      arguments: 'a quotation mark is not closed; write the words as in a shell: --args "-x \'two words\'"',
      'http-url': `write the whole address, from http:// or https:// on, without a user and password: ${v.example}`,
      pattern: `it looks like: ${v.example}`,
    }[v.form],
  }),
  'date.long': (v: { year: number; month: number; day: number; weekday: number }) =>
    `${WEEKDAYS[v.weekday - 1]} ${v.day} ${MONTHS[v.month - 1]!.slice(0, 3)} ${v.year}`,
  'reminder.title': (v: { name: string; stage: string; days: number }) =>
    v.stage === 'overdue'
      ? `${v.name}: expired ${dayCount(v.days)} ago`
      : v.stage === 'last-day'
        ? `${v.name}: today is the last valid day`
        : `${v.name}: ${dayCount(v.days)} left`,
  'reminder.title-many': (v: { overdue: number; lastDay: number; rest: number }) => {
    const parts = [
      v.overdue ? `${v.overdue} overdue` : '',
      v.lastDay ? `${v.lastDay} on the last day` : '',
      v.rest ? `${v.rest} to renew` : '',
    ]
    return `${v.overdue + v.lastDay + v.rest} cards: ${parts.filter(part => part).join(', ')}`
  },
  'reminder.title-faults': 'renew: something is wrong',
  'reminder.part': (v: { title: string; part: number; parts: number }) => `${v.title} (${v.part}/${v.parts})`,
  'reminder.head': (v: { name: string; guide: string; holder: string | null }) =>
    `${v.name} (${v.guide}${v.holder === null ? '' : `; holder: ${v.holder}`})`,
  'reminder.days-left': (v: { days: number; expires: string }) =>
    `${dayCount(v.days)} left: the last valid day is ${v.expires}.`,
  'reminder.last-day': (v: { expires: string }) => `Today is the last valid day: ${v.expires}.`,
  'reminder.overdue': (v: { days: number; expires: string }) =>
    `Expired ${dayCount(v.days)} ago: the last valid day was ${v.expires}.`,
  'reminder.file-by': (v: { date: string; when: 'ahead' | 'today' | 'past' }) =>
    ({
      ahead: `File by ${v.date}.`,
      today: `Today is the last day to file in time: ${v.date}.`,
      past: `The last day to file in time was ${v.date}.`,
    })[v.when],
  'reminder.last-working-day': (v: {
    date: string
    when: 'ahead' | 'today' | 'past'
    off: 'weekend' | 'holiday' | null
  }) => {
    const why = { weekend: 'The last valid day is on a weekend', holiday: 'The last valid day is a holiday' }
    const lead = v.off === null ? 'Offices are closed on the last valid day' : why[v.off]
    const day = {
      ahead: `the last working day before it is ${v.date}`,
      today: `the last working day before it is today, ${v.date}`,
      past: `the last working day before it was ${v.date}`,
    }
    return `${lead}; ${day[v.when]}.`
  },
  'reminder.submitted': (v: { date: string }) => `Filed on ${v.date}.`,
  'reminder.papers': (v: { ready: number; needed: number; missing: readonly string[] }) =>
    `${v.ready} of ${v.needed} papers ready${v.missing.length ? `; missing: ${v.missing.join(', ')}` : ''}.`,
  'reminder.next': (v: { text: string; by: string | null }) =>
    `Next: ${v.text}${v.by === null ? '' : `, by ${v.by}`}.`,
  'reminder.other-day': (v: { there: string; here: string }) =>
    `Counted for ${v.there}, the day where the card is valid; with you it is ${v.here}.`,
  'reminder.more-in-file': (v: { count: number }) =>
    `${v.count === 1 ? '1 more card is' : `${v.count} more cards are`} in the attached file, with all of these.`,
  'reminder.footer':
    'More: renew status. Renewed already: renew done NAME --expires DATE. Seen: renew ack NAME.',
  'reminder.fault.ledger-damaged': (v: { aside: string }) =>
    `The record of what was sent was damaged and began anew, so something may come twice. The damaged file: ${v.aside}.`,
  'reminder.fault.ledger-unwritable': (v: { reason: string }) =>
    `renew cannot record that it sent this, so it may come again: ${v.reason}.`,
  'reminder.fault.ledger-ahead': (v: { count: number }) =>
    `${v.count === 1 ? '1 record' : `${v.count} records`} of what was sent ${v.count === 1 ? 'is' : 'are'} dated ` +
    'more than a week ahead and not counted: the clock was wrong. Something may come twice.',
  'reminder.fault.clock': (v: { today: string }) =>
    `By the clock of this machine today is ${v.today}; nothing is sent before it is set right.`,
  'reminder.fault.unknown-channel': (v: { channel: string; cards: readonly string[]; more: number }) =>
    `There is no channel "${v.channel}", which ${listed(v.cards, v.more)} asked for; all channels were used instead.`,
  'reminder.fault.partly-delivered': (v: { channel: string; error: string }) =>
    `Not everybody was reached through "${v.channel}": ${v.error}.`,
  'reminder.fault.store': (v: { reason: string }) => `${v.reason}.`,
  'reminder.fault.guide-lost': (v: {
    guide: string
    kind: 'kept' | 'built-in' | 'missing'
    detail: string
  }): string => {
    const instead = {
      kept: 'its last values are used',
      'built-in': 'the built-in one is used instead',
      missing: 'the usual values are used',
    }[v.kind]
    return v.detail === v.guide
      ? `The guide ${v.guide} is gone; ${instead}.`
      : `The guide ${v.guide} cannot be used (${v.detail}); ${instead}.`
  },
  'reminder.fault.workdays-lost': (v: { detail: string }) =>
    `Your own working days cannot be used (${v.detail}); the built-in ones are used instead.`,
  'reminder.fault.channel-failed': (v: { channel: string; error: string }) =>
    `The channel "${v.channel}" did not take this: ${v.error}.`,
  'reminder.faults-more': (v: { count: number }) => `${v.count} more: renew doctor.`,

  // Screens
  'date.short': (d: DateParts): string => `${d.day} ${MONTHS[d.month - 1]!.slice(0, 3)} ${d.year}`,
  /** How far a day is from today; to stand behind a date. */
  'date.distance': (v: { days: number }): string => {
    if (v.days === 0) return 'today'
    if (v.days === 1) return 'tomorrow'
    if (v.days === -1) return 'yesterday'
    return v.days > 0 ? `in ${v.days} days` : `${-v.days} days ago`
  },
  /** An instant: the day, written out, and the time on the clock. */
  'date.moment': (v: { date: string; time: string }): string => `${v.date}, ${v.time}`,
  'date.span': (v: { from: string; to: string }): string => `${v.from} to ${v.to}`,
  'period.long': (v: PeriodParts): string =>
    [
      v.years > 0 && counted(v.years, 'year'),
      v.months > 0 && counted(v.months, 'month'),
      v.weeks > 0 && counted(v.weeks, 'week'),
      v.days > 0 && counted(v.days, 'day'),
      v.workdays > 0 && counted(v.workdays, 'working day'),
    ]
      .filter(part => part !== false)
      .join(', ') || counted(0, 'day'),
  'stage.valid': 'valid',
  'stage.prepare': 'prepare',
  'stage.last-day': 'last day',
  'stage.overdue': 'overdue',
  'stage.permanent': 'permanent',
  'stage.closed': 'closed',
  'course.not-started': 'not started',
  'course.preparing': 'preparing',
  'course.submitted': 'submitted, waiting for the answer',
  'words.colon': ': ',
  'words.comma': ', ',
  /** Between the members of a list, which not every language sets apart as it does clauses. */
  'words.listed': ', ',
  'words.semicolon': '; ',
  'words.bracketed': (v: { text: string }): string => ` (${v.text})`,
  'words.unknown': 'unknown',
  'words.no-end': 'no end',
  'words.more': (v: { count: number }): string => `and ${v.count} more`,
  'status.head.stage': 'stage',
  'status.head.card': 'card',
  'status.head.holder': 'holder',
  'status.head.expires': 'last valid day',
  'status.head.left': 'left',
  'status.head.window': 'time to prepare',
  'status.left': (v: { days: number }): string => {
    if (v.days === 0) return 'today'
    return v.days > 0 ? `${counted(v.days, 'day')} left` : `${counted(-v.days, 'day')} over`
  },
  'status.opens': (v: { date: string }): string => `from ${v.date}`,
  'status.by': (v: { date: string }): string => `by ${v.date}`,
  'status.label.by': 'by',
  'status.label.next': 'next',
  'status.label.risk': 'risk',
  'status.label.papers': 'papers',
  'status.label.course': 'filed',
  'status.label.window': 'begin',
  'status.label.snoozed': 'silent',
  'status.label.unseen': 'unseen',
  'status.label.note': 'note',
  'status.label.closed': 'closed',
  /** Why a date matters before the last valid day does; stands behind it. */
  'status.why': (v: {
    days: number
    why: 'file-by' | 'last-working-day' | 'expiry'
    dayOff: 'weekend' | 'holiday' | null
    knowledge: 'exact' | 'estimated' | 'weekends-only'
  }): string => {
    const off = v.dayOff === 'holiday' ? 'a public holiday' : 'a weekend'
    const why = {
      'file-by': 'last day to file in time',
      'last-working-day': `last working day; it ends on ${off}`,
      expiry: 'last valid day',
    }[v.why]
    const doubt = {
      exact: '',
      estimated: ' (a public holiday near it is only estimated)',
      'weekends-only': ' (weekends only: public holidays are not known)',
    }[v.knowledge]
    return `, ${en['date.distance'](v)}: ${why}${doubt}`
  },
  'status.next-by': (v: { date: string }): string => `, by ${v.date}`,
  'status.papers': (v: { ready: number; needed: number; missing: string }): string =>
    `${v.ready} of ${v.needed} ready${v.missing ? `; missing: ${v.missing}` : ''}`,
  'status.window-opens': (v: { date: string; days: number }): string =>
    `on ${v.date}, ${en['date.distance'](v)}`,
  'status.snoozed': (v: { date: string }): string => `until ${v.date}`,
  'status.unseen': 'a reminder was printed where perhaps nobody read it',
  'status.rest': (v: { count: number }): string =>
    `and ${counted(v.count, 'more card')} with nothing to do now`,
  'status.no-match': 'No card fits what you asked for.',
  'status.summary': (v: { count: number }): string => `${counted(v.count, 'card')}: `,
  'status.count.overdue': (v: { count: number }): string => `${v.count} overdue`,
  'status.count.last-day': (v: { count: number }): string => `${v.count} on the last day`,
  'status.count.prepare': (v: { count: number }): string => `${v.count} to prepare`,
  'status.count.valid': (v: { count: number }): string => `${v.count} valid`,
  'status.count.permanent': (v: { count: number }): string => `${v.count} permanent`,
  'status.count.closed': (v: { count: number }): string => `${v.count} closed`,
  'status.empty': 'No cards yet. Begin with the one that runs out first:',
  'status.empty.name': 'me',
  'status.empty.add': 'its name and its last valid day',
  'status.empty.help': 'what else there is',
  'status.hint.no-timer': 'No timer is installed, so nothing reminds you by itself',
  'status.hint.timer-stale': (v: { last: string | null }): string =>
    v.last
      ? `The timer has not run since ${v.last}, so nothing reminds you by itself`
      : 'The timer has never run, so nothing reminds you by itself',
  'status.hint.no-channel': 'No channel is set up, so reminders are only printed',
  'status.hint.unseen': (v: { count: number }): string =>
    `${counted(v.count, 'reminder')} ${v.count === 1 ? 'was' : 'were'} printed where perhaps nobody read ${v.count === 1 ? 'it' : 'them'}`,
  'status.hint.channel': (v: { name: string; since: string | null; error: string }): string =>
    `The channel ${v.name} has been failing${v.since ? ` since ${v.since}` : ''} (${v.error})`,
  'status.hint.channel-gone': (v: { name: string; error: string }): string =>
    `The channel ${v.name} leads nowhere any more (${v.error})`,
  'status.hint.clock': (v: { value: string }): string => `The clock is set by RENEW_NOW=${v.value}`,
  'status.hint.on': (v: { date: string }): string => `As if today were ${v.date}`,
  'status.hint.zone': (v: { here: string; there: string; zone: string }): string =>
    `It is ${v.here} here and ${v.there} in ${v.zone}: cards of that place go by its day`,
  'status.hint.closed': (v: { count: number }): string =>
    `${counted(v.count, 'closed card')} ${v.count === 1 ? 'is' : 'are'} not shown`,
  'origin.card': 'set on the card',
  'origin.guide': 'from the guide',
  'origin.kept': 'as the guide last said',
  'origin.setting': 'from the settings',
  'origin.default': 'usual',
  'trust.official': 'official',
  'trust.secondary': 'secondary',
  'trust.unverified': 'unverified',
  'trust.own': 'your own',
  'show.name': 'name',
  'show.stage': 'stage',
  'show.expires': 'last valid day',
  'show.window': 'time to prepare',
  'show.by': 'act by',
  'show.next': 'next',
  'show.today': 'today',
  'show.course': 'renewal',
  'show.method': 'method',
  'show.appointment': 'appointment',
  'show.submitted': 'submitted',
  'show.receipt': 'receipt',
  'show.paid': 'paid',
  'show.guide': 'guide',
  'show.holder': 'holder',
  'show.number': 'number',
  'show.readings': 'read from',
  'show.reading.card': 'card',
  'show.reading.visa': 'visa',
  'show.reading.receipt': 'receipt',
  'show.issued': 'issued',
  'show.zone': 'zone',
  'show.zone-own': "this computer's",
  'show.lead': 'begin before',
  'show.milestones': 'milestones',
  'show.workdays': 'working days',
  'show.processing': 'processing',
  'show.durations': 'durations',
  'show.channels': 'channels',
  'show.channels-all': 'all',
  'show.lang': 'language',
  'show.tags': 'tags',
  'show.note': 'note',
  'show.links': 'depends on',
  'show.acknowledged': 'acknowledged',
  'show.snoozed': 'silent until',
  'show.closed': 'closed',
  'show.history': 'renewed so far',
  'show.history-times': (v: { count: number }): string => counted(v.count, 'time'),
  'show.created': 'added',
  'show.changed': 'changed',
  'show.id': 'id',
  'show.not-set': 'not set',
  'show.reminders': 'reminders to come',
  'list.empty': 'No cards yet; begin with: renew add',
  'list.head.name': 'name',
  'list.head.expires': 'last valid day',
  'list.head.guide': 'guide',
  'list.head.holder': 'holder',
  'list.head.tags': 'tags',
  'list.head.closed': 'closed',
  'list.head.id': 'id',
  'history.empty': 'No renewal has been closed yet; it happens with: renew done',
  'history.head.card': 'card',
  'history.head.from': 'was valid to',
  'history.head.to': 'valid to',
  'history.head.done': 'done on',
  'history.head.submitted': 'filed on',
  'history.head.method': 'method',
  'history.head.paid': 'paid',
  'history.head.receipt': 'receipt',
  'changes.empty': 'Nothing was changed yet.',
  'changes.head.at': 'when',
  'changes.head.command': 'command',
  'changes.head.cards': 'cards',
  'changes.many': (v: { count: number; names: string[] }): string =>
    `${v.count} cards: ${v.names.join(', ')} …`,
  'changes.undone': 'undone',
  'guide.title': 'guide',
  'guide.validity': 'a new one is valid',
  'guide.lead': 'begin before',
  'guide.zone': 'zone',
  'guide.zone-own': "this computer's",
  'guide.workdays': 'working days',
  'guide.milestones': 'extra milestones',
  'guide.processing': 'processing',
  'guide.filing': 'filing period',
  'guide.filing-period': (v: { from: string; to: string }): string =>
    `from ${v.from} to ${v.to} before the last valid day`,
  'guide.read-from': 'expiry is read from',
  'guide.warnings': 'watch out',
  'guide.bring': 'bring',
  'guide.bring.incomplete': 'The list is not complete: ask what else your case needs.',
  'guide.bring.depends': 'only in some cases: ask',
  'guide.bring.optional': 'not required, but it helps',
  'guide.bring.one-of': (v: { all: string }): string => `one of: ${v.all}`,
  'guide.bring.max-age': (v: { period: string }): string => `at most ${v.period} old on filing day`,
  'guide.bring.outlives': (v: { period: string | null }): string =>
    v.period === null
      ? 'this program also checks that it outlasts the new card'
      : `valid for ${v.period} beyond the end of the new card`,
  'guide.bring.pages': (v: { count: number }): string => `at least ${counted(v.count, 'blank page')}`,
  'guide.bring.takes': (v: { period: string }): string => `takes ${v.period}`,
  'guide.bring.all-max-age': (v: { period: string }): string =>
    `Papers may be at most ${v.period} old on filing day.`,
  'guide.way.head': 'way',
  'guide.way.steps': 'steps',
  'guide.way.office': 'to the office',
  'guide.way.goes': 'yes',
  'guide.way.stays': 'no',
  'guide.way.fee': 'costs',
  'guide.way.faster': 'faster',
  'guide.way.extra': 'costs extra, amount unknown',
  'guide.way.extra-fee': (v: { fee: string }): string => `${v.fee} extra`,
  'guide.way.saves': (v: { period: string }): string => `saves ${v.period}`,
  'guide.fees': 'what it costs',
  'guide.print.title': (v: { title: string }): string => `${v.title}: renewal`,
  'guide.print.when': 'When',
  'guide.print.bring': 'What to bring',
  'guide.print.watch': 'Watch out',
  'guide.print.sources': 'Where this comes from',
  'guide.sources': 'sources',
  'guide.source.dated': (v: { date: string }): string => `of ${v.date}`,
  'guide.source.checked': (v: { date: string }): string => `checked on ${v.date}`,
  'guide.source.never-checked': 'not checked yet',
  'guide.own': 'your own',
  'guide.built-in': 'built in',
  'guide.head.id': 'id',
  'guide.head.title': 'title',
  'guide.head.from': 'from',
  'guide.fault': (v: { fault: string }): string => `Your own guide could not be taken: ${v.fault}`,
  'remind.view.delivered': (v: { count: number; channel: string }): string =>
    `${counted(v.count, 'reminder')} delivered to ${v.channel}`,
  'remind.view.failed': (v: { channel: string; error: string; count: number }): string =>
    `${v.channel} failed (${v.error}); ${counted(v.count, 'reminder')} still owed`,
  'remind.view.owed': (v: { count: number }): string =>
    `${counted(v.count, 'reminder')} left for the next run`,
  'remind.view.nothing': 'Nothing is owed.',
  'remind.view.to': (v: { channel: string }): string => `to ${v.channel}`,
  'remind.view.again': 'once more, as an earlier run broke off',
  'copies.empty': 'There is no kept copy yet: the first change makes one.',
  'copies.head.name': 'copy',
  'copies.head.at': 'written',
  'copies.head.cards': 'cards',
  'copies.head.why': 'how it was',
  'copies.why.latest': 'as things are now',
  'copies.why.before': 'before the last change',
  'copies.why.day': 'after the last change of its day',
  'copies.unusable': (v: { fault: string }): string => `cannot be used: ${v.fault}`,
  'copies.hint': 'go back to one',
  'doctor.ok': 'ok',
  'doctor.warn': 'look',
  'doctor.bad': 'bad',
  'doctor.all-well': (v: { count: number }): string => `${counted(v.count, 'check')}: all is well.`,
  'doctor.summary': (v: { count: number; warn: number; bad: number }): string =>
    [counted(v.count, 'check'), v.bad > 0 && `${v.bad} bad`, v.warn > 0 && `${v.warn} to look at`]
      .filter(part => part !== false)
      .join(', '),
  'timer.view.kind': 'timer',
  'timer.view.none': 'none is installed',
  'timer.view.times': 'runs at',
  'timer.view.last-run': 'last run',
  'timer.view.never': 'never yet',
  'timer.view.stale': 'more than 48 hours ago',
  'timer.view.next': 'next run',
  'timer.view.state': 'state',
  'timer.view.current': 'as it should be',
  'timer.view.outdated': 'not as it would be installed now',
  'timer.view.inactive': 'switched off',
  'timer.view.there': (v: { zone: string; at: string }): string => `${v.at} in ${v.zone}`,
  'timer.view.elsewhere': (v: { cards: string }): string =>
    `reminds of other cards, not of these: ${v.cards}`,
  'timer.view.paths': 'there',
  'timer.view.missing': 'missing',
  'timer.view.entry': 'entry',
  'channels.empty': 'No channel is set up: reminders are only printed.',
  'channels.empty.add': 'a notification on this desktop',
  'channels.head.name': 'channel',
  'channels.head.kind': 'kind',
  'channels.head.lang': 'language',
  'channels.head.settings': 'settings',
  'channels.head.state': 'state',
  'channels.state.ok': 'works',
  'channels.state.failing': (v: { since: string; error: string }): string =>
    `failing since ${v.since}: ${v.error}`,
  'channels.state.gone': (v: { error: string }): string => `gone: ${v.error}`,
  'backup.skipped': (v: { file: string }) => `Not in the backup, because it cannot be read: ${v.file}`,
  'export.done': (v: { file: string; cards: number }) =>
    `Wrote ${v.file}: ${v.cards} ${v.cards === 1 ? 'card' : 'cards'}.`,
  'note.guide-fault': (v: { fault: string }) =>
    `Your own guide cannot be used, the built-in one is taken: ${v.fault}`,
  'error.heartbeat-refused': (v: { why: 'not-an-address' | 'not-http' | 'has-password' }): ErrorText => ({
    message: {
      'not-an-address': 'this is no heartbeat address',
      'not-http': 'a heartbeat address begins with https:// or http://',
      'has-password': 'a heartbeat address must not hold a user name or password',
    }[v.why],
    hint: 'write it as in https://hc-ping.com/your-uuid',
  }),
  'error.setting-unknown': (v: { name: string; known: string }): ErrorText => ({
    message: `there is no setting "${v.name}"`,
    hint: `known: ${v.known}`,
  }),
  'error.timer-at-unusable': (v: { at: string }): ErrorText => ({
    message: `"${v.at}" is no time of day`,
    hint: 'write hours and minutes, for example: renew timer install --at 09:07',
  }),
  'error.timer-path-vanishes': (v: {
    what: string
    path: string
    why: 'npx' | 'one-off' | 'shell' | 'temporary'
  }): ErrorText => ({
    message: `${v.what} is in a place that will vanish, and the timer with it: ${v.path} (${
      {
        npx: 'the cache of npx',
        'one-off': 'a folder for this one run',
        shell: "this shell's own link",
        temporary: 'a temporary folder',
      }[v.why]
    })`,
    hint:
      v.why === 'temporary'
        ? 'move renew to a place that stays and install it from there; or take this one all the same with --yes'
        : 'install renew for good with: npm install --global, then repeat: renew timer install',
  }),
  'error.timer-path-unusable': (v: {
    what: string
    value: string
    why: 'relative' | 'control' | 'not-unicode' | 'equals'
  }): ErrorText => ({
    message: `no timer can hold ${v.what}: ${v.value} (${
      {
        relative: 'not an absolute path',
        control: 'a line break or another control character in it',
        'not-unicode': 'not UTF-8',
        equals: 'an equals sign in the path of the program',
      }[v.why]
    })`,
    hint: 'rename or move it, then repeat: renew timer install',
  }),
  'error.timer-entry-too-long': (v: { bytes: number; limit: number }): ErrorText => ({
    message: `the crontab line would be ${v.bytes} bytes long, and cron takes ${v.limit}`,
    hint: 'give RENEW_HOME a shorter path, or take another timer, for example: renew timer install --with systemd',
  }),
  'error.timer-other-home': (v: { kind: string; cards: string }): ErrorText => ({
    message: `the ${v.kind} timer here serves other cards (${v.cards}); nothing was changed`,
    hint: 'to take it from those cards: renew timer remove, then repeat: renew timer install',
  }),
  'error.timer-other-kind': (v: { installed: string; wanted: string }): ErrorText => ({
    message: `a ${v.installed} timer is installed; ${v.wanted} beside it would start everything twice`,
    hint: `remove it first: renew timer remove --with ${v.installed}`,
  }),
  'error.timer-wrong-platform': (v: { kind: string }): ErrorText => ({
    message: `there is no ${v.kind} on this system`,
    hint: 'leave --with out, and the fitting one is taken: renew timer install',
  }),
  'error.timer-foreign-unit': (v: { file: string }): ErrorText => ({
    message: `${v.file} was not written by renew; nothing was changed`,
    hint: 'rename it, or unmask it where it is masked; or take cron: renew timer install --with cron',
  }),
  'error.timer-not-switched-on': (v: {
    kind: string
    command: string
    said: string
    undone: boolean
  }): ErrorText => ({
    message: `${v.command} failed: ${v.said}${v.undone ? '; everything is as it was' : ''}`,
    hint: v.undone
      ? `see the texts with: renew timer print --with ${v.kind}`
      : 'see what is there now with: renew timer status; then repeat',
  }),
  'error.systemd-unreachable': (v: { said: string }): ErrorText => ({
    message: `no systemd user manager answers: ${v.said}`,
    hint: 'log in as this user without su or sudo, or take cron: renew timer install --with cron',
  }),
  'error.crontab-missing': (_: object): ErrorText => ({
    message: 'there is no crontab program on this system',
    hint: 'install cron, or see the line to add elsewhere with: renew timer print --with cron',
  }),
  'error.crontab-denied': (v: { said: string }): ErrorText => ({
    message: `this user may not have a crontab: ${v.said}`,
    hint: 'ask who runs this machine (cron.allow, cron.deny), or try: renew timer install --with systemd',
  }),
  'error.crontab-unreadable': (v: { said: string }): ErrorText => ({
    message: `crontab -l failed, so nothing was changed: ${v.said}`,
    hint: 'see the line to add by hand (crontab -e) with: renew timer print --with cron',
  }),
  'error.crontab-inexact': (_: object): ErrorText => ({
    message: 'the crontab holds characters that crontab -l does not show as they are; nothing was changed',
    hint: 'see the lines to add or take away by hand (crontab -e) with: renew timer print --with cron',
  }),
  'error.crontab-half-block': (v: { line: number; lines: readonly string[] }): ErrorText => ({
    message: `in the crontab, line ${v.line}, one of the two marker lines of renew is missing; nothing was changed. There: ${v.lines.join(' | ')}`,
    hint: 'take the rest of the block away with crontab -e, then repeat: renew timer install',
  }),
  'error.crontab-changing': (_: object): ErrorText => ({
    message: 'the crontab changes all the time; nothing was changed',
    hint: 'close other editors of it (crontab -e), then repeat',
  }),
  'error.crontab-refused': (v: { said: string }): ErrorText => ({
    message: `crontab did not take the table, which is as it was: ${v.said}`,
    hint: 'mend the line it names with crontab -e; the line to add: renew timer print --with cron',
  }),
  'error.crontab-not-kept': (v: { kept: string; said: string }): ErrorText => ({
    message: `the crontab is another one than was written (${v.said}); the former one is kept in ${v.kept}`,
    hint: `look at it with crontab -l; go back with: crontab ${v.kept}`,
  }),
  'timer.concern.not-running': 'No cron daemon seems to run here, so nothing would start.',
  'timer.concern.no-linger': 'It runs only while you are logged in; to change that: loginctl enable-linger',
  'timer.concern.while-logged-in': 'It runs only while you are logged in.',
  'timer.concern.output-unseen':
    'Without a channel nobody would see the reminders: what a run prints is shown to nobody.',
  'note.guide-built-in': (v: { detail: string }) =>
    `your own guide cannot be used, the built-in one is taken: ${v.detail}`,
  'note.guide-kept': (v: { detail: string }) => `the guide is gone, its last values are used: ${v.detail}`,
  'note.guide-missing': (v: { detail: string }) => `there is no guide ${v.detail}; the usual values are used`,
  'note.workdays': (v: { detail: string }) => `your own working days cannot be used: ${v.detail}`,
  'difference.appears': (v: { name: string }) => `${v.name} comes back`,
  'difference.vanishes': (v: { name: string }) => `${v.name} goes away`,
  'difference.more': (v: { count: number }) => `and ${v.count} more`,
  'difference.other-number': '(another number)',
  'note.heartbeat': (v: { address: string; error: string }) =>
    `renew: the heartbeat address ${v.address} did not answer well: ${v.error}`,
  'line.fault': (v: { message: string; hint: string }) => `${v.message}; ${v.hint}`,
  'error.needs-dry-run': (_: object): ErrorText => ({
    message: 'another day than today can only be rehearsed',
    hint: 'add --dry-run',
  }),
  'error.run-stuck': (v: { holder: string | null; minutes: number; file: string }): ErrorText => ({
    message: `another renew remind${v.holder ? ` (${v.holder})` : ''} has been running for ${v.minutes} minutes; nothing was sent`,
    hint: `end it; if it is not there any more, remove ${v.file}`,
  }),
  'error.until-out-of-range': (v: { date: string }): ErrorText => ({
    message: `${v.date} cannot be rehearsed`,
    hint: 'take a day from today to three years ahead',
  }),
  'channel.message-lang': 'language of its messages (--lang is the one of this command)',
  'channel.setting.run': 'absolute path of the program to run',
  'channel.setting.args': 'its arguments',
  'channel.setting.url': 'the address to send to; it is a secret',
  'channel.setting.urls': 'Apprise addresses of the services',
  'channel.setting.server': 'address of your own server',
  'channel.setting.topic': 'the topic you subscribed to; choose one nobody can guess',
  'channel.setting.token': 'the access token',
  'channel.setting.chat': 'number of the chat, or @name of a public channel',
  'channel.setting.key': 'the key the service gave you',
  'channel.setting.secret': 'the secret that messages are signed with',
  'channel.setting.keyword': 'the keyword that the bot demands in every message',
  'channel.setting.tag': 'only the services with this tag',
  'channel.setting.config': 'absolute path of the configuration',
  'channel.setting.header': 'one more header, such as an authorization',
  'channel.setting.to': 'the addresses it goes to, with commas between them',
  'channel.setting.host': 'the mail server that takes your mail for sending',
  'channel.setting.user': 'the user name for the mail server',
  'channel.setting.password': 'the password for the mail server, often one made for programs',
  'channel.setting.from': 'the address it comes from; the user, or the first it goes to, when left out',
  'channel.setting.port': '465 or 587 when left out',
  'channel.setting.tls': 'how it is encrypted: implicit (from the start), starttls, or none',
  'channel.setting.ca': 'absolute path of the certificate (PEM) of an authority to trust as well',
  'channel.setting-other': 'a value',
  'channel.help-secrets':
    'A secret is kept in your settings file, or elsewhere: file:PATH, cmd:PROGRAM, env:NAME.\n' +
    'On a terminal what is missing is asked for, and secrets are not shown.',
  'channel.help-kinds': 'The kinds and their settings; [ ] may be left out:',
  'channel.needs': (v: { usage: string; docs: string | null }) =>
    `renew channel add ${v.usage}${v.docs ? `\nWhere to get it: ${v.docs}` : ''}`,
  'channel.ask': (v: { name: string; words: string; example: string | null }) =>
    `--${v.name}: ${v.words}${v.example ? ` (such as ${v.example})` : ''}`,
  'channel.history':
    'renew: the secret now stands in the history of your shell as well; next time leave it out and it is asked for',
  'channel.variable': (v: { name: string; variable: string }) =>
    `renew: a timer starts without your variables, so it may not see ${v.variable}; ` +
    `keep --${v.name} in a file instead (file:PATH), or set ${v.variable} for the timer too`,
  'channel.added': (v: { name: string; tested: boolean }) =>
    v.tested
      ? `The test message went out; reminders now come through ${v.name}.`
      : `Reminders now come through ${v.name}. Try it with: renew channel test ${v.name}`,
  'channel.tested': (v: { name: string }) => `The test message went out through ${v.name}.`,
  'channel.removed': (v: { name: string }) => `No reminder goes through ${v.name} any more.`,
  'channel.test-title': 'renew: a test message',
  'channel.test-text': (v: { name: string }) =>
    `This is how reminders will reach you through "${v.name}". There is nothing to do.`,
  'error.channel-name-taken': (v: { name: string }): ErrorText => ({
    message: `there is a channel called "${v.name}" already`,
    hint: 'take another name with --name, or remove it with: renew channel remove',
  }),
  'error.channel-test-failed': (v: { name: string; error: string }): ErrorText => ({
    message: `the test message did not go out through "${v.name}": ${v.error}`,
    hint: `mend it and repeat; what is set: renew channel list`,
  }),
  'error.channel-not-saved': (v: { name: string; error: string }): ErrorText => ({
    message: `the test message did not go out, so "${v.name}" was not saved: ${v.error}`,
    hint: 'mend it and repeat, or add it all the same with --no-test',
  }),
  'timer.ask-other-home': (v: { cards: string }) =>
    `This timer serves other cards (${v.cards}); nothing would remind of them any more. Remove it?`,
  'timer.clock': (v: { zone: string; times: readonly string[] }) =>
    `These are times of the machine's clock (${v.zone}); by yours: ${v.times.join(', ')}.`,
  'timer.temporary': (v: { path: string }) =>
    `renew: ${v.path} lies in a folder that is emptied now and then; install renew elsewhere, or reminders will stop`,
  'timer.done.installed': (v: { kind: string; times: readonly string[] }) =>
    `Installed: ${v.kind} starts the reminders at ${v.times.join(', ')}.`,
  'timer.done.repaired': (v: { kind: string; times: readonly string[] }) =>
    `Repaired: ${v.kind} starts the reminders at ${v.times.join(', ')}.`,
  'timer.done.unchanged': (v: { kind: string; times: readonly string[] }) =>
    `Already installed, nothing changed: ${v.kind} starts the reminders at ${v.times.join(', ')}.`,
  'timer.removed': 'The timer is gone: nothing reminds you by itself any more.',
  'timer.absent': 'No timer was installed.',
  'ask.restore': (v: { source: string }) => `Replace what is there now with ${v.source}?`,
  'restore.aside': (v: { file: string }) => `The damaged file stays beside it: ${v.file}`,
  'restore.done': (v: { from: string; cards: number | null }) =>
    v.cards === null
      ? `Brought back from ${v.from}.`
      : `Brought back from ${v.from}: ${v.cards} ${v.cards === 1 ? 'card' : 'cards'}.`,
  'doctor.accepted': (v: { file: string }) => `Taken in: ${v.file}`,
  'doctor.nothing-edited': 'No file was changed by hand.',
  'doctor.node': (v: { version: string }) => `Node ${v.version}`,
  'doctor.zones-right': 'the zone data know Almaty at +05:00',
  'doctor.zone-lost': (v: { name: string; zone: string }): string =>
    `${v.name}: this Node does not know the zone ${v.zone}, so its days are those of UTC`,
  'doctor.zones-old': 'the zone data have Almaty at +06:00, wrong since 1 March 2024; update Node',
  'doctor.clock': (v: { now: string }) => `the clock says ${v.now}`,
  'doctor.readable': (v: { file: string }) => `${v.file} can be read`,
  'doctor.conflict': (v: { file: string }) =>
    `two machines wrote at once; what one of them wrote is in ${v.file}`,
  'doctor.running': (v: { who: string; minutes: number }) =>
    `renew remind is running (${v.who}) since ${v.minutes} ${v.minutes === 1 ? 'minute' : 'minutes'}`,
  'doctor.guides': 'the guides of all cards can be used',
  'doctor.timer': (v: { kind: string; times: readonly string[] }) =>
    `${v.kind} starts the reminders at ${v.times.join(', ')}`,
  'doctor.timer-missing': (v: { kind: string; path: string }) =>
    `${v.kind} starts what is no longer there: ${v.path}`,
  'doctor.timer-off': (v: { kind: string }) => `the timer of ${v.kind} is switched off`,
  'doctor.timer-other': (v: { kind: string }) => `${v.kind} starts something else than this renew`,
  'doctor.channel': (v: { name: string }) => `the channel ${v.name} works as far as known`,
  'doctor.nothing-ahead': 'no reminder is ahead',
  'doctor.next': (v: {
    name: string
    at: string
    there: { zone: string; at: string } | null
    channels: readonly string[]
  }) =>
    `next reminder: ${v.at}${v.there ? ` (${v.there.at} in ${v.there.zone})` : ''}, for ${v.name}, ` +
    (v.channels.length > 0 ? `by ${v.channels.join(' and ')}` : 'printed only'),
  'doctor.next-unsent': (v: { name: string; date: string }) =>
    `next reminder: ${v.date}, for ${v.name}, but no timer would send it`,
  'doctor.owed-unsent': (v: { name: string; date: string }) =>
    `a reminder is owed now (since ${v.date}), for ${v.name}, but no timer would send it`,
  'doctor.send': 'send a test message through every channel, as the timer would',
  'doctor.places': 'folders and files are yours alone and on this machine',
  'doctor.place-foreign': (v: { path: string }) => `${v.path} belongs to another user`,
  'doctor.place-open': (v: { path: string }) => `others on this machine may look into ${v.path}`,
  'doctor.place-read-only': (v: { path: string }) => `nothing can be written to ${v.path}`,
  'doctor.place-network': (v: { path: string; kind: string }) =>
    `${v.path} lies on a network drive (${v.kind}), where two machines can overwrite each other's changes`,
  'doctor.lock-left': (v: { file: string; who: string }) =>
    `${v.file} was left by a process that is gone (${v.who}); the next one takes it over`,
  'doctor.timer-ran': (v: { last: string }) => `the timer last ran on ${v.last}`,
  'doctor.timer-elsewhere': (v: { kind: string; cards: string }) =>
    `${v.kind} reminds of other cards (${v.cards}), not of these; only one of both can have the timer`,
  'doctor.timer-other-path': (v: { kind: string; there: string; here: string }) =>
    `${v.kind} starts ${v.there}, this is ${v.here}`,
  'doctor.rehearsal': (v: { cards: number | null; waiting: number | null }) =>
    `started as by the timer, remind sees ${v.cards === null ? 'many cards' : counted(v.cards, 'card')} and would now remind of ${v.waiting ?? 'very many'}`,
  'doctor.rehearsal-other': (v: { there: number; here: number }) =>
    `started as by the timer, remind sees ${counted(v.there, 'card')}, but there ${v.here === 1 ? 'is' : 'are'} ${v.here}`,
  'doctor.rehearsal-failed': (v: { error: string }) => `started as by the timer, remind fails: ${v.error}`,
  'doctor.rehearsal-said': (v: { said: string }) => `started as by the timer, remind says: ${v.said}`,
  'doctor.channel-obstacle': (v: { name: string; obstacle: string }) =>
    `through ${v.name} the timer could send nothing now: ${v.obstacle}`,
  'doctor.heartbeat': (v: { address: string; tells: boolean }) =>
    `good runs are told to ${v.address}, failed ones ${v.tells ? 'too' : 'only by silence'}`,
  'doctor.sent': (v: { name: string }) => `a test message went out through ${v.name}`,
  'doctor.not-sent': (v: { name: string; error: string }) =>
    `no test message went out through ${v.name}: ${v.error}`,

  // The renewal itself
  'argument.item': 'a paper or a step: its id, its name, or the beginning of it',
  'next.choose-method': 'Choose a way to renew',
  'next.wait-for-card': 'Wait for the new card',
  'next.renew-card': (v: { name: string }) => `Renew ${v.name} first`,
  'next.get-paper': (v: { paper: string }) => `Get ready: ${v.paper}`,
  'next.about': 'the one thing to do now, over all cards',
  'next.line': (v: { name: string; text: string; by: string | null }) =>
    `${v.name}: ${v.text}${v.by ? `, by ${v.by}` : ''}`,
  'next.nothing': 'There is nothing to do.',
  'next.nothing-yet': (v: { name: string; date: string }) =>
    `There is nothing to do yet. ${v.name}: time to prepare from ${v.date}.`,
  'field.method': 'the way it is renewed; see: renew guide',
  'field.appointment': 'day of the appointment',
  'tick.about': 'tick off a paper or a step',
  'tick.taken': 'the day the paper was issued or taken',
  'tick.until': 'the last day it holds',
  'tick.pages': 'blank pages counted in it',
  'tick.not-needed': 'it is not needed in your case',
  'tick.needed': 'it is needed in your case, and not there yet',
  'tick.own': 'a paper of your own, not in the guide',
  'tick.done': (v: { name: string; state: 'done' | 'needed' | 'not-needed' }) =>
    ({
      done: `Ticked off: ${v.name}`,
      needed: `On the list: ${v.name}`,
      'not-needed': `Not needed: ${v.name}`,
    })[v.state],
  'tick.not-ready': (v: { fault: string }) => `It does not count as ready: ${v.fault}.`,
  'tick.papers': (v: { ready: number; needed: number }) => `${v.ready} of ${v.needed} papers are ready.`,
  'untick.about': 'take a tick back',
  'untick.done': (v: { name: string }) => `No longer ticked off: ${v.name}`,
  'submit.about': 'filed: from now on the reminders ask how far it is',
  'submit.submitted': 'the day it was filed; today when left out',
  'submit.done': (v: { name: string; date: string; next: string | null }) =>
    `${v.name} was filed on ${v.date}.${v.next ? ` The next reminder comes on ${v.next}.` : ''}`,
  'link.about': 'a card depends on another, as on a passport',
  'link.other': 'the card it depends on',
  'link.remove': 'take the link away',
  'link.done': (v: { name: string; other: string }) => `${v.name} now depends on ${v.other}.`,
  'link.removed': (v: { name: string; other: string }) => `${v.name} no longer depends on ${v.other}.`,
  'plan.about': 'the renewal worked backwards: what by when',
  'plan.head.latest': 'at the latest',
  'plan.head.step': 'what',
  'plan.head.remark': 'remark',
  'plan.file-by': (v: { date: string }) => `file by ${v.date}`,
  'plan.fits': 'Everything fits.',
  'plan.fits-as-known': 'It fits as far as known; what takes an unknown time counts as nothing. Begin early.',
  'plan.not-before': (v: { date: string }) => `not before ${v.date}`,
  'plan.unanswered': 'needed in your case? tick it, or say --not-needed',
  'plan.unknown': 'how long it takes is unknown',
  'plan.problem.expired': (v: { date: string }) => `It expired on ${v.date}.`,
  'plan.problem.past-file-by': (v: { date: string }) => `The last day to file in time was ${v.date}.`,
  'plan.problem.appointment-too-late': (v: { date: string; fileBy: string }) =>
    `The appointment on ${v.date} is after ${v.fileBy}, the last day to file in time.`,
  'plan.problem.appointment-too-early': (v: { date: string; opens: string }) =>
    `The appointment on ${v.date} is too early: applications are taken from ${v.opens}.`,
  'plan.problem.appointment-day-off': (v: { date: string; off: 'weekend' | 'holiday' }) =>
    `The office is closed on ${v.date}, a ${v.off === 'weekend' ? 'weekend' : 'holiday'}.`,
  'plan.problem.appointment-past': (v: { date: string }) => `The appointment was on ${v.date}.`,
  'plan.problem.step-late': (v: { step: string; date: string }) =>
    `"${v.step}" should have begun by ${v.date}.`,
  'plan.problem.no-day-to-file': (v: { opens: string; latest: string }) =>
    `No day is left to file: applications are taken from ${v.opens}, and ${v.latest} is the last day in time.`,
  'plan.way': (v: {
    code: 'earlier-appointment' | 'later-appointment' | 'expedite' | 'method' | 'agent'
    method: string | null
    certain: boolean
  }) => {
    const way = {
      'earlier-appointment': 'an earlier appointment',
      'later-appointment': 'a later appointment',
      expedite: `paying for speed${v.method ? ` (${v.method})` : ''}`,
      method: `another way: ${v.method ?? ''}`,
      agent: 'an agent; check its qualification first',
    }[v.code]
    return v.certain ? `This would fit: ${way}.` : `This may still work, ask: ${way}.`
  },
  'paper.not-yet': 'not there yet',
  'paper.too-old': (v: { oldest: string }) =>
    `too old on filing day; it may be from ${v.oldest} at the earliest`,
  'paper.ends-before-filing': (v: { until: string }) => `ends on ${v.until}, before filing day`,
  'paper.too-few-pages': (v: { pages: number; needed: number }) =>
    `${v.pages === 1 ? '1 blank page' : `${v.pages} blank pages`}, ${v.needed} needed`,
  'paper.ends-too-soon': (v: { until: string; needed: string }) =>
    `ends on ${v.until}, and must hold until ${v.needed}`,
  'agenda.about': 'everything dated that is ahead',
  'agenda.from': 'first day; today when left out',
  'agenda.to': 'last day; three months later when left out',
  'agenda.month': 'the month as a picture',
  'agenda.head.date': 'date',
  'agenda.head.card': 'card',
  'agenda.head.what': 'what',
  'agenda.empty': (v: { from: string; to: string }) => `Nothing is dated from ${v.from} to ${v.to}.`,
  'agenda.milestone': (v: { what: string }) => `reminder: ${v.what}`,
  'milestone.lead': 'time to prepare',
  'milestone.filing-opens': 'applications are taken from now on',
  'milestone.filing-closes': 'last day on which applications are taken',
  'milestone.file-by': 'last day to file in time',
  'milestone.last-working-day': 'last working day',
  'milestone.appointment-1d': 'the appointment is tomorrow',
  'milestone.appointment': 'the appointment is today',
  'milestone.last-day': 'last valid day',
  'milestone.ask': 'ask about progress',
  'milestone.before': (v: { period: string }) => `${v.period} before the last valid day`,
  'milestone.before-working-day': (v: { period: string }) => `${v.period} before the last working day`,
  'milestone.over': (v: { days: number }) => `${counted(v.days, 'day')} over`,
  'agenda.day-off': (v: { calendar: string }) => `holiday (${v.calendar})`,
  'agenda.expiry': 'last valid day',
  'agenda.file-by': 'last day to file in time',
  'agenda.last-working-day': 'last working day',
  'agenda.appointment': 'appointment',
  'agenda.window': 'time to prepare begins',
  'week.begins': 1 as number,
  'week.days': ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as readonly string[],
  'month.legend': '! last day or deadline   • dated   ~ time to prepare   - day off   [ ] today',
  'month.title': (d: { year: number; month: number }) => `${MONTHS[d.month - 1]} ${d.year}`,
  'error.item-not-found': (v: {
    name: string
    nearest: string | null
    known: readonly string[]
  }): ErrorText => ({
    message: `there is no paper or step "${v.name}"`,
    hint: v.nearest
      ? `did you mean ${v.nearest}?`
      : v.known.length > 0
        ? `take one of: ${v.known.join(', ')}; or add your own with --own`
        : 'add your own with --own',
  }),
  'error.item-ambiguous': (v: { name: string; matches: readonly string[] }): ErrorText => ({
    message: `"${v.name}" fits several papers or steps`,
    hint: `take one of: ${v.matches.join(', ')}`,
  }),
  'error.not-ticked': (v: { name: string }): ErrorText => ({
    message: `"${v.name}" is not ticked off`,
    hint: 'see what is with: renew plan',
  }),
  'error.pages-invalid': (v: { value: string }): ErrorText => ({
    message: `"${v.value}" is no number of pages`,
    hint: 'write it as in --pages 2',
  }),
  'error.date-ahead': (v: { date: string }): ErrorText => ({
    message: `${v.date} is still ahead`,
    hint: 'enter what has happened; an appointment goes through: renew edit --appointment',
  }),
  'error.method-not-found': (v: { name: string; known: string }): ErrorText => ({
    message: `the guide knows no way "${v.name}"`,
    hint: v.known ? `take one of: ${v.known}` : 'this guide names no ways at all',
  }),
  'error.not-linked': (v: { name: string; other: string }): ErrorText => ({
    message: `"${v.name}" does not depend on "${v.other}"`,
    hint: 'see its links with: renew show',
  }),
  'error.link-circle': (v: { path: readonly string[] }): ErrorText => ({
    message: `this would be a circle: ${v.path.join(' → ')}`,
    hint: 'take another link away first, with: renew link --remove',
  }),
  'error.no-plan': (v: { name: string; guide: string }): ErrorText => ({
    message: `nothing is known of how "${v.name}" is renewed (${v.guide})`,
    hint: 'add papers of your own with: renew tick NAME "paper" --own; or write a guide with: renew guide new',
  }),
  'error.nothing-to-plan': (_: object): ErrorText => ({
    message: 'no card has anything to plan',
    hint: 'add one with: renew add me --expires 2026-12-31',
  }),
  'error.agenda-range': (v: { from: string; to: string }): ErrorText => ({
    message: `there is nothing from ${v.from} to ${v.to}`,
    hint: 'take an end after the beginning, at most three years later',
  }),
  'ask.frame': (v: { guide: string }) => `There is a guide for that: ${v.guide}. Use it?`,
  'note.frame': (v: { guide: string; name: string }) =>
    `There is a guide for that. Take it with: renew edit "${v.name}" --guide ${v.guide}`,
}

/** Every language has exactly these keys; a text is a string or a function of named values. */
export type Messages = {
  [K in keyof typeof en]: (typeof en)[K] extends string ? string : (typeof en)[K]
}

/** The codes of all errors a user can mend. */
export type ErrorCode = keyof typeof en extends infer K ? (K extends `error.${infer C}` ? C : never) : never

/** The values that the words of an error need. */
export type ErrorValues<C extends ErrorCode> = Parameters<(typeof en)[`error.${C}`]>[0]

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

interface DateParts {
  year: number
  /** From 1. */
  month: number
  day: number
  /** 1 = Monday to 7 = Sunday. */
  weekday: number
}

interface PeriodParts {
  years: number
  months: number
  weeks: number
  days: number
  workdays: number
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Names in quotation marks, and how many were left out. */
function listed(names: readonly string[], more: number): string {
  return names.map(name => `"${name}"`).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
