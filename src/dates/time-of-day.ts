interface DateAndTime {
  date: string
  /** `HH:MM` */
  time: string | null
}

const CLOCK = /(?:^|[\s,T]|\sat\s|\sв\s|(?<=[日号）)]))\s*(\d{1,2}):(\d{2})(?::00)?(?:\s*([ap])\.?m\.?)?$/i
const CHINESE = /\s*(上午|早上|中午|下午|晚上)?\s*(\d{1,2})(?:点|时)(?:(半)|(\d{1,2})分?)?$/

/**
 * Divides a date as typed from a time at its end, such as `10:30`, `2:30 pm` or `下午2点半`. A text without a valid time is
 * all date, so that the reader of dates refuses it.
 */
export function splitTime(typed: string): DateAndTime {
  const text = typed.normalize('NFKC').trim()
  const chinese = CHINESE.exec(text)
  if (chinese) {
    const [all, part, hour, half, minute] = chinese
    const isLate = (part === '下午' || part === '晚上') && Number(hour) < 12
    return divided(text, all, Number(hour) + (isLate ? 12 : 0), half ? 30 : Number(minute ?? 0))
  }
  const clock = CLOCK.exec(text)
  if (!clock) return { date: text, time: null }
  const [all, hour, minute, half] = clock
  if (half === undefined) return divided(text, all, Number(hour), Number(minute))
  if (Number(hour) < 1 || Number(hour) > 12) return { date: text, time: null }
  return divided(text, all, (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0), Number(minute))
}

function divided(text: string, end: string, hour: number, minute: number): DateAndTime {
  if (hour > 23 || minute > 59) return { date: text, time: null }
  const two = (number: number): string => String(number).padStart(2, '0')
  const date = text.slice(0, text.length - end.length).replace(/[\s,]+$/, '')
  return { date, time: `${two(hour)}:${two(minute)}` }
}
