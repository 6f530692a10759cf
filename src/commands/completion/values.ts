import type { Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { filterCards } from '../../cards/find-card.ts'
import { withoutConditions } from '../../cards/step-text.ts'
import type { Context } from '../../context.ts'
import { inLanguage } from '../../guides/guide.ts'
import { LANGUAGES } from '../../messages/index.ts'
import { DEFAULT_GUIDE, NO_SETTINGS } from '../../settings.ts'
import { keptCopies } from '../../storage/kept-copies.ts'
import { longDate } from '../../text/dates.ts'
import { printable } from '../../text/printable.ts'
import type { ValueKind } from '../command.ts'
import { checklistItems } from '../shared/checklist.ts'
import { guideChoices, looseKey } from '../shared/find-guide.ts'
import { languageName } from '../shared/guide-words.ts'
import { SCRIPTS } from './scripts.ts'
import type { TypedWords } from './typed-words.ts'

/** One thing that may follow. */
export interface Candidate {
  /** The words for it, the one to propose first. */
  words: readonly string[]
  /** What it is, in the user's language; may be empty. */
  about: string
}

/** What may follow; where none of the candidates fits, and `files`, any file. */
export interface Values {
  files: boolean
  candidates: readonly Candidate[]
}

type Source = (typed: TypedWords, ctx: Context) => Candidate[] | Promise<Candidate[]>

/** Where the values of each kind are found; of the others nothing is known. */
const SOURCES: { [K in ValueKind | 'color']?: Source } = {
  card: cards,
  change: async (_, ctx) =>
    (await import('../shared/change-log.ts'))
      .changeLog(ctx)
      .filter(({ undone }) => !undone)
      .map(({ number, command }) => plain(number, command)),
  channel: (_, ctx) =>
    Object.entries(ctx.settings.read().channels).map(([name, { kind }]) =>
      plain(name, name === kind ? '' : kind),
    ),
  'channel-kind': async (_, ctx) =>
    (await import('../shared/channels.ts')).kindChoices(ctx).map(({ value, hint }) => plain(value, hint)),
  color: (_, { words, lang }) =>
    (['auto', 'always', 'never'] as const).map(color => localized(color, words(`color.${color}`), lang)),
  copy: (_, { paths }) =>
    [paths.cards, paths.settings].flatMap(file =>
      keptCopies(paths.kept, file).map(({ name }) => plain(name)),
    ),
  guide: guides,
  holder: (_, ctx) => used(ctx.cards.cards().flatMap(({ holder }) => holder ?? [])),
  item: items,
  language: (_, { lang }) => Object.keys(LANGUAGES).map(code => plain(code, languageName(code, lang))),
  method: methods,
  setting: (_, { words }) =>
    (Object.keys(NO_SETTINGS.values) as (keyof typeof NO_SETTINGS.values)[]).map(name =>
      plain(name, words(`setting.${name}.about`)),
    ),
  shell: () => Object.keys(SCRIPTS).map(shell => plain(shell)),
  stage: (_, { words, lang }) =>
    (['valid', 'prepare', 'last-day', 'overdue', 'permanent'] as const).map(stage =>
      localized(stage, words(`stage.${stage}`), lang),
    ),
  tag: (_, ctx) => used(ctx.cards.cards().flatMap(({ tags }) => tags)),
  zone: () => Intl.supportedValuesOf('timeZone').map(zone => plain(zone)),
}

const SETTING_KINDS: Record<string, keyof typeof SOURCES> = {
  color: 'color',
  lang: 'language',
  guide: 'guide',
  zone: 'zone',
  heartbeatCa: 'file',
}

/** Returns what a value can be. @throws RenewError where a stored file cannot be read */
export async function valuesOf(kind: ValueKind, typed: TypedWords, ctx: Context): Promise<Values> {
  const actual = actualKind(kind, typed)
  const candidates = (await SOURCES[actual]?.(typed, ctx)) ?? []
  return { files: actual === 'file' || actual === 'copy', candidates }
}

function actualKind(kind: ValueKind, { path, args, given }: TypedWords): keyof typeof SOURCES {
  if (path.join(' ') === 'config set' && args.length === 1) return SETTING_KINDS[args[0]!] ?? 'text'
  // With a filter, `tick` takes papers only.
  const isFiltered = given.has('--holder') || given.has('--tag')
  return kind === 'card' && isFiltered && /^(un)?tick$/.test(path[0] ?? '') ? 'item' : kind
}

export const plain = (word: string, about = ''): Candidate => ({ words: [word], about })

/** A card whose name a terminal cannot show as it is, or that would be taken for an option, is named by its id. */
function cards({ path, onlyArguments, expected }: TypedWords, ctx: Context): Candidate[] {
  const isReopen = path[0] === 'reopen'
  const mayHaveDash = onlyArguments || expected !== null
  return ctx.cards
    .cards()
    .filter(({ closed }) => !isReopen || closed !== null)
    .map(({ id, name, holder, expires }) => {
      const isPlain = isShown(name) && !name.startsWith('-')
      const facts = [isPlain ? null : name, holder, expires && longDate(expires, ctx.words)]
      const isTyped = isPlain || (isShown(name) && mayHaveDash)
      return { words: isTyped ? [name, id] : [id], about: facts.filter(Boolean).join(', ') }
    })
}

const isNamed = ({ name, id }: Card, typed = ''): boolean => nameKey(name) === nameKey(typed) || id === typed

const isShown = (text: string): boolean => printable(text) === text

/** Returns texts of users, each once; those that a terminal cannot show as they are, are left out. */
function used(texts: readonly string[]): Candidate[] {
  return [...new Set(texts)].filter(isShown).map(word => plain(word))
}

/** Returns something with a code and a name; people who do not read English are offered the name. */
function localized(code: string, name: string, lang: string): Candidate {
  return lang === 'en' ? plain(code, name) : { words: [name, code], about: '' }
}

async function guides(typed: TypedWords, ctx: Context): Promise<Candidate[]> {
  const known = (await guideChoices(ctx)).map(({ id, title }) => localized(id, title, ctx.lang))
  // `renew guide me` shows the guide of a document.
  return typed.path.join(' ') === 'guide' ? [...known, ...cards(typed, ctx)] : known
}

async function methods(typed: TypedWords, ctx: Context): Promise<Candidate[]> {
  const card = ctx.cards.cards().find(card => isNamed(card, typed.args[0]))
  const id = typed.given.get('--guide') ?? card?.guide ?? DEFAULT_GUIDE
  const { guide } = await ctx.guides.find(id)
  return (guide?.methods ?? []).map(({ id, text }) => localized(id, inLanguage(text, ctx.lang), ctx.lang))
}

/** Returns the papers and steps of the documents that are typed: those to tick off, or those that are. */
async function items(typed: TypedWords, ctx: Context): Promise<Candidate[]> {
  const { path, args, given } = typed
  const [holder, tag] = [given.get('--holder'), given.get('--tag')]
  const cards = ctx.cards.cards()
  const isFiltered = holder !== undefined || tag !== undefined
  const meant = isFiltered
    ? filterCards(cards, { holder, tag }, cards)
    : cards.filter(card => isNamed(card, args[0]))
  const found = new Map<string, Candidate>()
  for (const one of await ctx.assess(meant)) {
    const all = checklistItems(one, ctx.lang)
    const ticks = one.card.renewal?.ticks ?? {}
    for (const item of all) {
      const { id, choice, name } = item
      const isTicked = ticks[id] !== undefined && (ticks[id].done !== null || ticks[id].notNeeded === true)
      if (isTicked !== (path[0] === 'untick')) continue
      const short = withoutConditions(item)
      const isClear = all.filter(item => looseKey(item.name).startsWith(looseKey(short))).length === 1
      const code = choice ?? id
      found.set(code, isClear && isShown(short) ? localized(code, short, ctx.lang) : plain(code, name))
    }
  }
  return [...found.values()]
}
