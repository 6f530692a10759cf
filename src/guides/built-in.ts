import registrationCard from './built-in/kz/registration-card.json'
import type { Guide } from './guide.ts'

/**
 * The guides that come with the program: one file and one line each. They are loaded when one is asked for, but for
 * the one that most cards have.
 */
const BUILT_IN: Record<string, () => Promise<{ default: unknown }>> = {
  'driver-licence': () => import('./built-in/driver-licence.json'),
  generic: () => import('./built-in/generic.json'),
  'health-certificate': () => import('./built-in/health-certificate.json'),
  insurance: () => import('./built-in/insurance.json'),
  'kz/registration-card': async () => ({ default: registrationCard }),
  lease: () => import('./built-in/lease.json'),
  passport: () => import('./built-in/passport.json'),
  'residence-permit': () => import('./built-in/residence-permit.json'),
  'sim-card': () => import('./built-in/sim-card.json'),
  visa: () => import('./built-in/visa.json'),
  'work-permit': () => import('./built-in/work-permit.json'),
}

/** The ids of all built-in guides, sorted. */
export const builtInIds: readonly string[] = Object.keys(BUILT_IN).sort()

/**
 * A built-in guide, `null` when there is none of this id. They are in the users' own form, and a test holds
 * each of them to the schema, so that reading one costs no validation.
 */
export async function builtInGuide(id: string): Promise<Guide | null> {
  const load = Object.hasOwn(BUILT_IN, id) ? BUILT_IN[id] : undefined
  return load ? ((await load()).default as Guide) : null
}
