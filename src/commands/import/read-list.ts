import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { type ImportOptions, importCommand } from '../../register/import-command.ts'
import { readUserInput } from '../../storage/user-input.ts'
import { printable } from '../../text/printable.ts'
import { askFor } from '../shared/ask.ts'
import { shellLine } from './proposal-answer.ts'
import { type ParsedFile, readImportFile } from './read-file.ts'

/** Reads the file; a table whose first row is data is proposed as one without names of columns. */
export async function readList(name: string, typed: ImportOptions, ctx: Context): Promise<ParsedFile> {
  const bytes = await readUserInput(name, ctx.fileAt(name))
  const read = (options: ImportOptions) => readImportFile(bytes, { ...options, name }, ctx)
  try {
    return await read(typed)
  } catch (error) {
    if (error instanceof RenewError && error.code === 'import-sheets')
      return readSheet(name, typed, error, read, ctx)
    const isProposed = typed.head === undefined && typed.map === undefined
    if (!(error instanceof RenewError) || error.code !== 'import-no-heads' || !isProposed) throw error
    const { message } = errorText(error, await loadErrorWords(ctx.lang))
    const found = await read({ ...typed, head: false })
    ctx.note(message)
    return found
  }
}

async function readSheet(
  name: string,
  typed: ImportOptions,
  error: RenewError,
  read: (options: ImportOptions) => Promise<ParsedFile>,
  ctx: Context,
): Promise<ParsedFile> {
  const { sheets } = error.values as { sheets: string[] }
  const choices = sheets.map(sheet => ({ value: sheet, label: printable(sheet) }))
  const text = ctx.words('import.ask.sheet')
  if (!ctx.io.canAsk || ctx.json) {
    const commands: string[][] = []
    for (const sheet of sheets) commands.push(await commandForSheet(name, { ...typed, sheet }, read))
    const named = choices.map(({ value, label }, at) => ({ value, text: label, command: commands[at]! }))
    const question = { code: 'sheet', column: null, text, examples: [], guess: null, choices: named }
    const lines = named.flatMap(({ text, command }) => [
      ctx.words('import.choice-line', { text: ctx.words('import.choice.column', { column: text }) }),
      shellLine(command),
    ])
    throw Object.assign(error, { more: { json: { questions: [question], command: null }, lines } })
  }
  const sheetNamed = (answer: string) => {
    const found = choices.find(({ label }) => nameKey(label) === nameKey(answer))
    if (!found) throw new RenewError('import-sheet-unknown', { sheet: answer, sheets })
    return found.value
  }
  return read({ ...typed, sheet: await askFor(text, error, sheetNamed, ctx, { choices }) })
}

async function commandForSheet(
  name: string,
  options: ImportOptions,
  read: (options: ImportOptions) => Promise<ParsedFile>,
): Promise<string[]> {
  const found = await read(options).catch((fault: unknown) => {
    if (fault instanceof RenewError) return null
    throw fault
  })
  return importCommand(name, found?.list?.options ?? options)
}
