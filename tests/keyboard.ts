import { PassThrough, Writable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { stripVTControlCharacters } from 'node:util'
import { type Circumstances, renew, type Said } from './world.ts'

export const ENTER = '\r'
export const DOWN = '\u001b[B'
export const ESC = '\u001b'
export const CTRL_C = '\u0003'
/** Clears the line. */
export const CTRL_U = '\u0015'

/** What to wait for on the screen, and what to type then. */
export type Step = readonly [sees: string, types: string]

/** What a conversation left. */
export interface Answered extends Said {
  /** Everything that the questions have shown, without control characters. */
  shown: string
}

/** How long a question may take to appear, in steps of 5 ms. */
const PATIENCE = 1000
/** How long the program may work after the last answer. */
const LAST_WAIT_MS = 15_000

/** Calls the program on a terminal with somebody at the keyboard, who answers each question when it is shown. */
export async function talk(
  home: string,
  argv: readonly string[],
  steps: readonly Step[],
  how: Circumstances = {},
): Promise<Answered> {
  const width = how.terminal?.width ?? 80
  let shown = ''
  const input = new PassThrough() as unknown as NodeJS.ReadStream
  const output = Object.assign(
    new Writable({
      write(chunk, _, done) {
        // A question is drawn again by moving the cursor.
        shown += stripVTControlCharacters(String(chunk).replace(/\u001b\[\d*[A-HJK]/g, '\n'))
        done()
      },
    }),
    { columns: width, rows: how.terminal?.height ?? 50, isTTY: true },
  ) as unknown as NodeJS.WriteStream
  const said = renew(home, argv, {
    terminal: { width },
    ...how,
    io: { ...how.io, canAsk: true, dialogue: () => ({ input, output }) },
  })
  let isOver = false
  void said.then(() => {
    isOver = true
  })
  let from = 0
  for (const [sees, types] of steps) {
    for (let left = PATIENCE; !shown.slice(from).includes(sees); left--) {
      if (isOver || left === 0)
        throw new Error(`not asked: ${sees}\n${shown.slice(from)}\n${(await said).stderr}`)
      await wait(5)
    }
    from = shown.indexOf(sees, from) + sees.length
    await wait(5)
    // Keys arrive one by one, as from a keyboard; a sequence of a special key arrives whole.
    for (const key of types.startsWith('\u001b') ? [types] : [...types]) input.push(key)
  }
  // A question that nobody answers would wait for ever.
  const timer = setTimeout(() => input.push(null), LAST_WAIT_MS)
  const done = await said
  clearTimeout(timer)
  return { ...done, shown }
}
