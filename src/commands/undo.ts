import { changeToUndo } from '../cards/change-number.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import type { Surface } from '../io/io.ts'
import { copyChannel, forgetChannel } from '../reminders/ledger.ts'
import { planSettingsUndo, undoSettings } from '../settings-changes.ts'
import { sumOf } from '../storage/checked-file.ts'
import { dateTime } from '../text/dates.ts'
import { printable } from '../text/printable.ts'
import { renderLines, renderNote } from '../text/wrap.ts'
import { command } from './command.ts'
import { confirm } from './shared/ask.ts'
import { changeLog, type LoggedChange } from './shared/change-log.ts'
import { differenceRenderer } from './shared/difference.ts'
import { settingsDifference } from './shared/settings-difference.ts'
import { storeDifference } from './shared/store-difference.ts'
import { noteTimerLacks } from './shared/timers.ts'

/** Shows what undoing changes before it does it; refuses when that was changed in between. */
export default command({
  args: { '[number]': { words: 'undo.number', value: 'change' } },
  json: true,
  yes: true,
  example: 'renew undo\nrenew undo 12',
  async run({ args: { number } }, ctx) {
    const log = changeLog(ctx)
    if (number === undefined) noteTimer(log[0], ctx)
    const entry = chosenFrom(log, number)
    const { names, render } = await preview(entry, number !== undefined, ctx)
    const command = printable(entry.command)
    ctx.note(ctx.words('undo.would', { number: entry.number, command, at: dateTime(entry.at, ctx.words) }))
    ctx.io.err(renderLines(render(ctx.stderr), ctx.stderr))
    await confirm(ctx.words('ask.undo'), ctx)
    await undo(entry, ctx)
    ctx.changed = true
    ctx.answer(
      () => ({
        schema: 1,
        undone: { at: entry.at, command: entry.command, cards: names, number: Number(entry.number) },
      }),
      to => renderNote(ctx.words('undo.done', { command }), to),
    )
  },
})

function noteTimer(newest: LoggedChange | undefined, ctx: Context): void {
  if (!newest?.settings?.timer) return
  const { command } = newest
  const other = command === 'timer remove' ? 'renew timer install' : 'renew timer remove'
  ctx.note(ctx.words('undo.timer', { command: printable(command), other }))
}

function chosenFrom(log: readonly LoggedChange[], typed: string | undefined): LoggedChange {
  const number = typed?.trim().replace(/^#/, '')
  const entry = log.find(({ kind, undone, number: own }) =>
    number === undefined ? kind !== 'timer' && !undone : own === number,
  )
  if (entry && entry.kind !== 'timer') return entry
  if (entry) throw new RenewError('undo-timer', { command: entry.command })
  throw number === undefined
    ? new RenewError('nothing-to-undo', {})
    : new RenewError('undo-unknown', { number })
}

/** Returns the names of the cards it touches, and the difference. @param isOld whether newer changes may be there */
async function preview(
  entry: LoggedChange,
  isOld: boolean,
  ctx: Context,
): Promise<{ names: string[]; render: (to: Surface) => string }> {
  const { kind, number, cards } = entry
  const id = isOld ? number : null
  if (kind === 'restore') {
    assertLastRestore(entry, ctx)
    return { names: cards?.cards.map(({ name }) => name) ?? [], render: await restorePreview(entry, ctx) }
  }
  if (kind === 'settings') {
    const { parts } = planSettingsUndo(ctx.settings.read(), id)
    const rows = parts.map(({ of, name, now, restored }) => ({ of, name, before: now, after: restored }))
    return { names: [], render: await settingsDifference(rows, ctx) }
  }
  const plan = await ctx.cards.undoPlan(id)
  const rows = plan.cards.map(({ name, now, restored }) => ({ name, before: now, after: restored }))
  const difference = await differenceRenderer(rows, ctx)
  return { names: cards!.cards.map(({ name }) => name), render: to => difference(rows, to) }
}

/** Checks that no newer change touched what a restore replaced. @throws RenewError as `changeToUndo` */
function assertLastRestore({ number, cards, settings }: LoggedChange, ctx: Context): void {
  const any = () => true
  // After a crash between the two files, one of them is undone already.
  if (cards && !cards.undone) changeToUndo(ctx.cards.changes(), number, any, any)
  if (settings && !settings.undone) changeToUndo(ctx.settings.read().changes ?? [], number, any, any)
}

async function restorePreview(
  { number, command }: LoggedChange,
  ctx: Context,
): Promise<(to: Surface) => string> {
  const { readMoment } = await import('../storage/moment.ts')
  const { files, texts } = readMoment(ctx.io, ctx.paths, number, command)
  const here = { cards: { cards: ctx.cards.cards() }, settings: { ...ctx.settings.read() } }
  const pair = (name: 'cards' | 'settings') =>
    files[name] ? { [name]: { before: here[name], after: files[name].content ?? {} } } : {}
  const differing = (kept: Record<string, { text: string | null; after: string }>) =>
    Object.keys(kept).filter(id => sumOf(kept[id]!.text) !== kept[id]!.after)
  return storeDifference(
    {
      ...pair('cards'),
      ...pair('settings'),
      guides: differing(texts.guides),
      workdays: differing(texts.workdays),
      entries: 0,
    },
    ctx,
  )
}

async function undoRestored(entry: LoggedChange, ctx: Context): Promise<void> {
  const { undoRestore } = await import('../storage/moment.ts')
  const { restoreJournal } = await import('../restore-journal.ts')
  const { LENIENT_CHECKS } = await import('../stored-checks.ts')
  const assertLast = () => {
    ctx.forget()
    assertLastRestore(entry, ctx)
  }
  await undoRestore(ctx.io, ctx.paths, entry, restoreJournal(ctx.timestamp()), assertLast, LENIENT_CHECKS)
  ctx.forget()
}

async function undo(entry: LoggedChange, ctx: Context): Promise<void> {
  const { kind, number } = entry
  if (kind === 'restore') return undoRestored(entry, ctx)
  if (kind === 'cards') {
    if (ctx.cards.isLarge) ctx.io.status(ctx.words('progress.write'))
    await ctx.cards.undo(number)
    return
  }
  const { parts } = await undoSettings(ctx.settings, number)
  for (const { of, name } of parts) if (of === 'values') await noteTimerLacks(name, ctx)
  const channels = parts.filter(({ of }) => of === 'channels')
  const back = channels.find(({ now, restored }) => now === null && restored !== null)
  for (const { name } of channels.filter(({ restored }) => restored === null))
    await ctx.ledger.update(ledger =>
      // A renaming is the only change that takes one name and gives another.
      forgetChannel(back ? copyChannel(ledger, name, back.name) : ledger, name),
    )
}
