import { type Assessed, guideTitle } from '../../cards/assessed.ts'
import { type CivilDate, daysBetween } from '../../dates/civil-date.ts'
import type { Surface } from '../../io/io.ts'
import type { CommandWords } from '../../messages/index.ts'
import { longDate, shortDate } from '../../text/dates.ts'
import { Html, type HtmlValue, html } from '../../text/html.ts'
import type { Fact } from '../../text/sheet.ts'
import type { Cell, Column } from '../../text/table.ts'
import { displayName } from '../../text/width.ts'
import { plainSentence } from '../../text/wrap.ts'
import { agendaTable } from '../agenda/screen.ts'
import { marksOf } from '../guide/marks.ts'
import { guideParts, type Line } from '../guide/parts.ts'
import { historyTable } from '../history.ts'
import { type PlanLine, planParts } from '../plan/screen.ts'
import { GuideWords } from '../shared/guide-words.ts'
import { cardPageFacts } from '../show/screen.ts'
import { MARKS, mainDates, monthStarts, type ReportData, type ReportDocument, yearLine } from './screen.ts'
import { STYLE } from './style.ts'

/** A page takes texts as a terminal does (dates in words, names isolated), without colours and width. */
const PAGE: Surface = { isTTY: true, width: 1000, height: null, color: 0 }

/** The page may load nothing and run nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** Renders the report as one HTML page that needs nothing else. */
export function renderPage(data: ReportData, words: CommandWords): string {
  const { documents, lang, from } = data
  const page = html`<!doctype html>
<html lang="${lang === 'zh' ? 'zh-Hans' : lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words('report.title')}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<header>
<h1>${words('report.title')}</h1>
<p class="soft">${words('report.as-of', { date: longDate(from, words) })}</p>
</header>
<main>
${documents.length === 0 ? html`<p>${words('list.empty')}</p>` : year(data, words)}
${documents.map((one, at) => article(one, at, words))}
</main>
</body>
</html>
`
  return page.text
}

function year(data: ReportData, words: CommandWords): Html {
  const starts = monthStarts(data)
  const gridLines = starts.map(({ at }) => html`<span style="left:${percent(at, data)}%"></span>`)
  // The last month has no room for its name.
  const heads = starts
    .filter(({ at }) => at < daysBetween(data.from, data.to) - 10)
    .map(
      ({ date, at }) => html`<span style="left:${percent(at, data)}%">${monthName(date, data.lang)}</span>`,
    )
  const keys = Object.entries(MARKS).map(
    ([kind, key]) => html`<li><span class="key mark ${kind}" aria-hidden="true"></span>${words(key)}</li>`,
  )
  return html`<section aria-labelledby="year">
<h2 id="year">${words('report.year')}</h2>
<div class="year">
<div class="row grid" aria-hidden="true"><div class="track">${gridLines}</div></div>
<div class="row" aria-hidden="true"><div class="track months">${heads}</div></div>
<ul>
${data.documents.map((one, index) => yearRow(one, index, data, words))}</ul>
</div>
<ul class="legend">${keys}<li><span class="key band" aria-hidden="true"></span>${words('show.window')}</li><li><span class="key now" aria-hidden="true"></span>${words('show.today')}</li></ul>
${dates(data, words)}</section>
`
}

function yearRow(
  { assessed, letter }: ReportDocument,
  index: number,
  data: ReportData,
  words: CommandWords,
): Html {
  const { window, marks } = yearLine(assessed, data)
  const band =
    window &&
    html`<span class="band" style="left:${percent(window.from, data)}%;width:${percent(window.to - window.from, data)}%"></span>`
  const drawn = marks
    .toReversed()
    .map(({ kind, at }) => html`<span class="mark ${kind}" style="left:${percent(at, data)}%"></span>`)
  const { expires } = assessed.card
  const until = expires === null ? words('words.no-end') : shortDate(expires, words)
  return html`<li class="row"><div><span class="letter">${letter}</span> <a href="#document-${index + 1}">${name(assessed.card.name)}</a></div><div class="until ${stageTone(assessed)}">${until}</div><div class="track" aria-hidden="true">${band}${drawn}</div></li>
`
}

function percent(days: number, { from, to }: ReportData): string {
  return ((days * 100) / daysBetween(from, to)).toFixed(2)
}

function dates(data: ReportData, words: CommandWords): Html | null {
  const days = mainDates(data.days)
  if (days.length === 0) return null
  return html`<h3>${words('report.dates')}</h3>
<div class="dates">${table(agendaTable(days, words, PAGE))}</div>
`
}

function monthName(date: CivilDate, lang: string): string {
  return new Intl.DateTimeFormat(lang, { month: 'short', timeZone: 'UTC' }).format(new Date(date))
}

function stageTone({ card, status: { stage } }: Assessed): string {
  if (card.closed !== null) return ''
  return stage === 'overdue' || stage === 'last-day' ? 'bad' : stage === 'prepare' ? 'warn' : ''
}

