import { type Guide, type Material, trustIn } from '../guides/guide.ts'
import type { Paper } from '../schedule/checklist.ts'
import type { LinkedCard } from '../schedule/link.ts'
import type { PlanInput, PlanMethod } from '../schedule/plan-graph.ts'
import type { Assessed } from './assess.ts'

/** A passport is a paper for as long as the new card lasts, where its guide says nothing else (§5). */
const TO_THE_END = 'P0D'

/**
 * What the plan of a card is made from: its guide, what the user ticked off, and the cards it hangs on. A lost guide
 * leaves the dates it last gave, and no papers.
 * @param links as `linkerOf(all).linksOf(assessed)` found them
 */
export function planInputOf(
  { card, guide, term, standing }: Assessed,
  links: Readonly<Record<string, LinkedCard>>,
): PlanInput {
  const { papers, kinds, methods } = guide ? inputOf(guide) : NO_GUIDE
  const extra = Object.keys(links).filter(id => !Object.hasOwn(kinds, id))
  return {
    today: standing.today,
    term,
    checklist: {
      papers: extra.length > 0 ? [...papers, ...extra.map(linkedPaper)] : papers,
      maxAge: guide?.maxAge.value ?? null,
      ticks: card.renewal?.ticks ?? {},
      links,
      validity: guide?.validity.value ?? null,
    },
    papers: kinds,
    methods,
    method: card.renewal?.method ?? null,
    durations: card.durations ?? {},
  }
}

/** What a guide gives to the plans of all its cards. */
interface FromGuide {
  papers: readonly Paper[]
  /** By the id of the paper. */
  kinds: PlanInput['papers']
  methods: readonly PlanMethod[]
}

const NO_GUIDE: FromGuide = { papers: [], kinds: {}, methods: [] }
const known = new WeakMap<Guide, FromGuide>()

/** Put together once for each guide, and not for each of its thousands of cards. */
function inputOf(guide: Guide): FromGuide {
  const kept = known.get(guide)
  if (kept) return kept
  const { materials, methods } = guide
  const made = {
    papers: materials.map(paperOf),
    kinds: Object.fromEntries(
      materials.map(({ id, duration, source }) => [id, { duration, trust: trustIn(guide, source) }]),
    ),
    methods: methods.map(method => methodIn(guide, method)),
  }
  known.set(guide, made)
  return made
}

function paperOf({ id, required, card, oneOf, outlives, blankPages, maxAge }: Material): Paper {
  const margin = outlives ?? (card === 'passport' ? TO_THE_END : null)
  return { id, required, card, oneOf, outlives: margin, blankPages, maxAge }
}

/** A card the user linked though the guide knows of no such paper: it must be valid on filing day. */
function linkedPaper(id: string): Paper {
  return { id, required: 'yes', card: id, oneOf: null, outlives: null, blankPages: null, maxAge: null }
}

function methodIn(guide: Guide, { id, steps, expedite }: Guide['methods'][number]): PlanMethod {
  return {
    id,
    steps: steps.map(({ source, ...step }) => ({
      id: step.id,
      kind: step.kind,
      phase: step.phase,
      duration: step.duration,
      trust: trustIn(guide, source),
    })),
    expedite: expedite.value && { saves: expedite.value.saves },
  }
}
