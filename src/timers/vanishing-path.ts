/** Why a path will not be there any more when the timer runs. */
export type Vanishing = 'npx' | 'one-off' | 'shell' | 'temporary'

/** Folders that tools make for one run or one shell, as one step of a path. */
const STEPS: readonly [RegExp, Vanishing][] = [
  // npx and npm exec; the cache is cleared and renamed at will.
  [/^_npx$/, 'npx'],
  // pnpm dlx (`dlx`, older ones `dlx-1234`), yarn dlx (`xfs-…/dlx-1234`), bunx (`bunx-0-renew`).
  [/^dlx(-.*)?$|^xfs-|^bunx-/, 'one-off'],
  // fnm gives every shell a link of its own; a reboot or a cleaning removes it.
  [/^fnm_multishells$/, 'shell'],
]

/** Folders that are emptied at a reboot, or of what was not touched for some days. */
const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp', '/dev/shm', '/run/user']
const TEMPORARY_PARENTS = ['/var/folders', '/private/var/folders']

/**
 * Why a path will vanish (§10), or null when nothing speaks for it.
 * @param env where the system says its temporary folder is
 */
export function whyItVanishes(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): Vanishing | null {
  const steps = path.split(/[\\/]+/)
  for (const [step, why] of STEPS) if (steps.some(one => step.test(one))) return why
  const own = [env.TMPDIR, env.TEMP, env.TMP].map(folder => folder?.replace(/[\\/]+$/, ''))
  return [...TEMPORARY, ...TEMPORARY_PARENTS, ...own].some(folder => folder && isWithin(path, folder))
    ? 'temporary'
    : null
}

/**
 * Where node is found after its next update too: Homebrew and Snap name the version in the real path, and keep a
 * steady link beside it.
 */
export function steadyNode(path: string): string {
  return path
    .replace(/^(.*)\/Cellar\/(node(?:@\d+)?)\/[^/]+\/bin\/node$/, '$1/opt/$2/bin/node')
    .replace(/^\/snap\/node\/\d+\/bin\/node$/, '/snap/node/current/bin/node')
}

function isWithin(path: string, folder: string): boolean {
  const [a, b] = /^[A-Za-z]:/.test(folder)
    ? [path.toLowerCase().replaceAll('/', '\\'), `${folder.toLowerCase().replaceAll('/', '\\')}\\`]
    : [path, `${folder}/`]
  return a.startsWith(b)
}
