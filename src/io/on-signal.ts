import process, { kill, pid } from 'node:process'
import { setImmediate as turn } from 'node:timers/promises'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** What is to be tidied away, in the order it came to be. */
const cleanups = new Set<() => void>()
let isListening = false

/** Takes a wish to tidy back; resolves when signals end the process at once again, unless others wish the same. */
export type StopListening = () => Promise<void>

/**
 * From now on a signal to stop is heeded only when the program next waits for something, and what it would leave behind
 * is tidied away first; then the process ends by that very signal, as the shell that started it must see. Whoever wishes
 * this over more than a moment of work must wait for something now and then, or Ctrl-C seems dead.
 */
export function onSignal(tidy: () => void): StopListening {
  const one = () => tidy()
  cleanups.add(one)
  if (!isListening) for (const signal of SIGNALS) process.on(signal, stop)
  isListening = true
  return async () => {
    cleanups.delete(one)
    // A turn may be under way already; the next one surely asks what signals have come.
    await turn()
    await turn()
    if (cleanups.size > 0) return
    for (const signal of SIGNALS) process.off(signal, stop)
    isListening = false
  }
}

function stop(signal: NodeJS.Signals): void {
  for (const tidy of [...cleanups].reverse()) {
    try {
      tidy()
    } catch {
      // It ends all the same.
    }
  }
  process.removeAllListeners(signal)
  kill(pid, signal)
}
