import type { Assessed } from '../cards/assess.ts'
import type { Card, OpenRenewal } from '../cards/card.ts'
import { isLater, withRenewal } from '../cards/renewal.ts'
import { rulesToStore } from '../cards/rules.ts'
import type { Context } from '../context.ts'
import { RenewError } from '../errors.ts'
import { printable } from '../text/printable.ts'
import { CARD, command } from './command.ts'
import { cardStatusJson } from './shared/card-answer.ts'
import { cardToChange, replaceCard } from './shared/changes.ts'
import { renderDifference } from './shared/difference.ts'
import { confirmExpiry, FIELD_OPTIONS, type FieldOptions, readFields, readName } from './shared/fields.ts'
import { readDate } from './shared/read-date.ts'
import { noteLostSources } from './shared/source-warnings.ts'

export default command({
  args: { '<name>': CARD },
  options: {
    '--name <name>': 'field.name',
    '--method <id>': { words: 'field.method', value: 'method' },
    '--appointment <date>': 'field.appointment',
    ...FIELD_OPTIONS,
  },
  json: true,
  yes: true,
  example: 'renew edit me --name "my card" --lead 6w\nrenew edit me --holder ""',
  async run({ args, options }, ctx) {
    const card = await cardToChange(args.name, ctx)
    const before = (await ctx.assess([card]))[0]!
    const { today } = before.standing
    const fields = await readFields(options, { ctx, today })
    if (typeof options.name === 'string') {
      const others = ctx.cards.cards().filter(other => other.id !== card.id)
      fields.name = readName(options.name, others, ctx)
    }
    const renewal = await readRenewal(options, before, ctx)
    if (Object.keys(fields).length === 0 && renewal === null) throw new RenewError('nothing-to-edit', {})
    if (fields.expires !== undefined && fields.expires !== card.expires) {
      await confirmExpiry(fields.expires, today, ctx)
    }

    const bare: Card = { ...(renewal ? withRenewal(card, renewal) : card), ...fields }
    const after = (await ctx.assess([bare]))[0]!
    const edited: Card = { ...bare, resolved: rulesToStore(after.resolved), changed: ctx.timestamp() }
    await replaceCard(`edit ${card.name}`, card, edited, ctx)
    noteLostSources([after], ctx)
    if (card.renewal?.submitted && isLater(card.expires, edited.expires))
      ctx.note(ctx.words('edit.rather-done', { name: printable(edited.name), date: edited.expires! }))
    ctx.answer(
      () => ({
        schema: 1,
        card: cardStatusJson(after, ctx),
      }),
      to =>
        `${ctx.words('edit.done', { name: printable(edited.name) })}\n${renderDifference([{ name: edited.name, before: card, after: edited }], ctx.words, to)}`,
    )
  },
})

/** Reads method and appointment of the renewal under way; an empty value clears one. */
async function readRenewal(
  options: FieldOptions,
  one: Assessed,
  ctx: Context,
): Promise<Partial<OpenRenewal> | null> {
  const { method, appointment } = options
  const changes: Partial<OpenRenewal> = {}
  if (typeof method === 'string') {
    const known = (one.guide?.methods ?? []).map(({ id }) => id)
    const id = method.trim()
    if (id !== '' && !known.includes(id)) {
      throw new RenewError('method-not-found', { name: id, known: known.join(', ') })
    }
    changes.method = id || null
  }
  if (typeof appointment === 'string') {
    const { today } = one.standing
    changes.appointment = appointment.trim() === '' ? null : await readDate(appointment, today, ctx)
  }
  return Object.keys(changes).length > 0 ? changes : null
}
