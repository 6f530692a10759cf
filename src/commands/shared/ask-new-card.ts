import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import { RenewError } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import { printable } from '../../text/printable.ts'
import { head } from '../../text/width.ts'
import { askFor, askOptional } from './ask.ts'
import { confirmExpiry, readExpiry, readLine, readName } from './fields.ts'
import { type GuideChoiceReason, guideChoices, guideForNew, recogniseKind } from './find-guide.ts'

/** The widest derived name, in columns; a name may have 80 characters. */
const WIDEST_NAME = 60

export interface NewCard {
  name: string
  guide: { id: string; why: GuideChoiceReason }
  /** null: not asked for, or left out. */
  holder: string | null
}

interface Typed {
  name: string | undefined
  guide: string | undefined
  holder: string | undefined
}

/**
 * Returns what a new card is called, its guide and its holder. A terminal asks for what the command line does not tell;
 * a name that is left out is made from kind and holder.
 */
export async function askNewCard(typed: Typed, ctx: Context): Promise<NewCard> {
  const cards = ctx.cards.cards()
  const name = typed.name === undefined ? null : await askFreeName(typed.name, cards, ctx)
  const found = await guideForNew(name ?? '', typed.guide, ctx)
  const isAsked = found.why === 'default' && ctx.io.canAsk && !ctx.yes
  const { guide, called } = isAsked ? await askKind(found, ctx) : { guide: found, called: null }
  const isAlone = name === null && typed.holder === undefined && !ctx.yes
  const holder = isAlone ? await askOptional(ctx.words('ask.whose'), readLine, ctx) : null
  if (name !== null) return { name, guide, holder }
  const owner = holder ?? (typed.holder === undefined ? null : readLine(typed.holder) || null)
  return { name: freeName(called ?? (await kindName(guide.id, ctx)), owner, cards, ctx), guide, holder }
}

/** Asks for the last valid day until it can be read; a far one that was not meant is asked for again. */
export function askExpiry(today: CivilDate, ctx: Context): Promise<CivilDate | null> {
  const read = async (answer: string): Promise<CivilDate | null> => {
    const expires = await readExpiry(answer, { ctx, today })
    await confirmExpiry(expires, today, ctx)
    return expires
  }
  return askFor(ctx.words('add.ask-expiry'), new RenewError('expiry-needed', {}), read, ctx)
}

/** Reads the typed name; a terminal asks for another one where it is taken. */
async function askFreeName(typed: string, cards: readonly Card[], ctx: Context): Promise<string> {
  const read = (text: string): string => readName(text, cards, ctx)
  try {
    return read(typed)
  } catch (error) {
    if (!(error instanceof RenewError) || error.code !== 'name-taken' || !ctx.io.canAsk) throw error
    return askFor(ctx.words('ask.other-name', { name: printable(typed.trim()) }), error, read, ctx)
  }
}

interface Kind {
  guide: NewCard['guide']
  /** What the user calls it; null for a choice of the list. */
  called: string | null
}

/** Asks what a document is. Words that no guide is known for become a document without a guide of its own. */
async function askKind(usual: NewCard['guide'], ctx: Context): Promise<Kind> {
  const all = await guideChoices(ctx)
  const choices = [
    ...all.filter(({ id }) => id === usual.id),
    ...all.filter(({ id }) => id !== usual.id),
  ].map(({ id, title }) => ({ value: { guide: { id, why: 'typed' }, called: null } as Kind, label: title }))
  const read = async (answer: string): Promise<Kind> => {
    const called = readLine(answer)
    const id = (await recogniseKind(called, ctx)) ?? 'generic'
    return { guide: { id, why: 'typed' }, called }
  }
  const kind = await askOptional(ctx.words('ask.what'), read, ctx, { choices })
  return kind ?? { guide: usual, called: null }
}

/** Returns what a kind of document is called: the title of its guide without the country. */
async function kindName(guide: string, ctx: Context): Promise<string> {
  const found = await ctx.guides.find(guide)
  const title = found.guide === null ? guide : inLanguage(found.guide.title, ctx.lang)
  return title.split(/[,，(（]/)[0]!.trim()
}

/** Returns a name for a kind and its holder that no card has: `Li Na, passport`, `Passport 2`. */
function freeName(kind: string, holder: string | null, cards: readonly Card[], { words }: Context): string {
  const inside = /^\p{Lu}\p{Ll}/u.test(kind) ? kind[0]!.toLowerCase() + kind.slice(1) : kind
  const whole = holder === null ? kind : words('add.derived-name', { holder, kind: inside })
  const name = head(whole, WIDEST_NAME)
  const taken = new Set(cards.map(card => nameKey(card.name)))
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`
    if (!taken.has(nameKey(candidate))) return candidate
  }
}
