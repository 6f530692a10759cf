import { RenewError } from '../../errors.ts'
import { type CommandWords, LANGUAGES, type Language, loadCommandWords } from '../../messages/index.ts'
import { shellWord } from '../../text/printable.ts'

type TextKey = keyof CommandWords['texts'] & string

/**
 * Reads a choice as its code, or as any of our languages shows it (§12); «ё» is «е».
 * @throws RenewError `not-a-choice`
 */
export async function readChoice<C extends string>(
  typed: string,
  choices: Readonly<Record<C, readonly TextKey[]>>,
  { texts }: Pick<CommandWords, 'texts'>,
): Promise<C> {
  const codes = Object.keys(choices) as C[]
  const text = folded(typed.trim())
  const named = (one: CommandWords['texts']) =>
    codes.find(code => choices[code].some(key => folded(one[key]) === text))
  const found = codes.find(code => code.toLowerCase() === text) ?? named(texts)
  if (found) return found
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const foreign = named((await loadCommandWords(language)).texts)
    if (foreign) return foreign
  }
  const shown = codes.map(code => shellWord(texts[choices[code][0]!]))
  throw new RenewError('not-a-choice', { name: typed, choices: shown })
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase().replaceAll('ё', 'е')
