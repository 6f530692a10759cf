import type { StatusContext } from '../context.ts'
import { RenewError } from '../errors.ts'
import { foreignFolder } from '../storage/own-file.ts'

/**
 * Refuses to change the home of another user as root, who would make folders there that the user cannot enter. Only says
 * so when the command reads.
 * @throws RenewError `foreign-home`
 */
export function checkOwner(isReading: boolean, ctx: StatusContext): void {
  const { uid, warnings } = ctx.io
  const folder = uid === 0 ? foreignHome(ctx) : null
  if (folder === null) return
  if (!isReading) throw new RenewError('foreign-home', { folder })
  warnings.push(new RenewError('foreign-home-read', { folder }))
}

function foreignHome(ctx: StatusContext): string | null {
  try {
    const { config, data, state } = ctx.paths
    return foreignFolder([config, data, state], ctx.io.uid)
  } catch (error) {
    // What needs the home reports that there is none.
    if (error instanceof RenewError) return null
    throw error
  }
}
