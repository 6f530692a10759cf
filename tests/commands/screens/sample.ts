import type { Assessed } from '../../../src/cards/assessed.ts'
import type { Card } from '../../../src/cards/card.ts'
import { type Facts, findHints, type Hint } from '../../../src/commands/status/hints.ts'
import type { ShownReminders, StatusData, StatusRow } from '../../../src/commands/status/rows.ts'
import type { Context } from '../../../src/context.ts'
import type { StatusWords } from '../../../src/messages/index.ts'
import { EMPTY_LEDGER } from '../../../src/reminders/ledger-file.ts'
import type { Term } from '../../../src/schedule/deadlines.ts'
import { statusOn } from '../../../src/schedule/status.ts'
import { calendarById } from '../../../src/schedule/work-calendars.ts'
import { termOf } from '../../schedule/arbitrary.ts'

/** The day on which all samples are looked at, a Sunday. */
export const TODAY = '2026-11-22'

/** A card that expires on a day, assessed by the real scheduler under Kazakhstan's working days. */
export function rowOf(
  name: string,
  expires: string | null,
  more: Partial<StatusRow> = {},
  rules: Partial<Term> = {},
): StatusRow {
  const term = termOf(expires, { milestones: [], workdays: calendarById('KZ')!, ...rules })
  const status = statusOn(term, TODAY)
  return {
    name,
    holder: null,
    guideTitle: null,
    expires,
    status,
    course: 'not-started',
    materials: null,
    next: null,
    appointment: null,
    submitted: null,
    warnings: [],
    snoozedUntil: null,
    unseen: false,
    closed: null,
    notes: [],
    ...more,
  }
}

function nextOf(text: string, by: string | null, sentence: string, line: string): StatusRow['next'] {
  return { text, by, sentence, command: { line, isAfter: true } }
}

/** Shown as a person would have them: one overdue, one on its last day, one to prepare, others at rest. */
export const OVERDUE = rowOf('visa', '2026-11-20', {
  holder: 'Aigerim',
  guideTitle: 'Visa, Kazakhstan',
  next: nextOf(
    'Go to the office',
    '2026-11-23',
    'Go to the office on Mon 23 Nov 2026, the next working day',
    'renew done visa',
  ),
  warnings: ['After the last valid day, fines or even deportation are possible.'],
})
export const LAST_DAY = rowOf('lease', '2026-11-22', {
  next: nextOf('Renew it', '2026-11-22', 'Renew it today', 'renew done lease'),
})
export const PREPARE = rowOf('me', '2026-12-20', {
  guideTitle: 'Registration card, Kazakhstan',
  course: 'preparing',
  materials: { ready: 3, needed: 6, missing: ['photo', 'lease', 'health certificate'] },
  next: nextOf(
    'Book an appointment',
    '2026-12-10',
    'Book an appointment, by Thu 10 Dec 2026',
    'renew tick me book-appointment',
  ),
  appointment: { date: '2026-12-15', time: '10:30', place: 'Abay 12, window 3' },
})
export const SUBMITTED = rowOf(
  'son',
  '2026-12-14',
  {
    guideTitle: 'Registration card, Kazakhstan',
    course: 'submitted',
    submitted: { date: '2026-11-19', receipt: 'A-1234' },
    next: nextOf(
      'Ask about the progress of your application',
      null,
      'Ask about the progress of your application',
      'renew done son',
    ),
  },
  { submitted: '2026-11-19' },
)
export const VALID = rowOf('insurance', '2027-06-30')
export const PERMANENT = rowOf('driving licence', null)

/** A stored card, as far as hints depend on it. */
export const shownCard = (name: string, closed: string | null = null, today = TODAY): Assessed =>
  ({
    card: { id: name, name, closed } as Card,
    status: { today },
    resolved: { zone: { value: 'Asia/Almaty' } },
  }) as Assessed

export const NO_TIMER: Facts['timer'] = {
  installed: null,
  lastRun: null,
  stale: false,
  missing: null,
  late: false,
}
const RUNNING: Facts['timer'] = { ...NO_TIMER, installed: 'cron' }
export const ANY_CHANNEL = { kind: 'email', lang: null, settings: {} }

/** What is said beside one shown card, where nothing else is wrong. */
export function hintsOf(
  facts: Partial<Facts>,
  words: StatusWords,
  { clock = null, on = null }: { clock?: string | null; on?: string | null } = {},
): Hint[] {
  const shown = [shownCard('me')]
  const paths = { ledger: '/none', lastDelivery: '/none' }
  const ctx = { io: { clockOverride: clock }, on, paths, words, today: () => TODAY }
  return findHints(
    {
      ledger: EMPTY_LEDGER,
      faults: [],
      timer: RUNNING,
      channels: { mail: ANY_CHANNEL },
      explain: null,
      unseen: new Set(),
      cards: shown.map(({ card }) => card),
      shown,
      ...facts,
    },
    ctx as unknown as Context,
  )
}

/** What the screen gets for some cards. */
export function dataOf(
  rows: readonly StatusRow[],
  {
    hints = [],
    all = false,
    reminders = { next: null, last: null },
  }: { hints?: readonly Hint[]; all?: boolean; reminders?: ShownReminders } = {},
): StatusData {
  return {
    today: TODAY,
    rows,
    total: rows.length,
    all,
    hints,
    reminders,
  }
}

/** A person's cards of several kinds. */
export const FAMILY: readonly StatusRow[] = [OVERDUE, LAST_DAY, PREPARE, SUBMITTED, VALID, PERMANENT]

/** The same in Chinese. */
export const FAMILY_ZH: readonly StatusRow[] = FAMILY.map((row, at) => ({
  ...row,
  name: ['签证', '租约', '我', '儿子', '保险', '驾照'][at]!,
  guideTitle: row.guideTitle && '哈萨克斯坦登记卡',
  next: row.next && {
    ...row.next,
    sentence: [
      '下一个工作日 2026年11月23日（周一）前往办理机构办理',
      '今天续办',
      '预约办理时间，最晚 2026年12月10日（周四）',
      '询问办理进度',
    ][at]!,
    command: {
      line: ['renew done 签证', 'renew done 租约', 'renew tick 我 book-appointment', 'renew done 儿子'][at]!,
      isAfter: true,
    },
  },
  warnings: row.warnings.map(() => '过期后可能被罚款，甚至被驱逐出境。'),
  materials: row.materials && { ...row.materials, missing: ['照片', '租房合同', '健康证明'] },
}))

/** Names of several scripts, and some that are out to spoil the table. */
export const DIFFICULT_NAMES: readonly StatusRow[] = [
  '张伟',
  'Иван Петров',
  '👩‍👩‍👧 family',
  'שלום עולם',
  'محمد بن سلمان',
  'e\u0301\u0302 combining',
  'a\u202eb\u200bc',
  '\u001b[31mred\nline',
  'a name that goes on and on until there is no room for it any more at all',
].map((name, at) => rowOf(name, `2026-12-${10 + at}`, { holder: at % 2 ? name : null }))
