import type { AllWords } from '../../messages/index.ts'
import type { PaperFault } from '../../schedule/checklist.ts'
import { longDate } from '../../text/dates.ts'

/** Why a paper will not do on filing day, in words. */
export function paperFault(fault: PaperFault, words: AllWords): string {
  switch (fault.code) {
    case 'not-yet':
      return words('paper.not-yet')
    case 'too-old':
      return words('paper.too-old', { oldest: longDate(fault.oldest, words) })
    case 'ends-before-filing':
    case 'link-ends-before-filing':
      return words('paper.ends-before-filing', { until: longDate(fault.until, words) })
    case 'too-few-pages':
      return words('paper.too-few-pages', { pages: fault.pages, needed: fault.needed })
    case 'link-ends-too-soon':
      return words('paper.ends-too-soon', {
        until: longDate(fault.until, words),
        needed: longDate(fault.needed, words),
      })
  }
}
