import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { type Guide, inLanguage } from '../../guides/guide.ts'
import type { Kinds, OwnGuide } from '../../guides/kinds.ts'
import { DEFAULT_GUIDE } from '../../settings.ts'
import { nearest } from '../../text/nearest.ts'

export interface GuideChoice {
  id: string
  title: string
}

/** The registration card comes first and the one for any document last. */
export async function guideChoices(ctx: Context): Promise<GuideChoice[]> {
  const rank = ({ id }: GuideChoice) => (id === DEFAULT_GUIDE ? 0 : id === 'generic' ? 2 : 1)
  const found = await Promise.all((await ctx.guides.ids()).map(id => ctx.guides.find(id)))
  return found
    .flatMap(({ guide }) => (guide ? [{ id: guide.id, title: inLanguage(guide.title, ctx.lang) }] : []))
    .sort((a, b) => rank(a) - rank(b))
}

export async function kindsOf(ctx: Context): Promise<Kinds> {
  const { Kinds } = await import('../../guides/kinds.ts')
  return new Kinds(await ownGuides(ctx))
}

export async function ownGuides(ctx: Context): Promise<OwnGuide[]> {
  const ids = await ctx.guides.ownIds()
  const own = await Promise.all(ids.map(id => ctx.guides.find(id)))
  return own.flatMap(({ guide }): OwnGuide[] =>
    guide ? [{ id: guide.id, titles: Object.values(guide.title) as string[] }] : [],
  )
}

/** Returns the guide of the document that a name names; null where its words do not tell. */
export async function recogniseKind(name: string, ctx: Context): Promise<string | null> {
  return (await kindsOf(ctx)).guideOf(name)
}

/** Takes the id, a title in any language, or a word for the kind. @throws RenewError `guide-not-found` */
export async function findGuideId(typed: string, ctx: Context): Promise<string> {
  // An id of a guide that is not there is not taken for another one.
  const byWord = () => (typed.includes('/') ? null : recogniseKind(typed, ctx))
  const found = (await guideByName(typed, ctx)) ?? (await byWord())
  if (found !== null) return found
  throw await guideNotFound(typed.trim(), ctx)
}

/** Finds a guide by its id, or by its title in any language; null if there is none. */
export async function guideByName(typed: string, ctx: Context): Promise<string | null> {
  const id = typed.trim()
  return (await ctx.guides.find(id)).guide ? id : guideByTitle(id, ctx)
}

async function guideByTitle(title: string, ctx: Context): Promise<string | null> {
  const all = await Promise.all((await ctx.guides.ids()).map(id => ctx.guides.find(id)))
  const { kindKey } = await import('../../guides/kinds.ts')
  const titled = all.filter(({ guide }) =>
    Object.values(guide?.title ?? {}).some(one => kindKey(one as string) === kindKey(title)),
  )
  // The user's own guide counts before a built-in one of the same title.
  const own = titled.filter(({ own }) => own)
  const candidates = own.length > 0 ? own : titled
  return candidates.length === 1 ? candidates[0]!.guide!.id : null
}

/** Returns the error for a guide that is not there, with the nearest id, or with all guides. */
export async function guideNotFound(name: string, ctx: Context): Promise<RenewError> {
  const choices = await guideChoices(ctx)
  const near = nearest(
    name,
    choices.map(({ id }) => id),
  )
  if (near !== null) return new RenewError('guide-not-found', { why: 'like-another', name, nearest: near })
  const known = choices.map(({ id, title }) => withId(title, id, ctx))
  return new RenewError('guide-not-found', { why: 'unlike', name, known })
}

/** Takes the id of a method or its name in any language; empty: none. @throws RenewError `method-not-found` */
export function findMethodId(typed: string, guide: Guide | null, ctx: Context): string | null {
  const key = looseKey(typed)
  if (key === '') return null
  const methods = guide?.methods ?? []
  const found = methods.filter(({ id, text }) =>
    [id, ...Object.values(text)].some(name => looseKey(name as string) === key),
  )
  if (found.length === 1) return found[0]!.id
  const known = methods.map(({ id, text }) => withId(inLanguage(text, ctx.lang), id, ctx))
  throw new RenewError('method-not-found', { name: typed.trim(), known })
}

/** Returns a name as it is compared with what people type: without case, blanks, hyphens and other signs. */
export function looseKey(name: string): string {
  return nameKey(name.normalize('NFKC')).replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

/** Returns a title with the id that can be typed instead: `Passport (passport)`. */
export function withId(title: string, id: string, { words }: Pick<Context, 'words'>): string {
  return title + words('words.bracketed', { text: id })
}

/** Whether it was named, its name tells, or nothing tells. */
export type GuideChoiceReason = 'typed' | 'name' | 'default'

/** Returns the guide of a new document: the typed one, that of its name, else the usual one. */
export async function guideForNew(
  name: string,
  typed: string | undefined,
  ctx: Context,
): Promise<{ id: string; why: GuideChoiceReason }> {
  if (typed !== undefined && typed.trim() !== '') return { id: await findGuideId(typed, ctx), why: 'typed' }
  const recognised = await recogniseKind(name, ctx)
  if (recognised !== null) return { id: recognised, why: 'name' }
  const id = ctx.settings.read().values.guide ?? DEFAULT_GUIDE
  if ((await ctx.guides.find(id)).guide === null) throw await guideNotFound(id, ctx)
  return { id, why: 'default' }
}
