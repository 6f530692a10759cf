import { Context } from '../../context.ts'
import { errorLine } from '../../error-text.ts'
import { RenewError } from '../../errors.ts'
import type { Io } from '../../io/io.ts'
import { loadCommandWords, loadErrorWords } from '../../messages/index.ts'
import { chooseTimer, TIMERS } from '../../timers/index.ts'
import { parseArgv } from '../argv.ts'
import { addChannel } from '../channel/add.ts'
import timerCommand from '../timer/timer.ts'
import { askOptional, offer, Skipped } from './ask.ts'
import { kindsHere } from './channels.ts'
import type { Setup } from './saved-card.ts'
import { timerWarnings } from './timers.ts'

/** Asks whether to add the first card now. */
export async function wantsFirstCard(io: Io): Promise<boolean> {
  const ctx = await Context.open(io, parseArgv(['add']), loadCommandWords)
  return offer(ctx.words('ask.first-card'), ctx)
}

/** Returns what was left out. */
export async function offerSetup(setup: Setup, ctx: Context): Promise<Setup> {
  const timer = setup.timer && !(await offerTimer(ctx))
  const channel = setup.channel && !(await offerChannel(ctx))
  return { timer, channel }
}

/** Returns whether it is installed. A timer that cannot work is not offered. */
async function offerTimer(ctx: Context): Promise<boolean> {
  const kind = await chooseTimer(ctx.io)
  const reason = await (await TIMERS[kind]()).unavailable(ctx.io)
  if (reason) {
    ctx.note(errorLine(reason, await loadErrorWords(ctx.lang)))
    return false
  }
  const isStopped = (await timerWarnings(kind, ctx)).some(({ warning }) => warning === 'not-running')
  const question = isStopped ? 'ask.timer-stopped' : 'ask.timer'
  if (!(await offer(ctx.words(question, { kind }), ctx))) return false
  return attempted(async () => {
    await timerCommand.commands!.install!.run!({ args: {}, options: {}, commands: {} }, ctx)
  }, ctx)
}

async function offerChannel(ctx: Context): Promise<boolean> {
  const kinds = await kindsHere(ctx)
  const choices = [...kinds, { value: '', label: ctx.words('ask.not-now') }]
  const read = (answer: string): string => {
    throw new RenewError('channel-kind-unknown', { kind: answer, kinds: kinds.map(({ value }) => value) })
  }
  const kind = await askOptional(ctx.words('ask.which.channel-kind'), read, ctx, { choices })
  return kind ? attempted(() => addChannel(kind, {}, ctx), ctx) : false
}

/** The card is stored, so a failed step is only noted. */
async function attempted(step: () => Promise<void>, ctx: Context): Promise<boolean> {
  try {
    await step()
    return true
  } catch (error) {
    if (error instanceof Skipped) return false
    if (!(error instanceof RenewError)) throw error
    ctx.note(errorLine(error, await loadErrorWords(ctx.lang)))
    return false
  }
}
