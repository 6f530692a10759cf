import { kill, pid } from 'node:process'
import { setImmediate as turn } from 'node:timers/promises'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const cleanups = new Set<() => void>()
let isListening = false

/**
 * Runs a cleanup before a signal ends the process. Signals then take effect only when the program next awaits
 * something, so long work must await now and then, or Ctrl-C seems dead. After the cleanups the process ends by the
 * same signal, as the shell that started it expects.
 * @returns removes the cleanup; when it was the last, resolves once signals end the process at once again
 */
export function onSignal(cleanup: () => void): () => Promise<void> {
  const one = () => cleanup()
  cleanups.add(one)
  if (!isListening) for (const signal of SIGNALS) process.on(signal, stop)
  isListening = true
  return async () => {
    cleanups.delete(one)
    // The current turn of the event loop may have checked for signals already; the next one checks again.
    await turn()
    await turn()
    if (cleanups.size > 0) return
    for (const signal of SIGNALS) process.off(signal, stop)
    isListening = false
  }
}

function stop(signal: NodeJS.Signals): void {
  for (const cleanup of [...cleanups].reverse()) {
    try {
      cleanup()
    } catch {}
  }
  process.removeAllListeners(signal)
  kill(pid, signal)
}
