import { type Assessed, guideTitle } from '../../cards/assessed.ts'
import { calendarCardOf } from '../../cards/calendar-card.ts'
import { appointmentOf, type Card } from '../../cards/card.ts'
import { nameKey } from '../../cards/card-name.ts'
import { revisionOf } from '../../cards/changes.ts'
import { goesToOffice, namedPapers, nextText, shortName } from '../../cards/step-text.ts'
import type { ConfiguredChannel, Message } from '../../channels/channel.ts'
import { openChannel } from '../../channels/open-channel.ts'
import type { Context } from '../../context.ts'
import { errorText } from '../../error-text.ts'
import { RenewError, tryOr } from '../../errors.ts'
import { inLanguage } from '../../guides/guide.ts'
import { type CommandWords, isLanguage, loadAllWords, loadErrorWords } from '../../messages/index.ts'
import { LIMITS } from '../../reminders/attempt.ts'
import { dueDay } from '../../reminders/due.ts'
import type { Fault } from '../../reminders/faults.ts'
import type { Ledger } from '../../reminders/ledger.ts'
import { EMPTY_LEDGER } from '../../reminders/ledger-file.ts'
import { withHolderLanguages } from '../../reminders/owed.ts'
import type { RunInput } from '../../reminders/run-input.ts'
import { isLedgerLost } from '../../reminders/self-check.ts'
import type { ReminderText } from '../../reminders/wording.ts'
import type { Settings } from '../../settings.ts'
import { storedFile } from '../../storage/stored-file.ts'
import { printable } from '../../text/printable.ts'
import { renderParagraph } from '../../text/wrap.ts'
import { channelWorld, settingsOrBackup } from '../shared/channels.ts'
import { reminderClock } from '../shared/coming-reminders.ts'
import { replacedFiles } from '../shared/home-faults.ts'
import { lastDeliveryOf } from './last-delivery.ts'

/**
 * Loads all that a run of `remind` needs. Damage never stops reminders (§8): what cannot be read is left out or taken
 * from the newest kept copy, and reported with the reminders.
 * @param dryRun writes nothing: a damaged ledger stays as it is
 * @throws RenewError `channel-not-found`
 */
export async function loadRun(
  { scheduled, channel, dryRun }: { scheduled: boolean; channel: string | null; dryRun: boolean },
  ctx: Context,
): Promise<RunInput> {
  const { settings, fault: unread } = await settingsOrBackup(ctx)
  const channels = await openChannels(settings.channels, channel, ctx)
  const { cards, faults: broken } = await ctx.cards.readLeniently()
  const replaced = replacedFiles(ctx).map(({ error }) => error)
  const errors = [...(unread ? [unread] : []), ...broken, ...replaced]
  const faults = errors.length > 0 ? await storeFaults(errors, ctx) : []
  if (isLedgerLost(ctx.paths)) faults.push({ code: 'ledger-lost', values: {} })
  if (!dryRun) await setAsideDamagedLedger(ctx, faults)

  const assessed = await ctx.assess(cards, { values: settings.values, all: cards })
  for (const one of assessed) faults.push(...sourceFaults(one))
  // Only the timer waits for the time of the day.
  const clock = scheduled && ctx.on === null ? reminderClock(ctx, settings.values) : null
  const dueIn = (zone: string | null) => (clock ? dueDay(zone, clock) : ctx.today(zone))
  return {
    cards: withHolderLanguages(assessed, dueIn),
    incomplete:
      unread?.code === 'store-invalid' ||
      broken.some(({ code }) => code === 'store-invalid') ||
      assessed.some(one => one.card.closed === null && sourceFaults(one).length > 0),
    channels,
    only: channel,
    ledger: ctx.ledger,
    lastDelivery: lastDeliveryOf(ctx.paths, ctx.io, dryRun),
    faults: distinct(faults),
    ...(await textsOf(assessed, ctx)),
    words: lang => loadAllWords(isLanguage(lang) ? lang : ctx.lang),
    lang: ctx.lang,
    today: ctx.today(null),
    moment: () => ({ at: ctx.timestamp(), day: ctx.today(null) }),
    print: message => print(message, ctx),
    isSeen: ctx.io.stdout.isTTY && !ctx.json,
    scheduled,
    limits: { ...LIMITS, run: ctx.io.runTime },
  }
}

async function textsOf(
  assessed: readonly Assessed[],
  ctx: Context,
): Promise<Pick<RunInput, 'describe' | 'calendar'>> {
  // If the cards cannot be read, calendars keep what they have.
  const revisions = tryOr(() => ctx.cards.revisions(), {})
  const isPerson = await personNames(assessed)
  const byId = new Map(assessed.map(one => [one.card.id, one]))
  return {
    describe: (id, lang, words) => reminderTextOf(byId.get(id)!, lang, words, isPerson),
    calendar: (id, lang) => calendarCardOf(byId.get(id)!, lang, revisionOf(revisions, id)),
  }
}

