import type { Assessed } from '../../cards/assessed.ts'
import type { CivilDate } from '../../dates/civil-date.ts'
import type { Guide } from '../../guides/guide.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate, timeLeft } from '../../text/dates.ts'
import { displayName, widthOf } from '../../text/width.ts'
import { plainSentence, type Sentence, wrap } from '../../text/wrap.ts'
import { GuideWords } from '../shared/guide-words.ts'
import { whyText } from '../shared/plan-words.ts'
import { marksOf } from './marks.ts'
import type { GuideData } from './page.ts'
import { guideParts, type Line, type Part } from './parts.ts'

const COLUMNS = 76
const BOX = '[ ] '
const PAPER: Surface = { isTTY: false, width: COLUMNS, height: null, color: 0 }

/**
 * Renders a guide as a plain page to print: no colours, boxes to tick, the same on a terminal and in a file.
 * @param document whose page it is, with its dates and what is done; null: of the guide alone
 */
export function renderGuidePrint(
  { guide, lang }: Pick<GuideData, 'guide' | 'lang'>,
  document: Assessed | null,
  words: CommandWords,
): string {
  const guideWords = new GuideWords(guide, lang, words, PAPER)
  const kind = guideWords.of(guide.title)
  const title =
    document === null
      ? words('guide.print.title', { title: kind })
      : words('guide.print.title-of', { name: displayName(document.card.name, PAPER), title: kind })
  const marks = document && marksOf(document, words, PAPER)
  const { which, when, bring, methods, fees, watch, sources } = guideParts(guideWords, marks)
  const about = (guide.about ?? []).map((one): Line => ({ says: guideWords.said(one) }))
  const trust = guideWords.trust()
  const intro = [...about, ...(trust === null ? [] : [{ label: words('guide.trust'), says: trust }])]
  const parts: Part[] = [
    ...(document ? [documentPart(document, lang, words)] : []),
    { label: '', title: words('guide.print.about'), lines: intro },
    ...[which, when, withRoom(bring, guide), ...methods, fees, watch, sources],
  ]
  const pages = parts.filter(({ lines }) => lines.length > 0).map(part => printed(part, words('words.colon')))
  return `${[`${title}\n${'='.repeat(Math.min(COLUMNS, widthOf(title)))}`, ...pages].join('\n\n')}\n`
}

/** Adds two empty boxes for what else the office asks for. */
function withRoom(bring: Part, { materials, materialsComplete }: Guide): Part {
  const room: Line = { mark: 'paper', says: '_'.repeat(40) }
  return materialsComplete || materials.length === 0
    ? bring
    : { ...bring, lines: [...bring.lines, room, room] }
}

function documentPart({ card, guide, status, papers }: Assessed, lang: string, words: CommandWords): Part {
  const day = (date: CivilDate): string => longDate(date, words)
  const { renewal } = card
  const lines: Line[] = []
  const say = (label: string, says: string | null | undefined): void => {
    if (says) lines.push({ label, says })
  }
  const method = guide?.methods.find(({ id }) => id === renewal?.method)
  say(words('guide.print.as-of'), day(status.today))
  say(words('show.holder'), card.holder && displayName(card.holder, PAPER))
  const left = status.daysLeft === null ? '' : words('words.comma') + timeLeft(status.daysLeft, words)
  say(words('show.expires'), card.expires === null ? words('words.no-end') : day(card.expires) + left)
  if (status.actBy && status.actBy.why !== 'expiry')
    say(words('show.by'), day(status.actBy.date) + whyText(status, status.actBy, words))
  say(words('guide.lead'), status.window && day(status.window.opens))
  say(words('show.method'), method && new GuideWords(guide!, lang, words, PAPER).of(method.text))
  say(words('show.appointment'), renewal?.appointment && day(renewal.appointment))
  say(words('show.appointmentTime'), renewal?.appointmentTime)
  say(words('show.place'), renewal?.place && displayName(renewal.place, PAPER))
  say(words('show.submitted'), renewal?.submitted && day(renewal.submitted))
  say(words('show.receipt'), renewal?.receipt && displayName(renewal.receipt, PAPER))
  if (papers && papers.items.length > 0)
    say(words('show.papers'), words('guide.print.ready', { ready: papers.ready, needed: papers.needed }))
  return { label: '', title: words('guide.print.document'), lines }
}

function printed({ title, lines }: Part, colon: string): string {
  return [title, ...lines.flatMap(line => printedLine(line, colon))].join('\n')
}

function printedLine({ says, label, mark, state }: Line, colon: string): string[] {
  if (label !== undefined) return bullet('- ', label + colon + plainSentence(says))
  if (mark === 'warning') return bullet('! ', says)
  if (mark === 'entry') return bullet('· ', says)
  if (mark === 'condition' || mark === 'more') return bullet(' '.repeat(BOX.length), says)
  if (mark === undefined) return bullet('', says)
  return bullet(state === 'done' ? '[x] ' : state === 'not-needed' ? '[-] ' : BOX, says)
}

function bullet(mark: string, sentence: Sentence): string[] {
  const lines = wrap(plainSentence(sentence), COLUMNS - mark.length)
  return lines.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line)
}
