import type { Io, Surface } from './io.ts'

/** What the terminal can show: `NO_COLOR` and `FORCE_COLOR` first, as no-color.org and force-color.org have it. */
export function colorLevel(isTTY: boolean, env: Io['env'], platform: Io['platform']): Surface['color'] {
  if (env.NO_COLOR) return 0
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '') {
    if (env.FORCE_COLOR === 'false') return 0
    return /^[0-3]$/.test(env.FORCE_COLOR) ? (Number(env.FORCE_COLOR) as Surface['color']) : 1
  }
  if (!isTTY || env.TERM === 'dumb') return 0
  if (env.COLORTERM === 'truecolor' || platform === 'win32') return 3
  return /256/.test(env.TERM ?? '') ? 2 : 1
}
