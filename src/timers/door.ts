/** All that commands reach of the timers, through the context. */
export { chooseTimer, installTimer, isTimerKind, readInstalled, TIMER_KINDS, TIMERS } from './index.ts'
export { DEFAULT_AT, planTimer } from './timer-plan.ts'
export { whyItVanishes } from './vanishing-path.ts'