function article(one: ReportDocument, index: number, words: CommandWords): Html {
  const { assessed, lang, letter, renewals } = one
  const { status, fields, reminders } = cardPageFacts(one, words, PAGE)
  // The heading has the name already.
  const [, ...statusFacts] = status
  const id = `document-${index + 1}`
  return html`<article aria-labelledby="${id}">
<h2 id="${id}"><span class="letter">${letter}</span> ${name(assessed.card.name)} <span class="soft">${displayName(guideTitle(assessed, lang), PAGE)}</span></h2>
${factList(statusFacts)}
${plan(one, words)}${papers(one, words)}${
  reminders.length > 0 ? html`<div class="reminders">${factList(reminders)}</div>` : null
}${renewals.length > 0 ? html`<h3>${words('report.history')}</h3>\n${table(historyTable(renewals, words), 1)}` : null}
<div class="screen"><h3>${words('report.details')}</h3>
${factList(fields)}</div>
</article>
`
}

function plan({ assessed, lang }: ReportDocument, words: CommandWords): Html | null {
  const { plan: found, card } = assessed
  if (found === null || card.closed !== null) return null
  const { verdict, columns, rows, foot } = planParts({ assessed, plan: found, lang }, words, PAGE)
  const steps = rows.map(([mark, ...cells]) => [
    box(mark!.text === '✓' ? 'done' : undefined, words),
    ...cells,
  ])
  return html`<h3>${words('report.plan')}</h3>
${verdict.map(line => html`<p class="${toneOf(line)}">${line.text}</p>\n`)}${table({ columns, rows: steps })}
${foot.map(line => html`<p class="${line.code === 'unverified' ? 'soft' : 'soft screen'}">${isCommand(line) ? html`<code>${line.text}</code>` : line.text}</p>\n`)}`
}

const isCommand = ({ indent = 2, kind }: PlanLine): boolean => indent > 2 && kind !== 'alternative'

function toneOf({ kind, code }: PlanLine): string {
  if (kind === 'verdict') return `verdict ${{ yes: 'good', submitted: 'good', no: 'bad' }[code] ?? 'warn'}`
  return kind === 'problem' ? 'bad' : 'warn'
}

/** The papers with boxes to tick, as on the page of the guide, each with its state. */
function papers({ assessed, lang }: ReportDocument, words: CommandWords): Html | null {
  const { guide, card } = assessed
  if (guide === null || card.closed !== null) return null
  const guideWords = new GuideWords(guide, lang, words, PAGE)
  const { lines } = guideParts(guideWords, marksOf(assessed, words, PAGE)).bring
  const items: Line[][] = []
  for (const line of lines) {
    if (line.mark === 'condition' && items.length > 0) items.at(-1)!.push(line)
    else items.push([line])
  }
  const trust = guideWords.trust()
  return html`<h3>${words('show.papers')}</h3>
<ul>${items.map(([first, ...conditions]) => paper(first!, conditions, words))}</ul>
${trust === null || lines.every(({ mark }) => mark !== 'paper') ? null : html`<p class="soft">${words('guide.trust')}${words('words.colon')}${plainSentence(trust)}</p>`}
`
}

function paper(
  { mark, says, state, paper: kind }: Line,
  conditions: readonly Line[],
  words: CommandWords,
): Html {
  const text = plainSentence(says)
  if (mark !== 'paper') return html`<li class="soft">${text}</li>\n`
  const more = conditions.map(one => html`<br><span class="state">${plainSentence(one.says)}</span>`)
  const shown =
    kind &&
    html`<span class="state">${words('words.bracketed', { text: words(`show.paper.${kind}`) })}</span>`
  return html`<li class="tick">${box(state, words)}<div>${text}${shown ?? null}${more}</div></li>\n`
}

function box(state: Line['state'], words: CommandWords): Html {
  if (state === undefined) return html`<span class="box" aria-hidden="true"></span>`
  const label = words(state === 'done' ? 'show.paper.ready' : 'show.paper.not-needed')
  return html`<span class="box" role="img" aria-label="${label}">${state === 'done' ? '✓' : '–'}</span>`
}

function factList(facts: readonly Fact[]): Html {
  return html`<dl>${facts.map(
    ({ label, says }) =>
      html`<dt>${label}</dt><dd>${says.map((sentence, at) => html`${at > 0 ? html`<br>` : null}${plainSentence(sentence)}`)}</dd>\n`,
  )}</dl>`
}

type HtmlCell = Cell | string | Html

/** Renders a table without its empty columns. @param skipped how many columns at the beginning are left out */
function table(
  { columns, rows }: { columns: readonly Column[]; rows: readonly (readonly HtmlCell[])[] },
  skipped = 0,
): Html {
  const kept = columns.flatMap((column, at) =>
    at >= skipped && rows.some(row => textOf(row[at]!) !== '') ? [{ ...column, at }] : [],
  )
  const heads = kept.map(({ head }) => (head === '' ? html`<td></td>` : html`<th scope="col">${head}</th>`))
  const body = rows.map(row => {
    // Only a column with a least width may be narrow.
    const cells = kept.map(
      ({ at, least }) => html`<td class="${least === undefined ? 'day' : 'text'}">${shown(row[at]!)}</td>`,
    )
    return html`<tr>${cells}</tr>\n`
  })
  return html`<table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`
}

function textOf(cell: HtmlCell): string {
  return typeof cell === 'string' ? cell : cell.text
}

function shown(cell: HtmlCell): HtmlValue {
  return cell instanceof Html ? cell : textOf(cell)
}

/** A name that the user gave, whatever way it is written. */
function name(text: string): Html {
  return html`<bdi>${text}</bdi>`
}
