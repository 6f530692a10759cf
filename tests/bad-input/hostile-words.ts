import fc from 'fast-check'
import { COMMANDS } from '../../src/commands/index.ts'
import { anyCharacter } from '../text/nasty.ts'

/** Valid values of various options, so that fuzzing gets past the first check. */
const FORMS = [
  ...['2026-12-31', '31.12.2026', '+1y', '03/04/2027', '9999-12-31', '1900-01-01', 'permanent', 'soon'],
  ...['3wd', 'P1M', '14d', 'lead', '6mo,3wd,0d', '99999y', '15000KZT', 'a=b', 'photo=2d', 'visa=2026-12-01'],
  ...['me', 'you', 'passport', 'old', 'm', 'photo', 'form', 'mine', 'kz/registration-card', 'KZ', 'none'],
  ...[
    'zh',
    'en',
    'Asia/Almaty',
    'cron',
    'systemd',
    '09:07',
    '2',
    'http://127.0.0.1:9/x',
    '/bin/true',
    'A_b-1',
  ],
]
/** What an attacker would type, or a clipboard paste. */
const ODD = [
  ...[
    '',
    ' ',
    '-',
    '--',
    '\t',
    '\u00a0',
    '.',
    '..',
    '../x',
    '/etc/passwd',
    '~',
    'C:\\x',
    'nul',
    '%',
    '%s',
    '%n',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\b',
    '\u001b[2J',
    '\u001b]0;x\u0007',
    '\u009b31m',
    '\r\n',
    '\n',
    '\u2028',
    '\u2029',
  ],
  ...['\u202e', '\u2066', '\u2069', '\u200f', '\u200b', '\ufeff', '\u00ad', '\ud800', '\udfff', '\u{e0041}'],
  ...['９', '٣', 'İ', 'ß', 'ﬀ', 'e\u0301', '👨‍👩‍👧', '卡', 'بطاقة', '\u115f', '\uffff'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'a.b',
    'a[0]',
    'null',
    'undefined',
    'NaN',
    '-1',
  ],
  ...[
    '=1+1',
    '@SUM',
    '+1',
    "'",
    '"',
    '`id`',
    '$(id)',

    ';',
    '|',
    '&',
    '<',
    '{{x}}',
    '\\',
    '\\n',
    ',',
    '=',
  ],
  ...['DTSTART:1\r\nEND:VEVENT', 'x\r\nBcc: y@z', '* * * * * id', '1e309', '99999999999999999999', '0x10'],
]

/** One argument of a command line. */
export const word = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...FORMS) },
  { weight: 3, arbitrary: fc.constantFrom(...ODD) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 100 }) },
  {
    weight: 2,
    arbitrary: fc
      .array(fc.constantFrom(...FORMS, ...ODD), { minLength: 2, maxLength: 4 })
      .map(parts => parts.join('')),
  },
  { weight: 1, arbitrary: fc.nat({ max: 5000 }).map(length => 'x'.repeat(length)) },
)

/** Options that take a value, of all commands; a command refuses those it does not have. */
export const VALUED = [
  ...[
    '--expires',
    '--issued',
    '--on',
    '--until',
    '--readings',
    '--within',
    '--for',
    '--lead',
    '--processing',
  ],
  ...['--milestones', '--durations', '--zone', '--workdays', '--guide', '--holder', '--number', '--tags'],
  ...['--links', '--channels', '--card-lang', '--lang', '--note', '--name', '--paid', '--receipt', '--stage'],
  ...[
    '--tag',
    '--channel',
    '--method',
    '--appointment',
    '--submitted',
    '--taken',
    '--pages',
    '--from',
    '--to',
  ],
  ...['--with', '--at', '--url', '--run', '--args', '--token', '--key', '--header', '--secret', '--urls'],
  ...['--encoding', '--map', '--by', '--format', '--config', '--server', '--chat', '--topic', '--ca'],
]
const SWITCHES = [
  ...[
    '--json',
    '--json',
    '--yes',
    '-y',
    '--all',
    '--check',
    '--changes',
    '--dry-run',
    '--scheduled',
    '--force',
  ],
  ...[
    '--month',
    '--own',
    '--not-needed',
    '--needed',
    '--remove',
    '--no-test',
    '--accept',
    '--print',
    '--color',
  ],
  ...['--update', '--skip-bad', '--help', '-h', '--version', '--no-color', '-x', '--josn'],
]

const option = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...VALUED), word).map(([flag, text]) => [flag, text]) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...VALUED), word).map(([flag, text]) => [`${flag}=${text}`]),
  },
  { weight: 3, arbitrary: fc.constantFrom(...SWITCHES).map(flag => [flag]) },
  { weight: 1, arbitrary: word.map(text => [text]) },
)

