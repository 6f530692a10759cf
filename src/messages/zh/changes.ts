import type { texts as english } from '../en/changes.ts'

/** 撤销、历史、恢复、备份与设置。 */
export const texts = {
  'config.about': '查看和更改设置',
  'config.get': '查看一项设置',
  'config.set': '更改一项设置',
  'config.unset': '将一项恢复为默认值',
  'config.list': '列出所有设置及默认值',
  'config.path': '查看各文件的位置',
  'config.wipe': '从这台电脑上删除 renew 的全部证件、设置和其他文件',
  'config.setting': '设置的名称',
  'config.value': '它的值',

  'wipe.backup': '如需日后恢复，请先备份：renew backup 文件',
  'wipe.timer': '定时任务仍在运行，会继续启动 renew（{kinds}）；移除：renew timer remove',
  'wipe.done': '已删除 {files} 个文件，无法撤销。',
  'wipe.left': '未删除（不是 renew 的文件，或无法删除）：{file}',
  'ask.wipe':
    '永久删除全部内容吗？（{cards} 份证件、设置、发送记录、早前副本、自定义指南：{folders}）此操作无法撤销。',
  'ask.wipe-all':
    '永久删除全部内容吗？（全部证件、设置、发送记录、早前副本、自定义指南：{folders}）此操作无法撤销。',

  'history.about': '查看已完成的续办，或更改记录',
  'history.changes': '更改记录，最近的在前',
  'history.empty': '还没有已完成的续办；续办后请用 renew done 记录',
  'history.head.card': '证件',
  'history.head.from': '原有效期至',
  'history.head.to': '新有效期至',
  'history.head.done': '完成日期',
  'history.head.submitted': '递交日期',
  'history.head.method': '办理方式',
  'history.head.paid': '费用',
  'history.head.receipt': '回执',

  'changes.empty': '还没有任何更改。',
  'changes.head.at': '时间',
  'changes.head.command': '命令',
  'changes.head.cards': '证件',
  'changes.many': '{count} 份：{names} …',
  'changes.undone': '已撤销',

  'undo.about': '撤销上一次更改，先显示差异',
  'undo.would': '上一次更改是“{command}”（{at}）。撤销后：',
  'undo.done': '已撤销：{command}',
  'ask.undo': '确定撤销？',

  'difference.appears': '将恢复“{name}”',
  'difference.vanishes': '将删除记录：“{name}”',
  'difference.more': '另有 {count} 份',
  'difference.other-number': '（号码已变）',

  'backup.about': '将全部内容写入一个文件，便于换机',
  'backup.done': '已写入 {file}：{cards} 份证件，以及设置、发送记录和指南。其中含有您的密钥，请妥善保管。',
  'backup.skipped': '无法读取，未包含在备份中：{file}',

  'restore.about': '恢复到早前副本，或恢复备份',
  'restore.source': '列表中的早前副本，或一个文件；不填则显示列表',
  'restore.aside': '损坏的文件仍保留：{file}',
  'restore.done': '已从 {from} 恢复。',
  'restore.done-cards': '已从 {from} 恢复：{cards} 份证件。',
  'ask.restore': '用“{source}”替换现有内容？',

  'copies.empty': '还没有早前副本；第一次更改时会自动保留。',
  'copies.head.name': '副本',
  'copies.head.at': '写入时间',
  'copies.head.cards': '证件数',
  'copies.head.why': '内容',
  'copies.why.latest': '当前内容的副本',
  'copies.why.before': '上次更改之前',
  'copies.why.day': '当天最后一次更改之后',
  'copies.unusable': '无法使用：{fault}',
  'copies.hint': '恢复其中一份',
} satisfies Record<keyof typeof english, string>
