import type { Surface } from '../io.ts'
import type { Messages } from '../messages/en.ts'
import type { GuideData } from './guide-page.ts'
import { GuideWords } from './guide-words.ts'
import { widthOf } from './width.ts'
import { plainSentence, type Sentence, wrap } from './wrap.ts'

/** As wide as a sheet of paper takes in a plain type. */
const COLUMNS = 76
const BOX = '[ ] '

/** A guide as a plain page to take along: no colours, boxes to tick, the same on a terminal and in a file. */
export function renderGuidePrint({ guide, lang }: GuideData, text: Messages): string {
  const paper: Surface = { isTTY: false, width: COLUMNS, height: null, color: 0 }
  const words = new GuideWords(guide, lang, text, paper)
  const title = text['guide.print.title']({ title: words.of(guide.title) })
  const { validity, lead, processing, filing } = guide
  const period = (label: string, fact: { value: string | null; source: string | null }): string[] =>
    fact.value === null
      ? []
      : said('- ', label + text['words.colon'], words.fact(words.period(fact.value), fact.source))
  const filed = filing.value && {
    from: words.period(filing.value.from),
    to: words.period(filing.value.to),
  }
  const sections: [head: string, lines: string[]][] = [
    [
      text['guide.print.when'],
      [
        ...period(text['guide.lead'], lead),
        ...period(text['guide.validity'], validity),
        ...period(text['guide.processing'], processing),
        ...(filed
          ? said(
              '- ',
              text['guide.filing'] + text['words.colon'],
              words.fact(text['guide.filing-period'](filed), filing.source),
            )
          : []),
      ],
    ],
    [text['guide.print.bring'], bring(words)],
    ...guide.methods.map((method): [string, string[]] => [
      words.of(method.text),
      [
        ...method.steps.flatMap(step => said(BOX, '', words.of(step.text))),
        ...said(
          '- ',
          text['guide.way.fee'] + text['words.colon'],
          words.fact(words.fee(method.fee.value), method.fee.source),
        ),
        ...method.warnings.flatMap(warning => said('! ', '', words.of(warning.text))),
      ],
    ]),
    [text['guide.print.watch'], guide.warnings.flatMap(warning => said('! ', '', words.of(warning.text)))],
    [
      text['guide.print.sources'],
      Object.values(guide.sources).flatMap(source =>
        words.source(source).flatMap(line => said('  ', '', line)),
      ),
    ],
  ]
  const pages = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([head, lines]) => [head, ...lines].join('\n'))
  return `${[`${title}\n${'='.repeat(Math.min(COLUMNS, widthOf(title)))}`, ...pages].join('\n\n')}\n`
}

function bring(words: GuideWords): string[] {
  const { guide, text } = words
  const { maxAge } = guide
  const lines = guide.materials.flatMap(material => [
    ...said(BOX, '', words.of(material.text)),
    ...words.asked(material).flatMap(line => said(' '.repeat(BOX.length), '', line)),
  ])
  if (maxAge.value) {
    lines.push(...said('- ', '', text['guide.bring.all-max-age']({ period: words.period(maxAge.value) })))
  }
  // Room for what the office asks for besides.
  if (!guide.materialsComplete) {
    lines.push(
      ...said('- ', '', text['guide.bring.incomplete']),
      `${BOX}${'_'.repeat(40)}`,
      `${BOX}${'_'.repeat(40)}`,
    )
  }
  return lines
}

/** A sentence behind a mark, its further lines below its own beginning. */
function said(mark: string, label: string, sentence: Sentence): string[] {
  const lines = wrap(label + plainSentence(sentence), COLUMNS - mark.length)
  return lines.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line)
}
