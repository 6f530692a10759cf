import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { LANGUAGES, type Language, loadWords, type TopicWords } from '../messages/index.ts'
import { nearest } from '../text/nearest.ts'
import { widthOf } from '../text/width.ts'
import { READABLE, wrapLines } from '../text/wrap.ts'
import { LEFT_PART, renderItem } from './help.ts'

/** What `renew help` tells besides the commands, by the code of each. */
export const TOPICS = ['dates', 'reminders', 'scripts', 'exit-codes', 'environment', 'files'] as const

type Topic = (typeof TOPICS)[number]

/** A paragraph of a topic, or a term with its meaning. */
export type TopicPart = { text: string; term?: string }

export const topicWords = (lang: Language): Promise<TopicWords> => loadWords(lang, ['topics'])

/**
 * Returns the help for a word after `renew help`: the list of topics, or one of them; null for the name of a command.
 * @throws RenewError `unknown-command` where a topic was probably meant
 */
export async function topicHelp(
  word: string,
  commands: readonly string[],
  { lang, stdout: { width } }: Context,
): Promise<string | null> {
  if (commands.includes(word)) return null
  const words = await topicWords(lang)
  if (word === 'topics') return renderTopics(words, width)
  const topic = await topicNamed(word, words)
  if (topic === null) {
    const names = TOPICS.map(one => words(`topic.${one}.name`))
    const meant = nearest(word, [...commands, ...names, ...TOPICS])
    if (meant === null || commands.includes(meant)) return null
    throw new RenewError('unknown-command', { name: `help ${word}`, nearest: `help ${meant}` })
  }
  const title = words(`topic.${topic}.title`)
  return `${[title, renderParts(topicParts(topic, words), width)].join('\n\n')}\n`
}

/** Finds a topic by its code, or by its name in any language (§12). */
async function topicNamed(word: string, words: TopicWords): Promise<Topic | null> {
  const typed = word.toLowerCase()
  const named = (one: TopicWords) => TOPICS.find(topic => typed === one(`topic.${topic}.name`))
  const found = TOPICS.find(topic => topic === typed) ?? named(words)
  if (found) return found
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    const foreign = named(await topicWords(language))
    if (foreign) return foreign
  }
  return null
}

/** Returns the paragraphs and terms of a topic. */
export function topicParts(topic: Topic, words: TopicWords): TopicPart[] {
  return words(`topic.${topic}.text`)
    .split(/\n+/)
    .map(line => {
      const [first, meaning] = line.split('\t')
      return meaning === undefined ? { text: first! } : { term: first!, text: meaning }
    })
}

function renderTopics(words: TopicWords, width: number): string {
  const names = TOPICS.map(topic => words(`topic.${topic}.name`))
  const list = TOPICS.map((topic, at) => ({ term: names[at]!, text: words(`topic.${topic}.title`) }))
  const hint = words('topics.hint', { command: `renew help ${names[0]}` })
  return `${renderParts([...list, { text: hint }], width)}\n`
}

/** Renders paragraphs, and lists of terms with their meanings in one column, with an empty line between them. */
function renderParts(parts: readonly TopicPart[], width: number): string {
  const columns = Math.min(READABLE, width)
  const blocks: string[] = []
  for (let at = 0; at < parts.length; ) {
    const list: Required<TopicPart>[] = []
    for (; parts[at]?.term !== undefined; at++) list.push(parts[at] as Required<TopicPart>)
    const longest = Math.max(...list.map(({ term }) => widthOf(term)))
    const column = Math.min(longest, Math.floor(columns * LEFT_PART))
    if (list.length > 0)
      blocks.push(list.map(({ term, text }) => renderItem(term, column, text, columns)).join('\n'))
    else blocks.push(wrapLines(parts[at++]!.text, columns).join('\n'))
  }
  return blocks.join('\n\n')
}
