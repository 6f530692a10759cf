import type { Messages } from './en.ts'

/** 简体中文. */
export const zh: Messages = {
  'error.card-not-found': v => ({
    message: `没有名为“${v.name}”的证件`,
    hint: v.nearest ? `是不是“${v.nearest}”？` : '查看全部：renew list',
  }),
}
