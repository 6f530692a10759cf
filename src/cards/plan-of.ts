import type { Guide, Source } from '../guides/guide.ts'
import type { LinkedCard } from '../schedule/checklist.ts'
import type { CivilDate } from '../schedule/civil-date.ts'
import { type Plan, planRenewal } from '../schedule/plan.ts'
import type { Term } from '../schedule/term.ts'
import type { Card } from './card.ts'

/**
 * The plan of a card's renewal; null for a card without end, and where no guide names a paper or a step.
 * @param today in the card's zone
 */
export function planOf(
  card: Card,
  guide: Guide | null,
  term: Term,
  today: CivilDate,
  links: Readonly<Record<string, LinkedCard>>,
): Plan | null {
  const ticks = card.renewal?.ticks ?? {}
  const own = Object.values(ticks).some(tick => tick.own !== null)
  if (!guide || card.expires === null) return null
  if (guide.materials.length === 0 && guide.methods.length === 0 && !own) return null
  const trustOf = (source: string | null): Source['trust'] | null =>
    source === null ? null : (guide.sources[source]?.trust ?? null)
  return planRenewal({
    today,
    term,
    checklist: {
      papers: guide.materials,
      maxAge: guide.maxAge.value,
      ticks,
      links,
      validity: guide.validity.value,
    },
    papers: Object.fromEntries(
      guide.materials.map(({ id, duration, source }) => [id, { duration, trust: trustOf(source) }]),
    ),
    methods: guide.methods.map(({ id, steps, expedite }) => ({
      id,
      steps: steps.map(({ id, kind, phase, duration, source }) => ({
        id,
        kind,
        phase,
        duration,
        trust: trustOf(source),
      })),
      expedite: expedite.value && { saves: expedite.value.saves },
    })),
    method: card.renewal?.method ?? null,
    durations: card.durations ?? {},
  })
}
