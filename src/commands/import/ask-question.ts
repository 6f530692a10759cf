import { nameKey } from '../../cards/card-name.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import type { Answer, AnswerChoice, Question } from '../../register/questions.ts'
import { printable } from '../../text/printable.ts'
import { askFor } from '../shared/ask.ts'

/** Asks a question about a list on a terminal, with values of its column; the likely answer comes first. */
export async function askQuestion(
  question: Question,
  titles: ReadonlyMap<string, string>,
  ctx: Context,
): Promise<Answer> {
  const ordered = [...question.choices].sort(
    (a, b) => Number(b.value === question.guess) - Number(a.value === question.guess),
  )
  const error = new RenewError('import-questions', { why: 'guessed', count: 1 })
  const labels = ordered.map(choice => choiceText(choice, question, titles, ctx))
  const typed = (answer: string): Answer => {
    const key = nameKey(answer)
    const found = ordered.find(({ value }, at) => value === answer || nameKey(labels[at]!) === key)
    if (!found) throw new RenewError('not-a-choice', { name: answer, choices: labels })
    return found.adds
  }
  return askFor(questionText(question, ctx), error, typed, ctx, {
    choices: ordered.map(({ adds }, at) => ({ value: adds, label: labels[at]! })),
  })
}

export function questionText(
  { code, column, others, examples, needs }: Question,
  { words }: Context,
): string {
  const values = {
    column: printable(column),
    columns: [column, ...others].map(printable).join(words('words.listed')),
    examples: examples.map(printable).join(words('words.listed')),
    example: printable(examples[0] ?? ''),
    other: printable(examples[1] ?? ''),
  }
  return code === 'dates'
    ? words(`import.ask.dates.${needs[0]!}`, values)
    : words(`import.ask.${code}`, values)
}

export function choiceText(
  { value, date }: AnswerChoice,
  { code, examples }: Question,
  titles: ReadonlyMap<string, string>,
  ctx: Context,
): string {
  const { words } = ctx
  switch (code) {
    case 'unknown-dates':
      return words(`import.choice.${value === '-' ? 'leave-out' : value === 'issued' ? 'issued' : 'expires'}`)
    case 'same-thing':
      return value === '*'
        ? words('import.choice.all')
        : words('import.choice.column', { column: printable(value) })
    case 'kind':
    case 'document':
      return printable(titles.get(value) ?? value)
    case 'date-order':
    case 'swapped-dates':
      return words('import.choice.date', { example: printable(examples[0] ?? ''), date: ctx.longDate(date!) })
    case 'blank-names':
      return words(value === 'holder' ? 'import.choice.not-above' : 'import.choice.so')
    case 'dates':
    case 'cut-numbers':
      return words('import.choice.so')
    case 'no-end':
      return words(
        value.includes('keep') || value === 'date' ? 'import.choice.a-date' : 'import.choice.no-end',
      )
  }
}
