import type { Dates } from '../format.ts'

const MONTHS = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан'.split(' ')

/**
 * A date has no case ending: texts put «күні», «күніне дейін» or «күнінен бастап» after it. Nouns stay in the singular
 * after a number, so there is one plural form.
 */
export const dates: Dates = {
  plural: () => 0,
  long: date => `${dates.short(date)} (${dates.weekdays[date.weekday - 1]})`,
  short: ({ year, month, day }) => `${year} ж. ${day} ${MONTHS[month - 1]}`,
  longDay: ({ weekday, month, day }) => `${day} ${MONTHS[month - 1]} (${dates.weekdays[weekday - 1]})`,
  day: ({ month, day }) => `${day} ${MONTHS[month - 1]}`,
  distance: days => {
    if (days === 0) return 'бүгін'
    if (days === 1) return 'ертең'
    if (days === -1) return 'кеше'
    return days > 0 ? `${days} күннен кейін` : `${-days} күн бұрын`
  },
  period: ({ years, months, weeks, days, workdays }) =>
    [
      years > 0 && `${years} жыл`,
      months > 0 && `${months} ай`,
      weeks > 0 && `${weeks} апта`,
      days > 0 && `${days} күн`,
      workdays > 0 && `${workdays} жұмыс күні`,
    ]
      .filter(part => part !== false)
      .join(' ') || '0 күн',
  month: month => MONTHS[month - 1] ?? String(month),
  monthTitle: ({ year, month }) => `${year} ж. ${MONTHS[month - 1]}`,
  weekBegins: 1,
  weekdays: ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'],
}
