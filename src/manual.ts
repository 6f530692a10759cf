// Written at build time as dist/renew.1, and kept as docs/renew.md; the program does not load it.
import { version } from '../package.json'
import { aboutKey, allOptions, type CommandSpec, examplesOf, helpText } from './commands/command.ts'
import { withPlaceholders } from './commands/help.ts'
import { COMMANDS, type CommandName, GROUPS } from './commands/index.ts'
import { TOPICS, topicParts, topicWords } from './commands/topics.ts'
import type { Context } from './context.ts'
import { loadCommandWords } from './messages/index.ts'

type Block =
  | { kind: 'section' | 'command' | 'text' | 'code'; text: string }
  | { kind: 'term'; term: string; text: string }

const section = (text: string): Block => ({ kind: 'section', text })
const text = (text: string): Block => ({ kind: 'text', text })
/** Returns the manual in English: as a man page (man(7)), or in Markdown. */
export async function manual(form: 'man' | 'markdown'): Promise<string> {
  const words = await loadCommandWords('en')
  const ctx = { words } as Context
  const blocks: Block[] = [
    section('Name'),
    text('renew - reminds you to renew a document before it expires'),
    section('Synopsis'),
    { kind: 'code', text: 'renew [command] [options]' },
    section('Description'),
    text(`${words('renew.about')} ${words('renew.more').replaceAll('\n', '; ')}.`),
  ]
  for (const group of GROUPS) {
    blocks.push(section(`Commands: ${words(`group.${group}`).replace(/:$/, '')}`))
    for (const name of Object.keys(COMMANDS) as CommandName[])
      if (COMMANDS[name].group === group)
        blocks.push(...(await commandBlocks([name], (await COMMANDS[name].load()).default, ctx)))
  }
  const topics = await topicWords('en')
  for (const topic of TOPICS) {
    blocks.push(section(topics(`topic.${topic}.title`)))
    for (const part of topicParts(topic, topics))
      blocks.push(
        part.term === undefined ? text(part.text) : { kind: 'term', term: part.term, text: part.text },
      )
  }
  return form === 'man' ? renderMan(blocks) : renderMarkdown(blocks)
}

async function commandBlocks(path: readonly string[], spec: CommandSpec, ctx: Context): Promise<Block[]> {
  const { args = {}, commands = {} } = spec
  const blocks: Block[] = [
    { kind: 'command', text: ['renew', ...path, ...Object.keys(args)].join(' ') },
    text(ctx.words(aboutKey(path))),
  ]
  for (const [term, { words }] of Object.entries(args))
    if (words) blocks.push({ kind: 'term', term, text: helpText(words, ctx) })
  for (const [flags, { words, choices }] of Object.entries(await allOptions(spec))) {
    // These are the same everywhere.
    if (/^--(lang|color|no-color)\b/.test(flags)) continue
    blocks.push({
      kind: 'term',
      term: withPlaceholders(flags, ctx.words),
      text: helpText(words, ctx) + (choices ? `: ${choices.join(', ')}` : ''),
    })
  }
  if (spec.run) blocks.push({ kind: 'code', text: examplesOf(spec, ctx.words).join('\n') })
  for (const [name, below] of Object.entries(commands))
    blocks.push(...(await commandBlocks([...path, name], below, ctx)))
  return blocks
}

function renderMan(blocks: readonly Block[]): string {
  const lines = blocks.flatMap(block => {
    const said = escapeMan(block.text)
    if (block.kind === 'section') return [`.SH "${escapeMan(block.text.toUpperCase())}"`]
    if (block.kind === 'command') return ['.SS', said]
    if (block.kind === 'code') return ['.PP', '.nf', ...block.text.split('\n').map(escapeMan), '.fi']
    return 'term' in block ? ['.TP', `\\fB${escapeMan(block.term)}\\fR`, said] : ['.PP', said]
  })
  // A paragraph right below a heading is one already.
  const kept = lines.filter((line, at) => line !== '.PP' || !lines[at - 1]!.startsWith('.SH'))
  return [`.TH RENEW 1 "" "renew ${version}"`, ...kept].join('\n').concat('\n')
}

function escapeMan(line: string): string {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(
      /[^\0-~]/g,
      letter => `\\[u${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`,
    )
    .replace(/^[.']/, '\\&$&')
}

function renderMarkdown(blocks: readonly Block[]): string {
  const parts = blocks.map((block, at) => {
    if (block.kind === 'section') return `## ${block.text}`
    if (block.kind === 'command') return `### \`${block.text}\``
    if (block.kind === 'code') return `\`\`\`sh\n${block.text}\n\`\`\``
    if (!('term' in block)) return escapeMarkdown(block.text)
    const isNext = blocks[at + 1]?.kind === 'term'
    return `- \`${block.term}\`: ${escapeMarkdown(block.text)}${isNext ? '\0' : ''}`
  })
  return `# renew(1)\n\n${parts.join('\n\n').replaceAll('\0\n\n', '\n')}\n`
}

const escapeMarkdown = (line: string): string => line.replace(/[\\`*_<>]/g, '\\$&')
