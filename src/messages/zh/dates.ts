import type { Dates } from '../format.ts'

export const dates: Dates = {
  plural: () => 0,
  long: date => `${dates.short(date)}（周${dates.weekdays[date.weekday - 1]}）`,
  short: ({ year, month, day }) => `${year}年${month}月${day}日`,
  longDay: ({ weekday, month, day }) => `${month}月${day}日（周${dates.weekdays[weekday - 1]}）`,
  day: ({ month, day }) => `${month}月${day}日`,
  distance: days => {
    if (days === 0) return '今天'
    if (days === 1) return '明天'
    if (days === -1) return '昨天'
    return days > 0 ? `${days} 天后` : `${-days} 天前`
  },
  period: ({ years, months, weeks, days, workdays }) =>
    [
      years > 0 && `${years} 年`,
      months > 0 && `${months} 个月`,
      weeks > 0 && `${weeks} 周`,
      days > 0 && `${days} 天`,
      workdays > 0 && `${workdays} 个工作日`,
    ]
      .filter(part => part !== false)
      .join(' ') || '0 天',
  month: month => String(month),
  monthTitle: ({ year, month }) => `${year}年${month}月`,
  weekBegins: 1,
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
}
