import path from 'node:path'
import type { Context } from '../../context.ts'
import { inEnglish } from '../../error-text.ts'
import { EXIT, RenewError } from '../../errors.ts'
import { GUIDE_ID } from '../../guides/guide.ts'
import type { GuideComments } from '../../guides/new-guide.ts'
import { ensureOwnFolder } from '../../storage/folders.ts'
import { writeNewFile } from '../../storage/user-file.ts'
import { jsonText, printable } from '../../text/printable.ts'
import { command } from '../command.ts'
import { askFor } from '../shared/ask.ts'
import { renderGuideFaults } from './faults.ts'

/** What of `guide` concerns the files people write themselves. */
export const GUIDE_FILE_COMMANDS = {
  validate: command({
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
    run: ({ args, options }, ctx) => create(args.id, options, ctx),
  }),
  schema: command({
    example: 'renew guide schema > guide.schema.json',
    run: async (_, ctx) => ctx.io.out(await schemaText()),
  }),
}

/** A faulty guide is an answer, and exit 1: scripts that check their guides look at both. */
async function validate(name: string, ctx: Context): Promise<void> {
  const file = ctx.fileAt(name)
  const found = await ctx.guides.check(file)
  if (!found) throw new RenewError('guide-file-missing', { file })
  const { guide, faults } = found
  if (faults.length > 0) ctx.exitCode = EXIT.refused
  ctx.answer(
    () => ({
      schema: 1,
      file,
      guide: guide?.id ?? null,
      faults: faults.map(({ path, problem }) => ({ path, problem: inEnglish(problem) })),
    }),
    to => renderGuideFaults({ file: name, id: guide?.id ?? null, faults }, ctx.words, to),
  )
}

async function create(
  typed: string | undefined,
  { file: wanted, force = false }: { file?: string; force?: boolean },
  ctx: Context,
): Promise<void> {
  const missing = new RenewError('missing-argument', { name: 'id' })
  const id = typed === undefined ? await askFor(ctx.words('ask.guide-id'), missing, idIn, ctx) : idIn(typed)
  const { newGuide, SCHEMA_FILE } = await import('../../guides/new-guide.ts')
  const file = wanted === undefined ? ctx.guides.fileOf(id) : ctx.fileAt(wanted)
  const content = newGuide(id, wanted === undefined, ctx.today(null), comments(ctx))
  if (wanted === undefined) {
    ensureOwnFolder(path.dirname(file), null)
    // Ours alone, and rewritten with every guide, so that it follows the program.
    const beside = path.join(ctx.guides.folder, SCHEMA_FILE)
    writeNewFile(beside, Buffer.from(await schemaText()), { force: true })
  }
  writeNewFile(file, Buffer.from(jsonText(content, true)), { force })
  ctx.changed = true
  ctx.answer(
    () => ({ schema: 1, guide: id, file }),
    () => `${ctx.words('guide.created', { file: printable(file) })}\n`,
  )
}

function idIn(typed: string): string {
  const id = typed.trim()
  if (!GUIDE_ID.test(id)) throw new RenewError('guide-id-invalid', { value: typed })
  return id
}

async function schemaText(): Promise<string> {
  const { guideJsonSchema } = await import('../../guides/json-schema.ts')
  return jsonText(guideJsonSchema(), true)
}

const EXPLAINED = [
  ...['guide', 'sources', 'validity', 'lead', 'processing', 'filing', 'readFrom', 'maxAge'],
  ...['material', 'method', 'step', 'fee', 'expedite', 'warning'],
] as (keyof GuideComments)[]

function comments({ words }: Context): GuideComments {
  return Object.fromEntries(EXPLAINED.map(key => [key, words(`guide-new.${key}`)])) as GuideComments
}
