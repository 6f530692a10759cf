import { RenewError } from '../errors.ts'
import { shellWord } from '../text/printable.ts'
import { type ZipEntry, zipEntries } from './zip.ts'

/** What a file is, by its bytes: a text that may be a table, a workbook that can be read, or something else. */
export type FileKind = 'text' | 'xlsx' | 'ods' | OtherKind

export type OtherKind =
  | (typeof MAGIC)[number][1]
  | (typeof TEXTS)[number][1]
  | ('xls' | 'xlsb' | 'locked' | 'numbers' | 'word' | 'slides' | 'zip' | 'markdown' | 'yaml')

const MAGIC = [
  [/^25504446/, 'pdf'],
  [/^1f8b/, 'gzip'],
  [/^(?:fd377a585a00|425a68|28b52ffd|377abcaf271c|526172211a07)/, 'archive'],
  [/^(?:89504e470d0a1a0a|ffd8ff|47494638|49492a00|4d4d002a)/, 'image'],
  [/^(?:52494646.{8}57454250|.{8}66747970(?:68656963|68656978|6d696631|61766966))/, 'image'],
  [/^53514c69746520666f726d6174203300/, 'database'],
  [/^000100005374616e64617264/, 'access'],
  [/^7b5c727466/, 'rtf'],
] as const

const OLE = 'd0cf11e0a1b11ae1'

/** Finds out what a file is. Its name does not decide: many an "Excel export" is a web page. */
export function fileKind(bytes: Buffer): FileKind {
  const start = bytes.subarray(0, 32).toString('hex')
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return kindOfZip(zipEntries(bytes))
  if (start.startsWith(OLE)) return kindOfOle(bytes)
  const known = MAGIC.find(([magic]) => magic.test(start))
  return known?.[1] ?? kindOfText(textStart(bytes))
}

function kindOfZip(entries: ZipEntry[] | null): FileKind {
  const has = (name: RegExp) => entries?.some(entry => name.test(entry.name)) ?? false
  if (has(/^Index\/(?:Document|Tables\/).*\.iwa$|^index\.(?:xml|apxl)(?:\.gz)?$|^Index\.zip$/))
    return 'numbers'
  if (entries?.some(({ isEncrypted }) => isEncrypted)) return 'locked'
  if (has(/^xl\/workbook\.bin$/)) return 'xlsb'
  if (has(/^xl\/.*workbook.*\.xml$/)) return 'xlsx'
  if (has(/^word\//)) return 'word'
  if (has(/^ppt\//)) return 'slides'
  if (has(/^content\.xml$/)) return 'ods'
  return 'zip'
}

/** Files of Office before 2007, and newer ones with a password, by the names of the streams in them. */
function kindOfOle(bytes: Buffer): OtherKind {
  const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
  if (has('EncryptedPackage')) return 'locked'
  if (has('WordDocument')) return 'word'
  if (has('PowerPoint Document')) return 'slides'
  if (has('__properties_version1.0')) return 'mail'
  return 'xls'
}

/** Returns the beginning of a text in any encoding that has the letters of ASCII where ASCII has them. */
function textStart(bytes: Buffer): string {
  const start = bytes.subarray(0, 4096).toString('latin1')
  return start
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '')
    .trimStart()
}

const TEXTS = [
  [/^BEGIN:VCALENDAR/i, 'calendar'],
  [/^BEGIN:VCARD/i, 'contacts'],
  [/^(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body|table|meta|style)[\s>]/is, 'web-page'],
  [/^<\?xml[^>]*\?>\s*(?:<!--(?:(?!-->).)*-->\s*)*<!?(?:doctype )?html/is, 'web-page'],
  [/^MIME-Version:/i, 'web-page'],
  [/^<(?:\?xml|[a-z][\w:.-]*[\s/>])/i, 'xml'],
  [
    /^(?:From|Return-Path|Received|Delivered-To|Message-ID|Subject|Date):? .*\r?\n(?:[A-Z][\w-]+: |[ \t])/,
    'mail',
  ],
] as const

const MARKDOWN_TABLE = /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m
const YAML_LINE =
  /^\s*(?:#.*|-(?: .*)?|["']?[\p{L}_\x80-\xff][\p{L}\p{N}\x80-\xff _.-]*["']?:(?: .*)?|---|\.\.\.)$/u

function kindOfText(start: string): FileKind {
  const named = TEXTS.find(([pattern]) => pattern.test(start))
  if (named) return named[1]
  if (MARKDOWN_TABLE.test(start)) return 'markdown'
  return isYaml(start) ? 'yaml' : 'text'
}

/** Whether all lines are keys and list items. The last line of a long file is cut. */
function isYaml(start: string): boolean {
  const lines = start.split(/\r?\n/).filter(line => line.trim() !== '')
  const whole = lines.length > 3 ? lines.slice(0, -1) : lines
  return (
    whole.length > 1 && whole.every(line => YAML_LINE.test(line)) && whole.some(line => /:(?: |$)/.test(line))
  )
}

/** Returns the error that names a file for what it is. @param file its name, for commands in the hint */
export function otherKind(kind: OtherKind, file = 'FILE'): RenewError {
  return new RenewError('import-kind', { why: kind, file, shell: shellWord(file) } as never)
}
