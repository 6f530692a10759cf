import type { Context } from '../../context.ts'
import { storedFile } from '../../storage/stored-file.ts'
import { printable } from '../../text/printable.ts'

/**
 * Takes in what was changed by hand in cards, settings and ledger, each after a strict look at it.
 * @returns a line for each file that was taken in, or one that says there was nothing
 * @throws RenewError `store-invalid` naming the file, the card and the field; that file stays as it is
 */
export async function acceptEdits(ctx: Context): Promise<string[]> {
  const { STRICT_CHECKS } = await import('../../stored-checks.ts')
  const lines: string[] = []
  for (const name of ['settings', 'cards', 'ledger'] as const) {
    const file = storedFile<Record<string, unknown>>(ctx.io, ctx.paths, name, () => ({}))
    const taken = await file.accept(content => ({ ...STRICT_CHECKS[name](content, file.path) }))
    if (taken) lines.push(ctx.words('doctor.accepted', { file: printable(file.path) }))
  }
  ctx.changed = lines.length > 0
  ctx.forget()
  return lines.length > 0 ? lines : [ctx.words('doctor.nothing-edited')]
}
