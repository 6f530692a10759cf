import type { Context } from '../../context.ts'
import { Interrupted, RenewError } from '../../errors.ts'
import type { Io } from '../../io/io.ts'
import { loadErrorWords } from '../../messages/index.ts'
import { READABLE, wrapLines } from '../../text/wrap.ts'
import { type Choice, ChoiceList } from './choice-list.ts'

const END_EVENTS = ['pause', 'end', 'error'] as const
/** The columns of the frame before a question, and one for the cursor. */
const FRAME = 4

type Dialogue = ReturnType<Io['dialogue']> & { signal: AbortSignal }

interface AskOptions<T> {
  proposal?: string
  hidden?: boolean
  /** Answers to choose from with the arrow keys; another one may be typed. */
  choices?: readonly Choice<T>[]
}

/** The user left a question that needs an answer, with Esc. */
export class Skipped extends Interrupted {}

/** Without vi keys: a letter typed too early would move the choice. */
async function prompts() {
  const clack = await import('@clack/prompts')
  for (const letter of 'hjkl') clack.settings.aliases.delete(letter)
  return clack
}

type Read<T> = (answer: string) => T | Promise<T>

/** Asks until `read` accepts the answer, and shows why it did not. @param missing the error without a terminal */
export async function askFor<T>(
  question: string,
  missing: RenewError,
  read: Read<T>,
  ctx: Context,
  how: AskOptions<T> = {},
): Promise<T> {
  if (!ctx.io.canAsk) throw missing
  const accepted = await acceptedAnswer(question, read, ctx, how, answer => answer === null)
  if (accepted === null) throw new Skipped()
  return accepted.value
}

/** Asks for a value that may be left out, by Esc or an empty answer; returns null then, and without a terminal. */
export async function askOptional<T>(
  question: string,
  read: Read<T>,
  ctx: Context,
  how: AskOptions<T> = {},
): Promise<T | null> {
  if (!ctx.io.canAsk) return null
  const accepted = await acceptedAnswer(question, read, ctx, how, answer => !answer)
  return accepted?.value ?? null
}

async function acceptedAnswer<T>(
  question: string,
  read: Read<T>,
  ctx: Context,
  how: AskOptions<T>,
  isLeftOut: (answer: unknown) => boolean,
): Promise<{ value: T } | null> {
  const { log } = await prompts()
  const { output } = ctx.io.dialogue()
  const { layOutNote } = ctx
  for (;;) {
    const answer = await answerTo(question, ctx, how)
    if (isLeftOut(answer)) return null
    if (typeof answer === 'object') return { value: answer!.chosen }
    ctx.layOutNote = text => {
      log.info(framed(text, ctx), { output })
      return ''
    }
    try {
      return { value: await read(answer.trim()) }
    } catch (error) {
      if (!(error instanceof RenewError)) throw error
      await showProblem(error, ctx)
    } finally {
      ctx.layOutNote = layOutNote
    }
  }
}

/** Shows in the frame of the questions what is wrong. */
export async function showProblem(error: RenewError, ctx: Context): Promise<void> {
  const { log } = await prompts()
  const { errorText } = await import('../../error-text.ts')
  const text = ctx.words('line.fault', errorText(error, await loadErrorWords(ctx.lang)))
  log.warn(framed(text, ctx), { output: ctx.io.dialogue().output })
}

/** @throws RenewError `needs-yes` without a terminal and without `--yes`; `declined` after a no */
export async function confirm(question: string, ctx: Context): Promise<void> {
  if (ctx.yes) return
  if (!ctx.io.canAsk) throw new RenewError('needs-yes', { question })
  if (!(await yesOrNo(question, false, ctx))) throw new RenewError('declined', {})
}

/** Asks a question whose likely answer is `proposal`. Without a terminal, and after Esc, the answer is no. */
export async function offer(question: string, ctx: Context, proposal = true): Promise<boolean> {
  return ctx.yes || (ctx.io.canAsk && (await yesOrNo(question, proposal, ctx)))
}

async function yesOrNo(question: string, proposal: boolean, ctx: Context): Promise<boolean> {
  const { words } = ctx
  const { confirm } = await prompts()
  const choices = { active: words('ask.yes'), inactive: words('ask.no') }
  const message = framed(question, ctx)
  const answer = await prompted(ctx.io, dialogue =>
    confirm({ message, initialValue: proposal, ...choices, ...dialogue }),
  )
  return answer === true
}

/** Returns null after Esc. @throws Interrupted after Ctrl-C */
async function answerTo<T>(
  question: string,
  ctx: Context,
  { proposal = '', hidden, choices = [] }: AskOptions<T>,
): Promise<string | { chosen: T } | null> {
  const { password, text, S_BAR } = await prompts()
  const inFrame = (lines: string) => lines.replaceAll('\n', `\n${S_BAR}  `)
  const message = framed(question, ctx)
  if (choices.length === 0)
    return prompted<string>(ctx.io, dialogue =>
      hidden
        ? password({ message: inFrame(message), ...dialogue })
        : text({ message: inFrame(message), initialValue: proposal, ...dialogue }),
    )
  const list = new ChoiceList(choices, columnsOf(ctx), ctx.stderr)
  const { input } = ctx.io.dialogue()
  const onKey = (_: unknown, key: { name?: string } | undefined) => list.press(key?.name)
  input.on('keypress', onKey)
  try {
    const typed = await prompted<string>(ctx.io, dialogue =>
      text({
        // Read again for each frame: the list follows the arrow keys.
        get message() {
          return inFrame([message, ...list.lines()].join('\n'))
        },
        ...dialogue,
      }),
    )
    return typed === null ? null : list.chosen(typed)
  } finally {
    input.off('keypress', onKey)
  }
}

function columnsOf({ stderr }: Context): number {
  return Math.min(READABLE, stderr.width) - FRAME
}

function framed(text: string, ctx: Context): string {
  return wrapLines(text, columnsOf(ctx)).join('\n')
}

/** Ctrl-D interrupts as Ctrl-C does: there the library would wait for ever, and Node would exit with 0. */
async function prompted<T>(io: Io, ask: (dialogue: Dialogue) => Promise<T | symbol>): Promise<T | null> {
  const { input, output } = io.dialogue()
  const ending = new AbortController()
  let isAnswered = false
  let isEscape = false
  // An answer ends the input too, and arrives in the same turn of the event loop.
  const onStop = () => setImmediate(() => isAnswered || ending.abort())
  const onKey = (_: unknown, key: { name?: string } | undefined) => {
    isEscape = key?.name === 'escape'
  }
  for (const event of END_EVENTS) input.on(event, onStop)
  input.on('keypress', onKey)
  try {
    const asked = ask({ input, output, signal: ending.signal })
    input.prependListener('data', joinLines)
    const answer = await asked
    if (typeof answer !== 'symbol') return answer
    if (isEscape) return null
    throw new Interrupted()
  } finally {
    isAnswered = true
    for (const event of END_EVENTS) input.off(event, onStop)
    input.off('keypress', onKey)
    input.off('data', joinLines)
  }
}

/** Makes one line of a paste, with a blank for each line feed: readline would drop the text before it. */
function joinLines(typed: Buffer | string): void {
  if (typeof typed === 'string') return
  for (let at = typed.indexOf(LINE_FEED); at >= 0; at = typed.indexOf(LINE_FEED, at)) typed[at] = BLANK
}

const LINE_FEED = 0x0a
const BLANK = 0x20
