import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { type ImportOptions, importCommand } from '../../register/import-command.ts'
import type { AnswerChoice, Question } from '../../register/questions.ts'
import type { Outcome } from '../../register/row.ts'
import { shellWord } from '../../text/printable.ts'
import { choiceText, questionText } from './ask-question.ts'
import type { Understanding } from './understand.ts'

export interface NextSteps {
  questions: object[]
  /** The command that imports the list as proposed; null where only the owner of the list can choose one. */
  command: string[] | null
  lines: string[]
  commands: string[]
  error: RenewError | null
}

/** Returns the questions of a list, and the command that goes on, which answers them as is likely. */
export function nextSteps(
  file: string,
  list: Understanding | null,
  outcomes: readonly Outcome[],
  options: ImportOptions,
  ctx: Context,
): NextSteps {
  const questions = list?.questions ?? []
  const unclear = questions.find(({ guess }) => guess === null)
  const past = stepPastFaults(outcomes, options, ctx)
  const usual = importCommand(file, { ...options, ...past.options })
  if (!list || questions.length === 0) {
    const command = past.isAny ? usual : null
    const commands = command ? [shellLine(command)] : []
    return { questions: [], command, lines: past.lines, commands, error: null }
  }
  const choicesOf = (question: Question) =>
    question.choices.map(choice => ({
      value: choice.value,
      text: choiceText(choice, question, list.titles, ctx),
      command: question === unclear ? importCommand(file, options, [choice.adds]) : null,
    }))
  const asked = questions.map(question => {
    const { code, column, examples, guess } = question
    const text = questionText(question, ctx)
    return { code, column, text, examples, choices: choicesOf(question), guess }
  })
  const lines = questions.map((question, at) => questionLine(question, at + 1, list, ctx))
  const why = unclear ? 'unclear' : 'guessed'
  const error = new RenewError('import-questions', { why, count: questions.length })
  if (!unclear) {
    const commands = [shellLine(usual)]
    return { questions: asked, command: usual, lines: [...lines, ...past.lines], commands, error }
  }
  const commands = choicesOf(unclear).flatMap(({ text, command }) => [
    ctx.words('import.choice-line', { text }),
    shellLine(command!),
  ])
  return { questions: asked, command: null, lines, commands, error }
}

/** Returns the options with which an import goes on although rows were refused, and what they leave out. */
function stepPastFaults(
  outcomes: readonly Outcome[],
  options: ImportOptions,
  { words }: Context,
): { options: ImportOptions; lines: string[]; isAny: boolean } {
  const refused = outcomes.filter(one => one.faults.length > 0)
  if (refused.length === 0 || options.skipBad) return { options: {}, lines: [], isAny: true }
  if (refused.every(one => one.faults.every(({ error }) => error.code === 'import-card-exists')))
    return { options: { update: true }, lines: [], isAny: true }
  const isAny = outcomes.some(({ what }) => what !== 'refused' && what !== 'none')
  const lines = isAny ? [words('import.skips', { count: refused.length })] : []
  return { options: isAny ? { skipBad: true } : {}, lines, isAny }
}

function questionLine(question: Question, place: number, { titles }: Understanding, ctx: Context): string {
  const inWords = (choices: readonly AnswerChoice[]) =>
    choices.map(choice => choiceText(choice, question, titles, ctx)).join(ctx.words('words.listed'))
  const isGuess = ({ value }: AnswerChoice) => value === question.guess
  return ctx.words('import.question', {
    place,
    text: questionText(question, ctx),
    guess: inWords(question.choices.filter(isGuess)),
    others: inWords(question.choices.filter(choice => !isGuess(choice)).slice(0, 12)),
  })
}

export function shellLine(command: readonly string[]): string {
  return command.map(shellWord).join(' ')
}

export function columnsJson({ proposal }: Understanding): object[] {
  return proposal.roles
    .filter(({ column }) => column.name !== '')
    .map(({ column, field, kind }) => ({
      column: column.name,
      field: column.index === proposal.name ? 'name' : field,
      kind:
        field === 'expires'
          ? (proposal.documents.find(({ end }) => end === column.index)?.kind ?? null)
          : kind,
      example: column.examples[0] ?? null,
    }))
}
