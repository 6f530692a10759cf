import { RenewError } from '../../errors.ts'
import { isOneLine, shellWord } from '../../text/printable.ts'
import { command } from '../command.ts'
import { writePromptFile } from './file.ts'
import { SHELLS } from './snippets.ts'

/** How a format of Starship names our variable. */
const MODULE = `\${env_var.RENEW_PROMPT}`

/** Prints what a shell needs to show in its prompt which documents need action, and writes the file that it reads. */
export default command({
  args: { '<shell>': { words: 'prompt.shell', value: 'text' } },
  example: Object.values(SHELLS)
    .map(({ install }) => install)
    .join('\n'),
  async run({ args: { shell: typed } }, ctx) {
    const { words, paths } = ctx
    const name = typed
      .trim()
      .toLowerCase()
      .replace(/^pwsh$/, 'powershell')
    if (!Object.hasOwn(SHELLS, name))
      throw new RenewError('not-a-choice', { name: typed, choices: Object.keys(SHELLS) })
    const { snippet, install } = SHELLS[name]!
    // Node reads bytes that are not UTF-8 as U+FFFD, so the path would not be found.
    if (!isOneLine(paths.prompt) || paths.prompt.includes('\ufffd'))
      throw new RenewError('prompt-path', { path: shellWord(paths.prompt) })
    await writePromptFile(ctx)
    const about =
      name === 'starship' ? words('prompt.snippet-starship', { module: MODULE }) : words('prompt.snippet')
    const comments = about.split('\n').map(line => `# ${line}\n`)
    ctx.io.out(comments.join('') + snippet(paths.prompt))
    if (ctx.stdout.isTTY) ctx.note(`${words('prompt.install')}${words('words.colon')}${install}`)
  },
})
