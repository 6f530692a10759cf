import type { Messages } from '../messages/en.ts'
import type { PaperFault } from '../schedule/checklist.ts'
import { longDate } from './dates.ts'

/** Why a paper will not do on filing day, in words. */
export function paperFault(fault: PaperFault, text: Messages): string {
  switch (fault.code) {
    case 'not-yet':
      return text['paper.not-yet']
    case 'too-old':
      return text['paper.too-old']({ oldest: longDate(fault.oldest, text) })
    case 'ends-before-filing':
    case 'link-ends-before-filing':
      return text['paper.ends-before-filing']({ until: longDate(fault.until, text) })
    case 'too-few-pages':
      return text['paper.too-few-pages']({ pages: fault.pages, needed: fault.needed })
    case 'link-ends-too-soon':
      return text['paper.ends-too-soon']({
        until: longDate(fault.until, text),
        needed: longDate(fault.needed, text),
      })
  }
}
