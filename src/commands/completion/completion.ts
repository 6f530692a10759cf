import { RenewError } from '../../errors.ts'
import { cut, printable } from '../../text/printable.ts'
import { command } from '../command.ts'
import { complete, type Found, type Question } from './candidates.ts'
import { SCRIPTS } from './scripts.ts'
import { quotedForBash, quotedForPowerShell, readShellLine } from './shell-words.ts'

/** The longest description, in characters. */
const LONGEST = 60

/** What a script passes on, and how its shell takes the answer. */
interface Request extends Question {
  line(found: Found): string
}

const REQUESTS: Record<keyof typeof SCRIPTS, (words: readonly string[]) => Request> = {
  /** The line up to the cursor, and its end, which readline will replace. */
  bash: ([line = '', end = '']) => {
    const { before, current, kept, quote } = readShellLine(line, line.length - end.length)
    return {
      before: before.slice(1 + before.findIndex(word => !/^\w+=/.test(word))),
      current,
      filters: true,
      line: ({ word }) => quotedForBash(word.slice(kept.length), quote),
    }
  },
  zsh: words => ({
    before: words.slice(0, -1),
    current: words.at(-1) ?? '',
    filters: false,
    line: ({ word, about }) =>
      (about === '' ? [word] : [word, about]).map(text => text.replace(/[\\:]/g, '\\$&')).join(':'),
  }),
  /** The last word as it is typed, with its quotes. */
  fish: words => ({
    before: words.slice(0, -1),
    current: readShellLine(words.at(-1) ?? '').current,
    filters: false,
    line: ({ word, about }) => `${word}\t${about}`,
  }),
  powershell: ([typed = '']) => {
    const words: string[] = JSON.parse(Buffer.from(typed, 'base64').toString())
    return {
      before: words.slice(0, -1),
      current: (words.at(-1) ?? '').replace(/^["'\u2018-\u201f]/, ''),
      filters: true,
      line: ({ word, about }) => [quotedForPowerShell(word), word, about || word].join('\t'),
    }
  },
}

/** Prints the script that completes renew in a shell; with words, what may follow them. */
export default command({
  reads: true,
  args: {
    '<shell>': { words: 'completion.shell', value: 'shell' },
    '[word...]': { words: 'completion.words', value: 'text' },
  },
  example: 'renew completion bash\neval "$(renew completion bash)"',
  async run({ args: { shell, word }, commands }, ctx) {
    if (!isShell(shell)) throw new RenewError('not-a-choice', { name: shell, choices: Object.keys(SCRIPTS) })
    if (word.length === 0) return ctx.io.out(SCRIPTS[shell])
    const { before, current, filters, line } = REQUESTS[shell](word)
    const { files, found } = await complete({ before, current, filters }, commands, ctx)
    const lines = found.map(({ word, about }) => line({ word, about: cut(printable(about), LONGEST) }))
    ctx.io.out(`${[files && found.length === 0 ? 'files' : 'words', ...lines].join('\n')}\n`)
  },
})

function isShell(text: string): text is keyof typeof SCRIPTS {
  return Object.hasOwn(SCRIPTS, text)
}