/** The subcommands of commands that have some. */
const SECOND: Record<string, string[]> = {
  timer: ['install', 'status', 'print', 'remove'],
  channel: ['add', 'list', 'test', 'remove'],
  guide: ['list', 'validate', 'new', 'schema', 'kz/registration-card', 'mine', 'passport'],
  config: ['get', 'set', 'unset', 'list', 'path', 'wipe'],
}
const KINDS = [
  'terminal',
  'desktop',
  'command',
  'webhook',
  'ntfy',
  'telegram',
  'bark',
  'apprise',
  'slack',
  'wecom',
]
const SETTINGS = ['lang', 'guide', 'zone', 'milestones', 'heartbeat', 'color']

/** Options that name a file to write: only files in the working directory. */
const WRITERS = ['export', 'backup']
const files = fc.constantFrom(
  'out.csv',
  'out.json',
  'out.ics',
  'taken.csv',
  '-',
  '',
  '.',
  'no/such/folder',
  '\u202e',
  'a\nb',
)

const FREE = Object.keys(COMMANDS).filter(name => !WRITERS.includes(name))

const usual = fc
  .oneof({ weight: 19, arbitrary: fc.constantFrom(...FREE) }, { weight: 1, arbitrary: word })
  .filter(name => !WRITERS.includes(name))
  .chain(name =>
    fc.tuple(
      fc.constant(name),
      Object.hasOwn(SECOND, name)
        ? fc.constantFrom(...SECOND[name]!)
        : fc.constantFrom('me', 'you', 'm', 'passport'),
      fc.array(
        fc.oneof({ weight: 2, arbitrary: fc.constantFrom('me', 'photo', ...KINDS, ...SETTINGS) }, word),
        {
          maxLength: 2,
        },
      ),
      fc.array(option, { maxLength: 4 }),
      fc.boolean(),
    ),
  )
  .map(([name, second, words, options, isFirst]) => {
    const rest = [second, ...words]
    return isFirst ? [name, ...options.flat(), ...rest] : [name, ...rest, ...options.flat()]
  })

const writing = fc
  .tuple(
    fc.constantFrom(...WRITERS),
    files,
    fc.array(fc.constantFrom('--force', '--json', '--lang=zh'), { maxLength: 2 }),
  )
  .chain(([name, file, options]) =>
    fc
      .option(word, { nil: null })
      .map(format => [
        name,
        file,
        ...options,
        ...(name === 'export' && format !== null ? [`--format=${format}`] : []),
      ]),
  )

/** A whole command line, without e-mail, whose library opens connections by itself. */
export const commandLine = fc
  .oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: writing })
  .filter(argv => !argv.includes('email'))

/** Environment variables that may be set. */
export const environment = fc
  .record(
    {
      RENEW_NOW: fc.oneof(
        fc.constantFrom(
          '2026-12-01T09:00',
          '2027-03-01',
          '1970-01-01',
          '9999-12-31T23:59:59Z',
          '2038-01-19T03:14:08Z',
        ),
        word,
      ),
      TZ: fc.oneof(
        fc.constantFrom('UTC', 'Asia/Almaty', 'Pacific/Kiritimati', 'America/New_York', 'EST5EDT'),
        word,
      ),
      LANG: fc.oneof(fc.constantFrom('C', 'POSIX', 'zh_CN.GB18030', 'ru_RU.KOI8-R', 'xx'), word),
      LC_ALL: fc.oneof(fc.constantFrom('C', 'zh', 'de_DE@euro'), word),
      RENEW_LANG: fc.oneof(fc.constantFrom('zh', 'en', 'tlh'), word),
      COLUMNS: fc.oneof(fc.constantFrom('0', '20', '-5', 'abc', '1e9', '99999999999999999999'), word),
      NO_COLOR: word,
      FORCE_COLOR: fc.oneof(fc.constantFrom('0', '1', '3', 'false'), word),
      TERM: fc.oneof(fc.constantFrom('dumb', 'xterm-256color', ''), word),
      PAGER: word,
      XDG_CONFIG_HOME: fc.constantFrom('', 'relative', '/proc/x'),
      RENEW_DEBUG: fc.constant(''),
    },
    { requiredKeys: [] },
  )
  // No variable can contain a zero byte, and a process refuses lone surrogates.
  .map(env =>
    Object.fromEntries(
      Object.entries(env).map(([name, text]) => [name, text!.replaceAll('\0', '').toWellFormed()]),
    ),
  )
