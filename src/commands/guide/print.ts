import type { Surface } from '../../io/io.ts'
import type { AllWords } from '../../messages/index.ts'
import { widthOf } from '../../text/width.ts'
import { plainSentence, type Sentence, wrap } from '../../text/wrap.ts'
import { GuideWords } from '../shared/guide-words.ts'
import type { GuideData } from './page.ts'

/** The width of a page of paper, in characters. */
const COLUMNS = 76
const BOX = '[ ] '

/** Renders a guide as a plain page to print: no colours, boxes to tick, the same on a terminal and in a file. */
export function renderGuidePrint({ guide, lang }: GuideData, words: AllWords): string {
  const paper: Surface = { isTTY: false, width: COLUMNS, height: null, color: 0 }
  const guideWords = new GuideWords(guide, lang, words, paper)
  const title = words('guide.print.title', { title: guideWords.of(guide.title) })
  const { validity, lead, processing, filing } = guide
  const period = (label: string, fact: { value: string | null; source: string | null }): string[] =>
    fact.value === null
      ? []
      : bullet(
          '- ',
          label + words('words.colon'),
          guideWords.fact(guideWords.period(fact.value), fact.source),
        )
  const filed = filing.value && {
    from: guideWords.period(filing.value.from),
    to: guideWords.period(filing.value.to),
  }
  const sections: [head: string, lines: string[]][] = [
    [
      words('guide.print.when'),
      [
        ...period(words('guide.lead'), lead),
        ...period(words('guide.validity'), validity),
        ...period(words('guide.processing'), processing),
        ...(filed
          ? bullet(
              '- ',
              words('guide.filing') + words('words.colon'),
              guideWords.fact(words('guide.filing-period', filed), filing.source),
            )
          : []),
      ],
    ],
    [words('guide.print.bring'), papersToBring(guideWords)],
    ...guide.methods.map((method): [string, string[]] => [
      guideWords.of(method.text),
      [
        ...method.steps.flatMap(step => bullet(BOX, '', guideWords.of(step.text))),
        ...bullet(
          '- ',
          words('guide.way.fee') + words('words.colon'),
          guideWords.fact(guideWords.fee(method.fee.value), method.fee.source),
        ),
        ...method.warnings.flatMap(warning => bullet('! ', '', guideWords.of(warning.text))),
      ],
    ]),
    [
      words('guide.print.watch'),
      guide.warnings.flatMap(warning => bullet('! ', '', guideWords.of(warning.text))),
    ],
    [
      words('guide.print.sources'),
      Object.values(guide.sources).flatMap(source =>
        guideWords.source(source).flatMap(line => bullet('  ', '', line)),
      ),
    ],
  ]
  const pages = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([head, lines]) => [head, ...lines].join('\n'))
  return `${[`${title}\n${'='.repeat(Math.min(COLUMNS, widthOf(title)))}`, ...pages].join('\n\n')}\n`
}

function papersToBring(guideWords: GuideWords): string[] {
  const { guide, words } = guideWords
  const { maxAge } = guide
  const lines = guide.materials.flatMap(material => [
    ...bullet(BOX, '', guideWords.of(material.text)),
    ...guideWords.asked(material).flatMap(line => bullet(' '.repeat(BOX.length), '', line)),
  ])
  if (maxAge.value) {
    lines.push(
      ...bullet('- ', '', words('guide.bring.all-max-age', { period: guideWords.period(maxAge.value) })),
    )
  }
  // Two empty lines for what else the office asks for.
  if (!guide.materialsComplete) {
    lines.push(
      ...bullet('- ', '', words('guide.bring.incomplete')),
      `${BOX}${'_'.repeat(40)}`,
      `${BOX}${'_'.repeat(40)}`,
    )
  }
  return lines
}

/** Returns a sentence after a mark, with its other lines indented. */
function bullet(mark: string, label: string, sentence: Sentence): string[] {
  const lines = wrap(label + plainSentence(sentence), COLUMNS - mark.length)
  return lines.map((line, at) => (at === 0 ? mark : ' '.repeat(mark.length)) + line)
}