async function openChannels(
  stored: Settings['channels'],
  only: string | null,
  ctx: Context,
): Promise<ConfiguredChannel[]> {
  const known = Object.keys(stored)
  if (only !== null && !known.includes(only)) throw new RenewError('channel-not-found', { name: only, known })
  const world = channelWorld(ctx)
  return Promise.all(Object.entries(stored).map(([name, settings]) => openChannel(name, settings, world)))
}

async function print({ text }: Message, ctx: Context): Promise<void> {
  if (ctx.json) return
  const lines = text.split('\n').map(line => renderParagraph(printable(line), ctx.stdout, 0))
  ctx.io.out(`${lines.join('')}\n`)
  const code = ctx.io.outputFault
  if (code === null) return
  const words = await loadErrorWords(ctx.lang)
  throw new Error(errorText(new RenewError('output-failed', { code }), words).message)
}

async function setAsideDamagedLedger(ctx: Context, faults: Fault[]): Promise<void> {
  try {
    ctx.ledger.read()
  } catch (error) {
    if (!(error instanceof RenewError)) throw error
    // A ledger of a newer version is not damaged, and stays.
    if (error.code !== 'store-damaged' && error.code !== 'store-edited') return
    const { replaceContent, underLock } = await import('../../storage/update.ts')
    const file = storedFile<Ledger>(ctx.io, ctx.paths, 'ledger', EMPTY_LEDGER)
    try {
      const aside = await underLock(file, () =>
        replaceContent(file, EMPTY_LEDGER, ctx.timestamp(), ctx.paths.kept),
      )
      faults.push({ code: 'ledger-damaged', values: { aside: aside ?? file.path } })
    } catch (fault) {
      // The run goes on with an empty ledger and reports that it cannot write.
      if (!(fault instanceof RenewError)) throw fault
    }
  }
}

function sourceFaults({ guideFault, workdaysFault, card }: Assessed): Fault[] {
  const faults: Fault[] = []
  if (guideFault) faults.push({ code: 'guide-lost', values: { guide: card.guide, ...guideFault } })
  if (workdaysFault !== null) faults.push({ code: 'workdays-lost', values: { detail: workdaysFault } })
  return faults
}

function distinct(faults: readonly Fault[]): Fault[] {
  return [...new Map(faults.map(fault => [JSON.stringify(fault), fault])).values()]
}

function reminderTextOf(
  one: Assessed,
  lang: string,
  words: CommandWords,
  isPerson: (card: Card) => boolean,
): ReminderText {
  const { card, guide, status, next } = one
  const warnings = guide?.warnings.filter(({ when }) => when === 'overdue') ?? []
  return {
    name: card.name,
    isPerson: isPerson(card),
    holder: card.holder !== null && nameKey(card.holder) === nameKey(card.name) ? null : card.holder,
    guideTitle: guideTitle(one, lang),
    status,
    expires: card.expires ?? '',
    submitted: card.renewal?.submitted ?? null,
    receipt: card.renewal?.receipt ?? null,
    appointment: appointmentOf(card),
    hasOffice: goesToOffice(one),
    papers: papersText(one, lang, words),
    warnings: warnings.map(({ text }) => inLanguage(text, lang)),
    next: next && { code: next.code, text: nextText(one, lang, words) ?? '', by: next.by },
  }
}

function papersText(one: Assessed, lang: string, words: CommandWords): ReminderText['papers'] {
  const named = namedPapers(one, lang, words)
  if (!named) return null
  const ready = one.papers!.items.filter(({ state }) => state === 'ready')
  return { ...named, bring: [...ready.map(({ id }) => shortName(id, one, lang, words)), ...named.missing] }
}

/** Returns a function that tells names of people, as lists have them, from names of documents. */
async function personNames(cards: readonly Assessed[]): Promise<(card: Card) => boolean> {
  const holders = new Set(cards.flatMap(({ card: { holder } }) => (holder === null ? [] : [nameKey(holder)])))
  const isHan = (name: string): boolean => /^\p{Script=Han}{1,4}$/u.test(name.trim())
  const kinds = cards.some(({ card }) => isHan(card.name))
    ? new (await import('../../guides/kinds.ts')).Kinds()
    : null
  return ({ name }) => holders.has(nameKey(name)) || (isHan(name) && kinds?.guideOf(name) === null)
}

async function storeFaults(errors: readonly RenewError[], { lang, words }: Context): Promise<Fault[]> {
  const errorWords = await loadErrorWords(lang)
  return errors.map(error => {
    const { message, hint } = errorText(error, errorWords)
    return { code: 'store', values: { reason: words('line.fault', { message, hint }) } }
  })
}
