import type { Messages } from './en.ts'

/** 简体中文. */
export const zh: Messages = {
  'error.card-not-found': v => ({
    message: `没有名为“${v.name}”的证件`,
    hint: v.nearest ? `是不是“${v.nearest}”？` : '查看全部：renew list',
  }),
  'error.no-home': v => ({
    message: v.value
      ? `${v.variable} 所指的主目录不存在：${v.value}`
      : `找不到主目录：没有设置 ${v.variable}`,
    hint: `请把 ${v.variable} 或 ${v.instead} 设为您自己的目录（绝对路径）`,
  }),
  'error.home-not-absolute': v => ({
    message: `${v.variable} 不是绝对路径：${v.value}`,
    hint: `请写完整路径，例如 ${v.variable}="$HOME/renew"`,
  }),
  'error.home-not-own': v => ({
    message: `RENEW_HOME 必须是专用的目录，不能是 ${v.folder}`,
    hint: '请在其中另建一个目录，例如 RENEW_HOME="$HOME/renew"',
  }),
  'error.foreign-folder': v => ({
    message: `目录 ${v.folder} 属于其他用户，或由多人共用`,
    hint: '请用 RENEW_HOME 指定您自己的目录',
  }),
  'error.foreign-file': v => ({
    message: `${v.file} 属于其他用户`,
    hint: '如果它确实是您的，请用 chown 改回所有者，或用 RENEW_HOME 指定您自己的目录',
  }),
  'error.store-locked': v => ({
    message: v.holder
      ? `另一个 renew 正在写入（${v.holder}），没有做任何更改`
      : '另一个 renew 正在写入，没有做任何更改',
    hint: `请稍后再试；如果这里和别处都已没有 renew 在运行，请删除 ${v.file}`,
  }),
  'error.disk-full': v => ({
    message: `磁盘已满，没有做任何更改（${v.path}）`,
    hint: '请腾出空间，或提高配额或文件大小限制，然后重试',
  }),
  'error.cannot-write': v => ({
    message: `无法写入 ${v.path}（${v.code}），没有做任何更改`,
    hint: '请检查目录的所有者以及是否只读，或用 RENEW_HOME 指定其他目录',
  }),
  'error.io-failed': v => ({
    message: `系统在处理 ${v.path} 时出错（${v.code}）`,
    hint: '请重试；如果一直如此，磁盘可能有故障，请把文件复制到别的磁盘',
  }),
  'error.cannot-read': v => ({
    message: `无法读取 ${v.file}（${v.code}）`,
    hint: '请检查它的所有者和权限；没有做任何更改',
  }),
  'error.store-damaged': v => ({
    message: `${v.file} 已损坏，没有做任何更改`,
    hint: '恢复到较早的副本：renew restore',
  }),
  'error.store-edited': v => ({
    message: `${v.file} 被 renew 以外的程序改动过，没有做任何更改`,
    hint: '如果是您自己改的，请采纳：renew doctor --accept；否则请恢复：renew restore',
  }),
  'error.store-newer': v => ({
    message: `${v.file} 由更新版本的 renew 写成（格式 ${v.schema}），没有做任何更改`,
    hint: '请升级 renew',
  }),
  'error.store-missing': v => ({
    message: `${v.file} 不见了，但还有 ${v.copies} 份保留的副本`,
    hint: `找回：renew restore ${v.newest}`,
  }),
  'error.store-not-file': v => ({
    message: `${v.file} 不是普通文件`,
    hint: '请把它移走，然后找回证件：renew restore',
  }),
  'error.store-too-large': v => ({
    message: `${v.file} 超过 ${v.limit}，没有读取`,
    hint: '恢复到较早的副本：renew restore',
  }),
  'error.too-much': v => ({
    message: `这样 ${v.file} 会超过 ${v.limit}，没有做任何更改`,
    hint: '请用 RENEW_HOME 把证件分放在两个目录',
  }),
  'error.store-invalid': v => ({
    message: `${v.file}：${v.card ? `证件“${v.card}”，` : ''}${v.field}：${v.problem}`,
    hint: '请在文件里改正后重试：renew doctor --accept；或者恢复：renew restore',
  }),
  'error.copy-not-found': v => ({
    message: `没有名为 ${v.name} 的副本或文件`,
    hint: '查看保留的副本：renew restore',
  }),
  'error.backup-unusable': v => ({
    message: `${v.file} 无法使用：${v.problem}；没有做任何更改`,
    hint: '请换一个由 renew backup 写成的文件',
  }),
  'error.file-exists': v => ({
    message: `${v.file} 已经存在`,
    hint: '请换个名字，或用 --force 覆盖',
  }),
  'error.card-ambiguous': v => ({
    message: `“${v.name}”对应多张证件：${v.matches.map(match => `“${match}”`).join('、')}`,
    hint: '请写完整的名称，或 renew list 显示的编号',
  }),
  'error.name-taken': v => ({
    message: `已有名为“${v.name}”的证件${v.expires ? `，${v.expires} 到期` : ''}`,
    hint: '用 renew edit 修改它，或换个名称',
  }),
  'error.nothing-to-undo': _ => ({
    message: '没有可以撤销的更改',
    hint: '查看更改记录：renew history --changes',
  }),
  'error.undo-changed': v => ({
    message: `无法撤销“${v.command}”：证件“${v.card}”之后又被改动过`,
    hint: '查看更改记录：renew history --changes；改正：renew edit',
  }),
  'error.date-empty': _ => ({
    message: '请输入日期',
    hint: '请照证件上的最后有效日填写，例如 2026-12-31',
  }),
  'error.date-not-understood': v => ({
    message: `看不懂这个日期：“${v.value}”`,
    hint: v.meant
      ? `如果是指这一天，请写 ${v.meant}`
      : '请写明年月日，例如 2026-12-31；也可以写 2026年12月31日、+1y、3个月后',
  }),
  'error.date-nonexistent': v => ({
    message: `没有 ${v.value} 这一天；${v.year}年${v.month}月只有 ${v.days} 天`,
    hint: '请再看一眼证件，按 2026-12-31 的格式填写',
  }),
  'error.date-no-such-month': v => ({
    message: `没有 ${v.value} 这一天；月份不能是 ${v.month}`,
    hint: '请按年-月-日填写，例如 2026-12-31',
  }),
  'error.date-no-such-day': v => ({
    message: `没有 ${v.value} 这一天；日不能是 ${v.day}`,
    hint: '请按年-月-日填写，例如 2026-12-31',
  }),
  'error.date-ambiguous': v => ({
    message: `${v.value} 有两种读法：${v.readings.join(' 或 ')}`,
    hint: `请写明是哪一天，例如 ${v.readings[0]}`,
  }),
  'error.date-short-year': v => ({
    message: v.readings.length ? `${v.value} 可以读作 ${v.readings.join(' 或 ')}` : `${v.value} 的年份不完整`,
    hint: `请写四位数的年份，例如 ${v.readings[0] ?? '2026-12-31'}`,
  }),
  'error.date-year-out-of-range': v => ({
    message: `${v.value} 不在 ${v.first} 年到 ${v.last} 年之间`,
    hint: '请按 2026-12-31 的格式填写；没有期限的证件请写“长期”',
  }),
  'error.date-with-time': v => ({
    message: `${v.value} 带有时间；证件到最后一天结束时都有效，只需要日期`,
    hint: `请只写日期：${v.meant ?? '2026-12-31'}`,
  }),
  'error.date-epoch': v => ({
    message: `${v.value} 是一个数字，不是日期`,
    hint: '请按 2026-12-31 的格式填写',
  }),
  'error.date-invisible': v => ({
    message: `日期里有看不见的字符：${v.value}`,
    hint: '请不要粘贴，直接输入日期，例如 2026-12-31',
  }),
  'error.date-era': v => ({
    message: `${v.value} 用的不是公历纪年`,
    hint: '请写公历年份，例如 2026-12-31',
  }),
}
