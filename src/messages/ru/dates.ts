import type { Dates } from '../format.ts'

/** Months in the genitive, as dates need them. */
const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const MONTH_NAMES = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(
  ' ',
)

/** The forms of CLDR for whole numbers: one (1, 21), few (2–4, 22), many (0, 5–20). */
function plural(count: number): number {
  const [unit, ten] = [Math.abs(count) % 10, Math.abs(count) % 100]
  if (unit === 1 && ten !== 11) return 0
  return unit >= 2 && unit <= 4 && (ten < 12 || ten > 14) ? 1 : 2
}

export const dates: Dates = {
  plural,
  long: date => `${dates.short(date)} (${dates.weekdays[date.weekday - 1]})`,
  short: ({ year, month, day }) => `${day} ${MONTHS[month - 1]} ${year}`,
  longDay: ({ weekday, month, day }) => `${day} ${MONTHS[month - 1]} (${dates.weekdays[weekday - 1]})`,
  day: ({ month, day }) => `${day} ${MONTHS[month - 1]}`,
  distance: days => {
    if (days === 0) return 'сегодня'
    if (days === 1) return 'завтра'
    if (days === -1) return 'вчера'
    return days > 0 ? `через ${counted(days, DAYS)}` : `${counted(-days, DAYS)} назад`
  },
  // In the accusative, which every text with a period asks for: «за 1 неделю», «занимает 1 неделю».
  period: ({ years, months, weeks, days, workdays }) =>
    [
      years > 0 && counted(years, ['год', 'года', 'лет']),
      months > 0 && counted(months, ['месяц', 'месяца', 'месяцев']),
      weeks > 0 && counted(weeks, ['неделю', 'недели', 'недель']),
      days > 0 && counted(days, DAYS),
      workdays > 0 && counted(workdays, ['рабочий день', 'рабочих дня', 'рабочих дней']),
    ]
      .filter(part => part !== false)
      .join(' ') || counted(0, DAYS),
  month: month => MONTHS[month - 1] ?? String(month),
  monthTitle: ({ year, month }) => `${MONTH_NAMES[month - 1]} ${year}`,
  weekBegins: 1,
  weekdays: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
}

const DAYS = ['день', 'дня', 'дней'] as const

function counted(count: number, forms: readonly string[]): string {
  return `${count} ${forms[plural(count)]}`
}
