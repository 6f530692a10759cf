import type { Card } from '../cards/card.ts'
import { findCard } from '../cards/find-card.ts'
import { isOfAnother } from '../cards/links.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { linkCircle } from '../schedule/link.ts'
import { printable, shellWord } from '../text/printable.ts'
import { renderParagraph } from '../text/wrap.ts'
import { CARD, command } from './command.ts'
import { cardToChange, changeChosen } from './shared/choose-cards.ts'
import { planNews } from './shared/links.ts'
import { linkText } from './shared/plan-words.ts'

/** Makes one card depend on another; a circle is refused with its path. */
export default command({
  args: { '<name>': CARD, '<other>': { words: 'link.other', value: 'card' } },
  options: { '--remove': 'link.remove' },
  json: true,
  example: 'renew link {me} {passport}',
  async run({ args, options: { remove = false } }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const other = findCard(ctx.cards.cards(), args.other, { prefix: true })
    const links = remove ? card.links.filter(id => id !== other.id) : [...new Set([...card.links, other.id])]
    if (remove && links.length === card.links.length) {
      throw new RenewError('not-linked', { name: card.name, other: other.name })
    }
    const all = ctx.cards.cards()
    const circle = linkCircle(new Map(all.map(one => [one.id, one.id === card.id ? links : one.links])))
    if (circle) {
      const path = circle.map(id => all.find(one => one.id === id)?.name ?? id)
      const own = path.findIndex((name, at) => name === card.name && path[at + 1] === other.name)
      const [name, needed] = own > 0 ? path : path.slice(1)
      const remove =
        needed === undefined ? null : `renew link ${shellWord(name!)} ${shellWord(needed)} --remove`
      throw new RenewError('link-circle', { path, remove })
    }
    const before = await ctx.assessOne(card)
    const [after] = await changeChosen('link', { cards: [card], as: card.name }, [{ ...card, links }], ctx)
    const news = await planNews(before, after!, ctx)
    const lines = news.lines.filter(line => line !== linkText(other, ctx.words))
    const taken = after!.plan?.readiness.items.some(
      item => item.card?.id === other.id && item.id !== other.id,
    )
    if (!remove && !taken && isOfAnother(card, other)) noteOtherHolder(card, other, ctx)
    ctx.answer(
      () => ({ schema: 1, card: card.id, links, problems: news.problems }),
      to =>
        `${ctx.words(remove ? 'link.removed' : 'link.done', { name: printable(card.name), other: printable(other.name) })}\n${lines.map(line => renderParagraph(line, to)).join('')}`,
    )
  },
})

/** A document of another person is only a further paper. */
function noteOtherHolder(card: Card, other: Card, ctx: Context): void {
  ctx.note(
    ctx.words('link.other-holder', {
      name: printable(card.name),
      other: printable(other.name),
      holder: printable(other.holder ?? ''),
      command: shellWord(other.name),
      value: shellWord(card.holder ?? ''),
    }),
  )
}
