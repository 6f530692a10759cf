import type { Dates } from '../format.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

export const dates: Dates = {
  plural: count => (count === 1 ? 0 : 1),
  long: date => `${WEEKDAYS[date.weekday - 1]} ${dates.short(date)}`,
  short: ({ year, month, day }) => `${day} ${MONTHS[month - 1]!.slice(0, 3)} ${year}`,
  longDay: ({ weekday, month, day }) => `${WEEKDAYS[weekday - 1]} ${day} ${MONTHS[month - 1]!.slice(0, 3)}`,
  day: ({ month, day }) => `${day} ${MONTHS[month - 1]!.slice(0, 3)}`,
  distance: days => {
    if (days === 0) return 'today'
    if (days === 1) return 'tomorrow'
    if (days === -1) return 'yesterday'
    return days > 0 ? `in ${days} days` : `${-days} days ago`
  },
  period: ({ years, months, weeks, days, workdays }) =>
    [
      years > 0 && counted(years, 'year'),
      months > 0 && counted(months, 'month'),
      weeks > 0 && counted(weeks, 'week'),
      days > 0 && counted(days, 'day'),
      workdays > 0 && counted(workdays, 'working day'),
    ]
      .filter(part => part !== false)
      .join(', ') || counted(0, 'day'),
  month: month => MONTHS[month - 1] ?? String(month),
  monthTitle: ({ year, month }) => `${MONTHS[month - 1]} ${year}`,
  weekBegins: 1,
  weekdays: ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'],
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
