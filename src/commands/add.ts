import { type Card, newCard } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { newId } from '../cards/find-card.ts'
import { withRenewal } from '../cards/renewal.ts'
import type { Context } from '../context.ts'
import type { CivilDate } from '../dates/civil-date.ts'
import { RenewError } from '../errors.ts'
import { inLanguage } from '../guides/guide.ts'
import { printable } from '../text/printable.ts'
import { head } from '../text/width.ts'
import { command, type OptionsOf } from './command.ts'
import { askFor, askOptional } from './shared/ask.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { changeCards } from './shared/changes.ts'
import { checkedDurations } from './shared/checklist.ts'
import { withRules } from './shared/choose-cards.ts'
import {
  FIELD_OPTIONS,
  RENEWAL_OPTIONS,
  readFields,
  readLine,
  readName,
  readRenewal,
} from './shared/fields.ts'
import { type GuideChoiceReason, guideChoices, guideForNew, recogniseKind } from './shared/find-guide.ts'
import { askForLinks, planNews } from './shared/links.ts'
import { assertIssued, confirmExpiry, readExpiry } from './shared/read-values.ts'
import { missingSetup, renderSavedCard, renderSetupHint } from './shared/saved-card.ts'
import { noteLostSources } from './shared/source-warnings.ts'
import { warnOutputUnseen } from './shared/timers.ts'

const OPTIONS = { ...FIELD_OPTIONS, ...RENEWAL_OPTIONS } as const

type Options = OptionsOf<typeof OPTIONS>

export default command({
  args: { '[name]': { words: 'argument.new-name', value: 'text' } },
  options: OPTIONS,
  json: true,
  yes: true,
  example: 'renew add {me} --expires 2026-12-31\nrenew add {passport} --expires 31.12.2030 --lead 6mo',
  async run({ args, options }, ctx) {
    const asked = await askNewCard(args.name, options, ctx)
    const assessed = await ctx.assessOne(await readNewCard(asked, options, ctx))
    const durations = checkedDurations(assessed, ctx)
    const card = { ...withRules([assessed])[0]!, durations }
    await changeCards(`add ${card.name}`, [{ before: null, after: card }], ctx)
    await askForLinks(assessed, ctx)
    const stored = ctx.cards.cards().filter(({ id }) => id === card.id)
    const news = await planNews(null, (await ctx.assess(stored))[0]!, ctx)
    await noteLostSources([assessed], ctx)
    const setup = await missingSetup(ctx)
    const isOffered = setup !== null && ctx.io.canAsk && !ctx.yes && !ctx.json
    await warnOutputUnseen(ctx)
    const { why } = asked.guide
    const saved = { why, news: news.lines, hint: isOffered ? null : setup }
    ctx.answer(
      () => ({ schema: 1, card: cardStatusJson(assessed, ctx), guideBy: why, problems: news.problems }),
      to => renderSavedCard(assessed, saved, to, ctx),
    )
    if (!isOffered) return
    const { offerSetup } = await import('./shared/first-setup.ts')
    const left = await offerSetup(setup, ctx)
    if (left.timer || left.channel) ctx.io.out(`\n${renderSetupHint(left, ctx.words, ctx.stdout)}`)
  },
})

async function readNewCard(
  { name, guide: chosen, holder }: Asked,
  options: Options,
  ctx: Context,
): Promise<Card> {
  const { guide } = await ctx.guides.find(chosen.id)
  const { guide: usualGuide, zone: usualZone } = ctx.settings.read().values
  const { zone } = options
  const today = ctx.today((zone && ctx.io.isZone(zone) ? zone : null) ?? guide?.zone ?? usualZone)
  const fields = { ...(holder === null ? {} : { holder }), ...(await readFields(options, { ctx, today })) }
  const expires = fields.expires === undefined ? await askExpiry(today, ctx) : fields.expires
  if (fields.expires !== undefined) await confirmExpiry(expires, today, ctx)
  assertIssued({ issued: fields.issued ?? null, expires }, today, ctx)
  const renewal = await readRenewal(options, { guide, renewal: null, today }, ctx)
  const id = await newId(ctx.cards.cards())
  const isTaken = chosen.why === 'default' && usualGuide === null
  const guideBy = isTaken ? { guideBy: 'default' as const } : {}
  const card = newCard({ ...fields, guide: chosen.id, ...guideBy, id, name, expires }, ctx.timestamp())
  return renewal ? withRenewal(card, renewal) : card
}

/** The widest derived name, in columns; a name may have 80 characters. */
const WIDEST_NAME = 60

interface Asked {
  name: string
  guide: { id: string; why: GuideChoiceReason }
  /** null: not asked for, or left out. */
  holder: string | null
}

/**
 * Returns what a new card is called, its guide and its holder. A terminal asks for what the command line does not tell;
 * a name that is left out is made from kind and holder.
 */
async function askNewCard(
  typedName: string | undefined,
  { guide: typedGuide, holder: typedHolder }: Options,
  ctx: Context,
): Promise<Asked> {
  const cards = ctx.cards.cards()
  const name = typedName === undefined ? null : await askFreeName(typedName, cards, ctx)
  const found = await guideForNew(name ?? '', typedGuide, ctx)
  const isAsked = found.why === 'default' && ctx.io.canAsk && !ctx.yes
  const { guide, called } = isAsked ? await askKind(found, ctx) : { guide: found, called: null }
  const isAlone = name === null && typedHolder === undefined && !ctx.yes
  const holder = isAlone ? await askOptional(ctx.words('ask.whose'), readLine, ctx) : null
  if (name !== null) return { name, guide, holder }
  const owner = holder ?? (typedHolder === undefined ? null : readLine(typedHolder) || null)
  return { name: freeName(called ?? (await kindName(guide.id, ctx)), owner, cards, ctx), guide, holder }
}

function askExpiry(today: CivilDate, ctx: Context): Promise<CivilDate | null> {
  const read = async (answer: string): Promise<CivilDate | null> => {
    const expires = await readExpiry(answer, { ctx, today })
    await confirmExpiry(expires, today, ctx)
    return expires
  }
  return askFor(ctx.words('add.ask-expiry'), new RenewError('expiry-needed', {}), read, ctx)
}

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
  guide: Asked['guide']
  /** What the user calls it; null for a choice of the list. */
  called: string | null
}

/** Asks what a document is. Words that no guide is known for become a document without a guide of its own. */
async function askKind(usual: Asked['guide'], ctx: Context): Promise<Kind> {
  const all = await guideChoices(ctx)
  const isUsual = ({ id }: { id: string }): number => Number(id === usual.id)
  const choices = all
    .toSorted((a, b) => isUsual(b) - isUsual(a))
    .map(({ id, title }) => ({ value: { guide: { id, why: 'typed' }, called: null } as Kind, label: title }))
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
  let free = name
  for (let number = 2; taken.has(nameKey(free)); number++) free = `${name} ${number}`
  return free
}
