import path from 'node:path'
import type { Context } from '../../context.ts'
import { failureText, inEnglish } from '../../error-text.ts'
import { EXIT, RenewError } from '../../errors.ts'
import type { Failure } from '../../failure.ts'
import { GUIDE_ID } from '../../guides/guide-id.ts'
import type { Surface } from '../../io/io.ts'
import { type AllWords, type CommandWords, loadAllWords } from '../../messages/index.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { writeNewFile } from '../../storage/user-file.ts'
import { paintFor } from '../../text/paint.ts'
import { jsonText, printable } from '../../text/printable.ts'
import { renderSheet } from '../../text/sheet.ts'
import { renderNote } from '../../text/wrap.ts'
import { command } from '../command.ts'
import { askFor } from '../shared/ask.ts'

/** The subcommands of `guide` for the files that people write. */
export const GUIDE_FILE_COMMANDS = {
  validate: command({
    reads: true,
    args: { '<file>': { words: 'guide.file', value: 'file' } },
    json: true,
    example: 'renew guide validate my-guide.json',
    run: ({ args }, ctx) => validate(args.file, ctx),
  }),
  new: command({
    args: { '[id]': { words: 'guide.new-id', value: 'text' } },
    options: { '--file <file>': 'guide.new-file', '--force': 'option.force' },
    json: true,
    example: 'renew guide new de/residence-title',
    run: ({ args, options }, ctx) => newGuideFile(args.id, options, ctx),
  }),
  schema: command({
    reads: true,
    example: 'renew guide schema > guide.schema.json',
    run: async (_, ctx) => ctx.io.out(await schemaText()),
  }),
}

/** Checks a guide file; a file with faults is answered on stdout, with exit code 1. */
async function validate(name: string, ctx: Context): Promise<void> {
  const file = ctx.fileAt(name)
  const found = await ctx.guides.check(file)
  if (!found) throw new RenewError('guide-file-missing', { file })
  const { guide, faults } = found
  if (faults.length > 0) ctx.exitCode = EXIT.refused
  const words = await loadAllWords(ctx.lang)
  ctx.answer(
    () => ({
      schema: 1,
      file,
      guide: guide?.id ?? null,
      faults: faults.map(({ path, problem }) => ({ path, problem: inEnglish(problem) })),
    }),
    to => renderGuideFaults({ file: name, id: guide?.id ?? null, faults }, words, to),
  )
}

interface GuideCheck {
  file: string
  id: string | null
  faults: readonly { path: string; problem: Failure }[]
}

function renderGuideFaults({ file, id, faults }: GuideCheck, words: AllWords, to: Surface): string {
  const name = printable(file)
  if (faults.length === 0) return `${words('guide.good', { file: name, id: printable(id ?? '') })}\n`
  const rows = faults.map(({ path, problem }) => ({
    label: placeText(path, words),
    says: [printable(failureText(problem, words))],
  }))
  if (!to.isTTY) return renderSheet([rows], to)
  return `${paintFor(to).bad(words('guide.faulty', { file: name, count: faults.length }))}\n${renderSheet([rows], to)}`
}

/** Returns the place of a fault in words: `materials, entry 2, text` for `materials.1.text`. */
function placeText(path: string, words: CommandWords): string {
  if (path === '') return words('guide.whole')
  const parts = path
    .split('.')
    .map(part => (/^\d+$/.test(part) ? words('guide.entry', { number: Number(part) + 1 }) : printable(part)))
  return parts.join(words('words.comma'))
}

async function newGuideFile(
  typed: string | undefined,
  { file: typedFile, force = false }: { file?: string; force?: boolean },
  ctx: Context,
): Promise<void> {
  const missing = new RenewError('missing-argument', {
    name: 'id',
    command: 'renew guide new de/residence-title',
  })
  const id = typed === undefined ? await askFor(ctx.words('ask.guide-id'), missing, idIn, ctx) : idIn(typed)
  const { newGuide, SCHEMA_FILE } = await import('../../guides/new-guide.ts')
  const file = typedFile === undefined ? ctx.guides.fileOf(id) : ctx.fileAt(typedFile)
  const content = newGuide(id, typedFile === undefined, ctx.today(null), {
    lang: ctx.lang,
    comment: key => ctx.words(`guide-new.${key}`),
    text: key => ctx.words(`guide-new.text.${key}`),
  })
  if (typedFile === undefined) {
    ensureOwnFolder(path.dirname(file), null)
    // The schema file is rewritten with every new guide, to be that of this version.
    const schemaFile = path.join(ctx.guides.folder, SCHEMA_FILE)
    writeNewFile(schemaFile, Buffer.from(await schemaText()), { force: true })
  }
  writeNewFile(file, Buffer.from(jsonText(content, true)), { force })
  ctx.changed = true
  ctx.answer(
    () => ({ schema: 1, guide: id, file }),
    to => renderNote(ctx.words('guide.created', { file: printable(file) }), to),
  )
}

function idIn(typed: string): string {
  const id = typed.trim()
  if (!GUIDE_ID.test(id)) throw new RenewError('guide-id-invalid', { value: typed })
  return id
}

async function schemaText(): Promise<string> {
  const { guideJsonSchema } = await import('../../guides/new-guide.ts')
  return jsonText(guideJsonSchema(), true)
}
