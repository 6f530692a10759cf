import type { Card } from '../cards/card.ts'
import { cardsToRead } from '../cards/find-card.ts'
import type { Surface } from '../io/io.ts'
import type { CommandWords } from '../messages/index.ts'
import { paintFor } from '../text/paint.ts'
import { renderTable } from '../text/table.ts'
import { renderParagraph } from '../text/wrap.ts'
import { command, FILTERS } from './command.ts'
import { maskedCard } from './shared/masked-number.ts'

export default command({
  reads: true,
  args: { '[name...]': { words: 'argument.cards', value: 'card' } },
  options: { ...FILTERS, '--numbers': 'list.numbers' },
  json: true,
  on: true,
  example: 'renew list\nrenew list --holder "{holder}"',
  run({ args, options }, ctx) {
    const cards = cardsToRead(ctx.cards.cards(), args.name, options)
    return ctx.answerLong(
      () => ({ schema: 1, cards: options.numbers ? cards : cards.map(maskedCard) }),
      to => renderList(cards, ctx.words, to),
    )
  },
})

/** Renders the cards one a line, in the order they were added, without document numbers. */
export function renderList(cards: readonly Card[], words: CommandWords, to: Surface): string {
  if (cards.length === 0) return to.isTTY ? renderParagraph(words('list.empty'), to) : ''
  const paint = paintFor(to)
  const columns = [
    { head: words('show.name'), least: 8 },
    { head: words('show.expires') },
    { head: words('show.guide'), least: 8 },
    { head: words('show.holder'), least: 8 },
    { head: words('show.tags'), least: 6 },
    { head: words('list.head.closed') },
    { head: words('show.id') },
  ]
  const rows = cards.map(card => [
    { text: card.name, style: card.closed === null ? paint.bold : paint.dim },
    { text: card.expires ?? words('words.no-end'), piped: card.expires ?? '' },
    card.guide,
    card.holder ?? '',
    card.tags.join(words('words.listed')),
    card.closed ?? '',
    { text: card.id, style: paint.dim },
  ])
  return renderTable(columns, rows, to)
}
