import type { Card } from '../cards/card.ts'
import { nameKey } from '../cards/card-name.ts'
import { RenewError } from '../errors.ts'
import { linkCircle } from '../schedule/link.ts'
import type { Draft, RowFault, Target } from './row.ts'

interface RowLinks {
  links: string[] | null
  faults: RowFault[]
}

/**
 * Returns the ids of the cards that each row depends on. A link names another row by its id or name, else a stored card
 * by its id or whole name. In an exported file a link to a missing card is kept.
 */
export function rowLinks(
  drafts: readonly Draft[],
  targets: readonly (Target | null)[],
  cards: readonly Card[],
): RowLinks[] {
  if (drafts.every(({ links }) => !links?.length)) return drafts.map(({ links }) => ({ links, faults: [] }))
  const ids = new Map<string, string>()
  for (const card of cards) ids.set(`name ${nameKey(card.name)}`, card.id).set(`id ${card.id}`, card.id)
  for (const [at, { id, fields }] of drafts.entries()) {
    const target = targets[at]
    if (!target || target.fault) continue
    const name = fields.name ?? target.name
    if (name !== null) ids.set(`name ${nameKey(name)}`, target.id)
    if (id !== null) ids.set(`id ${id}`, target.id)
  }
  const linked = drafts.map(({ links, isOurs }): RowLinks => {
    const faults: RowFault[] = []
    const found = links?.flatMap(word => {
      const id = ids.get(`id ${word}`) ?? ids.get(`name ${nameKey(word)}`)
      if (id !== undefined || isOurs) return [id ?? word]
      faults.push({ column: 'links', error: new RenewError('card-not-found', { name: word, nearest: null }) })
      return []
    })
    return { links: found ? [...new Set(found)] : null, faults }
  })
  refuseCycles(drafts, targets, cards, linked)
  return linked
}

function refuseCycles(
  drafts: readonly Draft[],
  targets: readonly (Target | null)[],
  cards: readonly Card[],
  linked: readonly RowLinks[],
): void {
  const graph = new Map(cards.map(card => [card.id, card.links]))
  const rows = new Map<string, number>()
  for (const [at, { links }] of linked.entries()) {
    const id = targets[at]?.id
    if (id === undefined || links === null) continue
    graph.set(id, links)
    rows.set(id, at)
  }
  for (let circle = linkCircle(graph); circle; circle = linkCircle(graph)) {
    const row = circle.map(id => rows.get(id)).find(at => at !== undefined)
    if (row === undefined) return
    const path = circle.map(id => {
      const at = targets.findLastIndex(target => target?.id === id)
      const name = at < 0 ? cards.find(card => card.id === id)?.name : drafts[at]!.fields.name
      return name ?? targets[at]?.name ?? (at < 0 ? id : '')
    })
    const error = new RenewError('link-circle', { path, remove: null })
    linked[row]!.faults.push({ column: 'links', error })
    graph.set(targets[row]!.id, [])
  }
}
