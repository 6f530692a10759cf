import { daysBetween } from '../../dates/civil-date.ts'
import type { AllWords } from '../../messages/index.ts'
import type { Standing } from '../../schedule/standing.ts'
import { printable } from '../../text/printable.ts'

/** Says why to act by a date before the last valid day; follows the date. */
export function whyText(
  { today, dayOff, knowledge, neededBy }: Standing,
  { date, why }: NonNullable<Standing['actBy']>,
  words: AllWords,
): string {
  const off = dayOff === 'holiday' ? 'holiday' : 'weekend'
  return words('status.why', {
    when: words.dates.distance(daysBetween(today, date)),
    why: words(`status.why.${why === 'last-working-day' ? off : why}`, { by: printable(neededBy ?? '') }),
    doubt: knowledge === 'exact' ? '' : words(`status.doubt.${knowledge}`),
  })
}
