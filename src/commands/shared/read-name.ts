import { type Card, NAME_LIMIT, nameKey } from '../../cards/card.ts'
import type { Context } from '../../context.ts'
import { RenewError } from '../../errors.ts'
import { isOneLine, printable } from '../../text/printable.ts'

/** A name as §4 has it, trimmed. */
export function validName(text: string): string {
  const name = text.trim()
  if (name === '') throw new RenewError('name-empty', {})
  if ([...name].length > NAME_LIMIT) throw new RenewError('name-too-long', { limit: NAME_LIMIT, name })
  if (!isOneLine(name)) throw new RenewError('name-unprintable', { name })
  return name
}

/** A sound name; it must not stand for two cards, and one that only looks like another is said. */
export function readName(text: string, others: readonly Card[], ctx: Context): string {
  const name = validName(text)
  const key = nameKey(name)
  const twin = others.find(other => nameKey(other.name) === key || other.id === name)
  if (twin) throw new RenewError('name-taken', { name: twin.name, expires: twin.expires })
  const seen = visibleName(name)
  const like = others.find(other => visibleName(other.name) === seen)
  if (like) ctx.note(ctx.words('note.lookalike', { name: printable(name), other: printable(like.name) }))
  return name
}

/** A name as a reader sees it: compatible forms alike, and without what shows nothing. */
export function visibleName(name: string): string {
  return nameKey(name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, ''))
}
