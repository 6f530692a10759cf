import type { Context } from '../../context.ts'
import { errorLine } from '../../error-text.ts'
import { orElse, RenewError } from '../../errors.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { modeOfOwn } from '../../storage/folders.ts'
import { lockedBy, tryLock } from '../../storage/lock.ts'
import { exists } from '../../storage/own-file.ts'
import { wipe } from '../../storage/wipe.ts'
import { printable } from '../../text/printable.ts'
import { renderNote } from '../../text/wrap.ts'
import { confirm } from '../shared/ask.ts'
import { inspectTimers } from '../shared/timers.ts'

/** Asks, then removes all data of the program, under both locks. @throws RenewError `store-locked`, `foreign-folder` */
export async function wipeAll(ctx: Context): Promise<void> {
  const { paths, words } = ctx
  const folders = [...new Set([paths.config, paths.data, paths.state])]
  for (const folder of folders) if (exists(folder)) modeOfOwn(folder, ctx.io.uid)
  const timers = await installedTimers(ctx)
  const kinds = timers.join(words('words.listed'))
  ctx.note(words('wipe.backup'))
  if (timers.length > 0) ctx.note(words('wipe.timer', { kinds }))
  // Cards that cannot be read may be wiped too.
  const cards = orElse(() => ctx.cards.cards().length, null)
  const places = folders.map(printable).join(words('words.listed'))
  const question =
    cards === null
      ? words('ask.wipe-all', { folders: places })
      : words('ask.wipe', { cards, folders: places })
  await confirm(question, ctx)
  const locks = exists(paths.state) ? [paths.runLock, paths.storeLock] : []
  const held: (() => void)[] = []
  try {
    for (const lock of locks) {
      const release = tryLock(lock, warning => ctx.io.warnings.push(warning))
      if (!release) throw lockedBy(lock)
      held.push(release)
    }
    const { removed, left } = wipe(paths)
    const ours = removed.filter(file => !locks.includes(file))
    ctx.changed = true
    ctx.answer(
      () => ({ schema: 1, removed: ours, left, timers }),
      to => renderNote(words('wipe.done', { files: ours.length }), to),
    )
    for (const file of left) ctx.note(words('wipe.left', { file: printable(file) }))
    if (timers.length > 0) ctx.note(words('wipe.timer', { kinds }))
  } finally {
    for (const release of held) release()
  }
}

/** Returns the kinds of timers that start this program. An error is reported and does not stop the wipe. */
async function installedTimers(ctx: Context): Promise<string[]> {
  try {
    return (await inspectTimers(ctx)).map(({ kind }) => kind)
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    ctx.note(errorLine(error, await loadErrorWords(ctx.lang)))
    return []
  }
}
