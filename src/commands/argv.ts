/** What is known of a command line before it is parsed: enough to choose a language and load one command. */
export interface Argv {
  /** The name of the command; null for `renew --help` and `renew --version`. */
  command: string | null
  /** The arguments for the parser, the command first. */
  args: string[]
  lang: string | null
  json: boolean
}

const WITH_VALUE = new Set(['--lang', '--on'])

/**
 * Finds the command among the arguments; never throws. `renew` and `renew --json` mean `renew status`; options may come
 * before the command (`renew --lang zh status`).
 */
export function parseArgv(argv: readonly string[]): Argv {
  const before: string[] = []
  let at = 0
  while (at < argv.length && argv[at]?.startsWith('-') && argv[at] !== '--') {
    const takes = WITH_VALUE.has(argv[at]!) && at + 1 < argv.length ? 2 : 1
    before.push(...argv.slice(at, at + takes))
    at += takes
  }
  const word = argv[at]
  const asksAboutRenew = before.some(option => ['-h', '--help', '-V', '-v', '--version'].includes(option))
  const command = word && word !== '--' ? word : asksAboutRenew ? null : 'status'
  const rest = argv.slice(command === word ? at + 1 : at)
  const end = argv.indexOf('--')
  const options = end < 0 ? argv : argv.slice(0, end)
  return {
    command,
    args: [...(command === null ? [] : [command]), ...before, ...rest],
    lang: optionValue('--lang', options),
    json: options.includes('--json'),
  }
}

function optionValue(option: string, argv: readonly string[]): string | null {
  const at = argv.findLastIndex(word => word === option || word.startsWith(`${option}=`))
  if (at < 0) return null
  return argv[at] === option ? (argv[at + 1] ?? null) : argv[at]!.slice(option.length + 1)
}
