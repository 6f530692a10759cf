import type { Messages } from './en.ts'
import { zh as failures } from './zh/errors.ts'

/** 简体中文. */
export const zh: Messages = {
  ...failures,
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
  'error.home-lost': v => ({
    message: `${v.folder} 里什么也没有，证件本应保存在那里`,
    hint: '请挂载它所在的磁盘，或用 renew restore FILE 恢复备份；不再需要提醒：renew timer remove',
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
    message: `${v.file} 无法使用，没有做任何更改：${
      {
        damaged: '文件已损坏',
        edited: '被 renew 以外的程序改动过',
        newer: '由更新版本的 renew 写成',
        foreign: '不是 renew 写的文件',
        'not-file': '不是普通文件',
      }[v.problem]
    }`,
    hint: v.problem === 'newer' ? '请升级 renew' : '请换一份副本，查看：renew restore',
  }),
  'error.file-exists': v => ({
    message: v.isFile ? `${v.file} 已经存在` : `${v.file} 已经存在，且不是普通文件`,
    hint: v.isFile ? '请换个名字，或用 --force 覆盖' : '请换个名字',
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

  // 程序与帮助
  'renew.about': '在证件过期之前提醒您续办。',
  'renew.usage': '[命令] [选项]',
  'renew.more': '只输入 renew 即可查看所有证件的状态。每个命令都有说明，例如：renew add --help',
  'option.version': '显示版本号',
  'option.help': '显示帮助',
  'option.json': '以 JSON 输出',
  'option.on': '按“今天是这一天”来回答',
  'option.yes': '所有询问一律回答“是”',
  'option.lang': '语言：en、zh',
  'option.color': '即使不是终端也使用颜色',
  'option.no-color': '不使用颜色',
  'option.force': '覆盖已有的文件',
  'help.about': '显示某个命令的帮助',
  'help.example': '示例：',
  'help.usage': '用法：',
  'help.arguments': '参数：',
  'help.options': '选项：',
  'help.commands': '命令：',
  'group.everyday': '日常：',
  'group.renewal': '续办：',
  'group.cards': '证件：',
  'group.reminders': '提醒：',
  'group.data': '数据：',
  'group.more': '其他：',
  'argument.card': '证件的名称或编号',
  'argument.cards': '名称或编号；不填则为全部',
  'argument.new-name': '您给它起的名称；不填则为“card”',
  'argument.file': '文件路径；- 表示标准输出',

  // 证件的各项
  'field.name': '您给它起的名称',
  'field.expires': '最后有效日，或 permanent（长期）',
  'field.guide': '续办指南，见：renew guide list',
  'field.holder': '持有人',
  'field.number': '证件号码；从不完整显示，也从不发送',
  'field.issued': '签发日期',
  'field.readings': '卡、签证或回执上写的日期；以最早的为准',
  'field.zone': '以哪个时区的午夜为准，例如 Asia/Almaty',
  'field.lead': '提前多久开始准备，例如 1mo 或 6w',
  'field.milestones': '何时提醒，例如 lead,14d,3d,0d',
  'field.workdays': '按哪里的工作日计算',
  'field.processing': '办理所需时间，例如 10wd',
  'field.durations': '各步骤您需要多久，例如 photo=2d',
  'field.channels': '只通过这些渠道提醒',
  'field.card-lang': '提醒所用的语言',
  'field.tags': '便于查找的标签',
  'field.links': '它所依赖的其他证件',
  'field.note': '备注',
  'field.readings-differ': v => `几处写的日期不一致，以最早的为准：${v.date}。`,

  // 命令
  'add.about': '记下一张证件和它的最后有效日',
  'add.ask-expiry': '最后有效日（2026-12-31、2026年12月31日、3个月后，或 长期）？',
  'edit.about': '更正一张证件；真正续办了请用 done',
  'edit.rather-done': v =>
    `这次续办已递交，仍算在办理中。如果这是新证件的日期，请先 renew undo，再 renew done "${v.name}" --expires ${v.date}`,
  'edit.done': v => `已修改 ${v.name}：`,
  'remove.about': '删除不该存在的证件',
  'remove.done': v => `已删除 ${v.name}。反悔请用：renew undo`,
  'close.about': '不再需要：不再提醒，但保留',
  'close.done': v => `已停用 ${v.name}：保留但不再提醒。重新启用：renew reopen`,
  'reopen.about': '重新启用已停用的证件',
  'reopen.done': v => `${v.name} 已重新启用，会继续提醒。`,
  'done.about': '已续办：填写新的最后有效日',
  'done.expires': '新证件的最后有效日',
  'done.paid': '费用，例如 15000KZT',
  'done.receipt': '回执编号',
  'done.ask-expiry': '新证件的最后有效日？',
  'done.ask-expiry-proposed': '新证件的最后有效日？请以证件上写的为准，下面只是按有效期推算的日期。',
  'ack.about': '已看到：目前该发的提醒不必再发',
  'ack.done': v =>
    v.next ? `已知悉：${v.name}。下次提醒：${v.next}。` : `已知悉：${v.name}。之后没有提醒了。`,
  'snooze.about': '暂时静音，但绝不会越过关键日期',
  'snooze.for': '静音多久，例如 3d 或 1w',
  'snooze.ask-for': '静音多久（例如 3d 或 1w）？',
  'snooze.done': v =>
    v.shortened ? `${v.name} 只能静音到 ${v.until}：那一天必须办理。` : `${v.name} 静音到 ${v.until}。`,
  'status.about': '证件的状态，最紧急的在前',
  'status.stage': '只看处于该阶段的证件',
  'status.within': '只看在这段时间内到期的证件，例如 60d',
  'status.holder': '只看此人的证件',
  'status.tag': '只看带此标签的证件',
  'status.all': '包括已停用的，并列出全部',
  'status.check': '用退出码表示：0 无事，10 该准备，20 最后一天或已过期',
  'list.about': '按存储内容列出所有证件，每行一张',
  'show.about': '一张证件的全部信息',
  'history.about': '已完成的续办；加 --changes 则为更改记录',
  'history.changes': '更改记录',
  'undo.about': '撤销上一次更改，先显示差异',
  'undo.done': v => `已撤销：${v.command}`,
  'undo.would': v => `上一次更改是“${v.command}”（${v.at}）。撤销后：`,
  'ask.undo': '确定撤销？',
  'ask.meant': v => `你指的是“${v.name}”吗？`,
  'remind.about': '发送该发的提醒；由定时任务调用',
  'remind.dry-run': '只显示会发送什么',
  'remind.scheduled': '由定时任务调用：记录本次运行',
  'remind.channel': '只通过这个渠道',
  'remind.until': '与 --dry-run 合用：直到这一天的全部提醒',
  'timer.about': '让提醒自动运行的定时任务',
  'timer.install': '安装或修复',
  'timer.status': '实际安装了什么，上次何时运行',
  'timer.print': '显示将要安装的内容，不做任何更改',
  'timer.remove': '移除',
  'timer.with': '用哪一种：cron、systemd、launchd、schtasks',
  'timer.at': '每天第一次的时间，例如 09:07；4 小时和 9 小时后各再运行一次',
  'channel.about': '提醒的发送渠道',
  'channel.add': '添加渠道，添加前会真的发送一条测试消息',
  'channel.kind': '渠道的种类，列在下面',
  'channel.name': '您给它起的名称；不填则用种类名',
  'channel.no-test': '不发送测试消息',
  'channel.list': '各渠道及其状况',
  'channel.test': '发送一条测试消息',
  'channel.remove': '移除渠道',
  'backup.about': '把所有内容存成一个文件，便于换机',
  'backup.done': v =>
    `已写入 ${v.file}：${v.cards} 张证件，以及设置、发送记录和指南。其中含有您的密钥，请妥善保管。`,
  'error.file-unreadable': v => ({
    message: `无法读取 ${v.file}（${v.code}）`,
    hint: '请指定存在且您有权读取的文件；没有作任何更改',
  }),
  'error.file-too-large': v => ({
    message: `${v.file} 超过 ${v.limit}`,
    hint: '请拆成几个表头相同的文件；没有作任何更改',
  }),
  'error.encoding-unknown': v => ({
    message: `没有名为“${v.value}”的字符编码`,
    hint: '例如：--encoding utf-8、gb18030、windows-1251、windows-1252、utf-16le',
  }),
  'error.import-encoding': v => ({
    message: {
      'broken-utf8': `第 ${v.line} 行不是 UTF-8，而其余部分是；没有导入任何内容`,
      unknown: `第 ${v.line} 行不是 UTF-8，又无法确定是什么编码；没有导入任何内容`,
      wrong: `从第 ${v.line} 行起与指定的编码不符；没有导入任何内容`,
    }[v.why],
    hint: '请另存为“CSV UTF-8”，或指明编码：--encoding gb18030、big5、windows-1251、ibm866、windows-1254',
  }),
  'error.import-nul': v => ({
    message: `第 ${v.line} 行含有零字节，这不是表格；没有导入任何内容`,
    hint: '请在原来的程序中重新导出为 CSV',
  }),
  'error.import-broken': v => ({
    message: {
      'open-quote': `第 ${v.line} 行的引号没有配对；没有导入任何内容`,
      'long-row': `第 ${v.line} 行超过 ${v.limit}；没有导入任何内容`,
      columns: `第 ${v.line} 行超过 ${v.limit} 列；没有导入任何内容`,
    }[v.why],
    hint:
      v.why === 'columns' || v.why === 'long-row'
        ? '请检查那里是否有没配对的引号，或是否选错了文件'
        : '单元格里的引号要写两遍，并给整个单元格加引号',
  }),
  'error.export-form-unknown': v => ({
    message: `无法写成 .${v.end} 格式；没有写入任何内容`,
    hint: `文件名请以其中之一结尾：${v.choices}（电子表格可打开 .csv）；或用 --format 指明格式`,
  }),
  'error.import-workbook': () => ({
    message: '这不是文本表格，而是其他程序的文件（Excel、PDF 等）；没有导入任何内容',
    hint: '请用原来的程序打开，另存为“CSV UTF-8”，再导入那个文件',
  }),
  'error.import-head': v => ({
    message: `必须有一行是列名，至少要有到期日，以及名称或持有人；看起来像列名的一行是：${v.found || '（空）'}`,
    hint: '请改列名，或指明对应关系：--map "证件=name" --map "有效期=expires"',
  }),
  'error.import-columns-unknown': v => ({
    message: `不认识这些列：${v.columns.join('、')}；没有导入任何内容`,
    hint: v.lacking
      ? `请指明哪一列是 ${v.lacking}：--map "${v.likely}=${v.lacking}"；其余不要：--map "*=-"`
      : `不要这些列：--map "*=-"；或指明某一列是什么：--map "${v.columns[0]}=note"`,
  }),
  'error.import-no-such-column': v => ({
    message: `没有“${v.column}”这一列；各列是：${v.columns.join('、')}；没有导入任何内容`,
    hint: `请按表格里的写法：--map "${v.columns[0]}=note"`,
  }),
  'error.import-column-twice': v => ({
    message: `有几列都是 ${v.field}：${v.columns.join('、')}；没有导入任何内容`,
    hint:
      v.field === 'expires'
        ? `请一种证件导入一次：先用 --map "${v.columns[0]}=expires" --map "*=-"，再导入“${v.columns[1]}”`
        : `请去掉一列：--map "${v.columns.at(-1)}=-"`,
  }),
  'error.import-not-ours': () => ({
    message: '这个 JSON 不是 renew 的证件清单；没有导入任何内容',
    hint: '请用 renew export 导出的文件或 CSV 表格；备份请用：renew restore 文件',
  }),
  'error.import-newer': v => ({
    message: `这个文件由更新版本的 renew 写成（格式 ${v.schema}）；没有导入任何内容`,
    hint: '请先更新 renew',
  }),
  'error.import-refused': v => ({
    message: `${v.rows} 行中有 ${v.count} 行无法导入；没有导入任何内容`,
    hint: '请修改上面列出的各行，或用 --skip-bad 只导入其余各行',
  }),
  'error.import-cells': v => ({
    message: `有 ${v.cells} 个单元格，而列名只有 ${v.heads} 个`,
    hint: '含有分隔符的单元格要加引号',
  }),
  'error.import-value': v => ({
    message: v.field ? `${v.field}：${v.problem}` : `不能作为证件：${v.problem}`,
    hint: '格式可参照 renew export 的输出',
  }),
  'error.import-number-cut': v => ({
    message: `号码已被电子表格截短：${v.value}`,
    hint: '请在电子表格中把该列设为文本，再重新输入号码',
  }),
  'error.import-zeros-lost': v => ({
    message: `号码开头的 0 被电子表格去掉了：${v.value}`,
    hint: '请在电子表格中把该列设为文本，再重新输入号码；或不导入这一列：--map "number=-"',
  }),
  'error.import-kind-unknown': v => ({
    message: `没有适用于“${v.name}”的指南`,
    hint: `请指明用哪个指南：--kind "${v.name}=generic"；所有不认识的种类：--kind "*=generic"`,
  }),
  'error.import-key-missing': v => ({
    message: `这一行没有${{ name: '名称', number: '号码', holder: '持有人' }[v.by]}，无法确定是哪张证件`,
    hint: '请填写，或改用其他方式识别：--by name、number 或 holder',
  }),
  'error.import-key-ambiguous': v => ({
    message: `有 ${v.count} 张证件的${{ name: '名称', number: '号码', holder: '持有人和指南' }[v.by]}相同`,
    hint: '请改用其他方式识别：--by name',
  }),
  'error.import-row-twice': v => ({
    message: `第 ${v.line} 行对同一张证件的说法不同`,
    hint: '请只保留其中一行；如果两行都对，请用 --by number 区分证件，或用 --map "姓名=holder" 指明那一列是人名',
  }),
  'error.import-card-exists': v => ({
    message: `“${v.name}”已经存在，以下内容不同：${v.fields.join('、')}`,
    hint: '要修改它，请加 --update 导入',
  }),
  'error.date-relative': v => ({
    message: `“${v.value}”到明天就是另一天了`,
    hint: '请写出具体日期，例如 2026-12-31',
  }),
  'config.wipe': '从这台电脑上清除 renew 的全部证件、设置和痕迹',
  'wipe.backup': '先做备份，以后可以全部恢复：renew backup 文件',
  'wipe.timer': v => `定时任务还在，会继续调用 renew（${v.kinds.join('、')}）；请用 renew timer remove 移除`,
  'ask.yes': '是',
  'ask.no': '否',
  'ask.wipe': v =>
    `永久删除${v.cards === null ? '全部证件' : ` ${v.cards} 张证件`}、设置、提醒记录、保留的副本和您的指南（${v.folders.join('、')}）吗？`,
  'wipe.done': v => `已删除 ${v.files} 个文件，无法从这里恢复。`,
  'wipe.left': v => `保留未动（不是 renew 的文件，或无法删除）：${v.file}`,
  'import.about': '从表格（CSV）或 renew export 的文件导入许多证件',
  'import.file': 'CSV 表格，或 renew 导出的 JSON',
  'import.dry-run': '只显示每一行会怎样，不作更改',
  'import.skip-bad': '有些行无法导入时，仍导入其余各行',
  'import.update': '修改已有的证件；空单元格不改动任何内容，除非文件由 renew 导出',
  'import.by': '配合 --update：用什么识别一行修改的是哪张证件（holder：连同指南）',
  'import.map': '某一列是哪个字段；- 表示不要，"*=-" 表示所有不认识的列都不要',
  'import.dates': '03/04/2027 这类日期先写什么：日（dmy）或月（mdy）',
  'import.encoding': '字符编码，无法自动识别时用',
  'import.guide': '没有写明指南的行所用的指南',
  'import.kind': '表格里的某种证件用哪个指南；"*=generic" 用于所有不认识的种类',
  'import.hint-date': '请写成 2026-12-31；整列日期可在电子表格中设为 yyyy-mm-dd 格式',
  'import.hint-expiry': '请填写；长期有效的证件请写“长期”',
  'import.hint-name': '请填写',
  'import.hint-taken': '请用 --update 或 --by number 修改它，或给这一行换个名称',
  'import.head-line': v => `列名在第 ${v.line} 行；它上面的内容不导入。`,
  'import.columns': v =>
    `各列：${v.taken.join('，')}${v.left.length > 0 ? `；不导入：${v.left.join('、')}` : ''}。`,
  'import.guide-of-head': v => `到期日的列名说明了证件种类：使用指南 ${v.guide}（要用别的请加 --guide）。`,
  'import.was': v => `${v.field}：原为 ${v.value}`,
  'import.earlier': v =>
    `有 ${v.count} 张证件的最后有效日会变早（第 ${v.line} 行：由 ${v.from} 变为 ${v.to}）：这份表格是不是比现有的证件旧？`,
  'import.not-in-file': v =>
    `有 ${v.count} 张已有的证件不在这个文件里：${v.names.join('；')}${v.count > v.names.length ? ' …' : ''}。不再需要的请用：renew close 名称`,
  'import.renewed': v => `有 ${v.count} 张证件已换新：新的最后有效日晚了四周以上，旧的日期记入历史。`,
  'import.left-out': v =>
    `有 ${v.count} 行没有可导入的内容，已略过：第 ${v.lines.join('、')}${v.count > v.lines.length ? ' …' : ''} 行。`,
  'import.letters-lost': v =>
    `有 ${v.count} 个单元格的文字里有问号，例如 ${v.typed}：字母已被别的程序丢失；请把表格另存为“CSV UTF-8”。`,
  'import.ask-column': v =>
    `“${v.column}”这一列是什么？（${v.fields}；留空则不要，输入 * 则这一列和其余不认识的列都不要）`,
  'import.ask-far': v =>
    `有 ${v.count} 张证件的到期日距今超过 15 年（第 ${v.line} 行：${v.date}），确定没有写错吗？`,
  'import.say-order': '如果文件里这类日期都是先写日，请加 --dates dmy；都是先写月，请加 --dates mdy。',
  'import.past': v => `导入的证件中有 ${v.count} 张已经过期。`,
  'import.read-as': v =>
    `按 ${v.encoding.toUpperCase()} 编码读取，以${{ comma: '逗号', semicolon: '分号', tab: '制表符' }[v.delimiter]}分隔。`,
  'import.dates-taken': v =>
    `有 ${v.count} 个日期不是 2026-12-31 这样的写法，例如 ${v.typed}：理解为 ${v.date}。`,
  'import.numbers-taken': v =>
    `有 ${v.count} 个日期是电子表格的日期序号，例如 ${v.typed}：理解为 ${v.date}。`,
  'import.guides-missing': v => `这里没有以下指南，因此沿用其上次的内容：${v.names.join('、')}。`,
  'import.channels-missing': v => `这里没有设置以下渠道，相关证件会发往所有渠道：${v.names.join('、')}。`,
  'import.head.line': '行',
  'import.head.card': '序号',
  'import.head.what': '结果',
  'import.head.why': '原因或不同之处',
  'import.what.new': '新增',
  'import.what.changed': '修改',
  'import.what.renewed': '已换新',
  'import.what.same': '相同',
  'import.what.refused': '拒绝',
  'import.at-line': v => `第 ${v.line} 行`,
  'import.at-card': v => `第 ${v.line} 张`,
  'import.column': v => `“${v.column}”列：${v.why}`,
  'import.refused-at': v => `${v.at}：${v.why}；${v.hint}`,
  'import.would': v =>
    `将会：新增 ${v.new}，不变 ${v.same}，修改 ${v.changed}，拒绝 ${v.refused}。没有作任何更改。`,
  'import.done': v =>
    `新增 ${v.new}，不变 ${v.same}，修改 ${v.changed}${v.refused > 0 ? `，拒绝 ${v.refused}` : ''}。${
      v.new + v.changed > 0 ? '撤销：renew undo' : ''
    }`,
  'progress.rows': v => `已读 ${v.count} 行……`,
  'progress.read': '正在读取证件……',
  'progress.check': '正在检查各行……',
  'progress.remind': '正在查找到期的提醒并发送……',
  'progress.write': '正在写入证件……',
  'restore.about': '恢复到保留的副本，或导入备份',
  'restore.source': '列表中的副本，或一个文件；不填则显示列表',
  'export.about': '导出证件，供其他程序使用',
  'export.format': 'json、csv：按存储内容导出；ics：日历；不填则按文件名',
  'export.calendar-hint': 'Google 日历不会显示按网址订阅的日历里的提醒，请改为导入这个文件。',
  'calendar.language': 'ZH',
  'calendar.name': 'renew：证件到期日',
  'calendar.about':
    '证件何时到期，每次提醒都有闹铃。Google 日历不会显示订阅日历里的提醒，请改为导入这个文件。',
  'calendar.title': v =>
    `${v.name}：${{ expiry: '最后有效日', window: '该准备续办了', 'file-by': '最晚递交日' }[v.role]}`,
  'calendar.details': v =>
    `${v.kind}${v.holder === null ? '' : `，持有人：${v.holder}`}\n最后有效日：${v.expires}`,
  'guide.about': '某类证件如何续办',
  'guide.id': '哪份指南；不填则为您的证件所用的指南',
  'guide.list': '所有指南',
  'guide.file': '指南文件',
  'guide.validate': '列出指南文件的所有错误及其位置',
  'guide.new': '新建一份带逐项说明的指南',
  'guide.new-id': '指南编号，例如 de/residence-title',
  'guide.new-file': '写到该文件，而不放入您的指南目录',
  'guide.print': '可打印随身携带的纯文本页，带勾选框',
  'guide.schema': '指南格式的 JSON Schema，供编辑器使用',
  'guide.good': v => `${v.file}：指南 ${v.id} 没有错误`,
  'guide.faulty': v => `${v.file}：${v.count} 处错误`,
  'guide.whole': '整份指南',
  'guide.created': v => `已写入 ${v.file}。填写后请检查：renew guide validate ${v.file}`,
  'ask.guide-id': '这份指南的编号是什么？例如 de/residence-title',
  'guide-new.guide':
    '请自行填写。程序不读取 $comment，可随意删除。zone：例如 Europe/Berlin；workdays：KZ、weekends 或 none；milestones：例如 ["3mo"]。null 表示未知。填好的例子：renew guide kz/registration-card --json',
  'guide-new.sources':
    '各项内容的出处，每项内容写明其中一个键。trust：official（官方）、secondary（二手）、unverified（未核实）或 own（自行了解）。dated：资料本身的日期；checked：您查看的日期。',
  'guide-new.validity': '新证件的有效期，例如 P1Y。有值时请写明出处。',
  'guide-new.lead': '最后有效日之前多久开始准备，例如 P2M 或 6w。',
  'guide-new.processing': '从递交到拿到新证件，主管机关需要多久：10wd 表示十个工作日。',
  'guide-new.filing': '何时受理申请，从最后有效日往回数：{ "from": "60d", "to": "30d" }。',
  'guide-new.readFrom': '最后有效日从哪里读取：["card"]、["visa"]、["receipt"]，可写多个。',
  'guide-new.maxAge': '递交当天材料开具了最多多久，例如 180d；单项材料可另行规定。',
  'guide-new.material':
    '一项要带的材料，每项复制一份。required：yes、no 或 unknown（视情况而定，会询问您）。oneOf：[{ "id", "text" }, …]，几样之中任选其一。card：如果材料本身是有期限的证件，写 passport、lease、insurance 等。duration：办好它需要多久。',
  'guide-new.method': '一种办理方式，每种复制一份；委托中介的请命名为 "agent"。',
  'guide-new.step':
    'kind：step（自己办）、office（须在工作日到机关办）或 wait（等待）。phase：依次为 before（递交前）、filing（递交）、after（递交后）。名为 book-appointment 的步骤在您记下预约日期后即算完成。',
  'guide-new.fee': '{ "min": "93", "max": "93", "currency": "EUR", "note": null }。',
  'guide-new.expedite': '如果可以加急：{ "fee": null, "saves": "5wd" }，未知的写 null。',
  'guide-new.warning': 'when：overdue（过期后）、running（办理期间）或 guide（仅在指南中）。',
  'config.about': '设置',
  'config.get': '查看一项设置',
  'config.set': '设定一项',
  'config.unset': '取消一项',
  'config.list': '所有设置',
  'config.path': '各文件存放的位置',
  'config.setting': '设置的名称',
  'config.value': '它的值',
  'doctor.about': '检查提醒所依赖的一切',
  'doctor.accept': '接受手工修改过的文件',

  // 新增或续办之后
  'added.valid-until': v => `${v.name} 有效期至 ${v.date}${v.days >= 0 ? `（还剩 ${v.days} 天）` : ''}`,
  'added.permanent': v => `${v.name} 长期有效`,
  'added.guide': v => `指南：${v.title}（${v.id}）`,
  'added.window': v => (v.opened ? `${v.date}起就该准备了` : `从${v.date}开始准备`),
  'added.milestones': v =>
    `提醒日期：${v.dates.join('、')}${v.more > 0 ? `，另有 ${v.more} 次` : ''}，过期后每天提醒，直到续办`,
  'added.setup': '要让提醒自动送达：',
  'added.setup-timer': '每天自动运行',
  'added.setup-channel': '显示在屏幕上',

  // 下一步
  'next.start': '现在就开始续办',
  'next.file': '递交申请',
  'next.ask-progress': '询问办理进度',
  'next.act-today': '今天就去续办：这是最后有效日',
  'next.act-now': '已经过期：请立即去办理',

  // 询问与说明
  'date.understood': v => `“${v.typed}”即 ${v.date}（${v.iso}）。`,
  'note.zone-unknown': v => `renew：TZ 不是已知的时区：${v.zone}；按 UTC 处理`,
  'note.lookalike': v => `请注意：“${v.name}”与另一张证件“${v.other}”看起来一样。`,
  'note.already-expired': v => `它已于 ${v.date}过期，至今 ${v.days} 天。`,
  'ask.far-expiry': v => `${v.date} 距今超过 15 年，确定没有写错吗？`,
  'ask.remove': v => `删除 ${v.name}${v.expires ? `（有效期至 ${v.expires}）` : ''}？`,
  'ask.not-later': v =>
    v.old
      ? `${v.date} 并不晚于原来的 ${v.old} 和今天，确定没有写错吗？`
      : `${v.date} 并不晚于今天，确定没有写错吗？`,
  'line.error': v => `renew：${v.message}；${v.hint}`,
  'line.bug': v => `renew：这是 renew 的缺陷，您并没有做错什么。请附上以下内容反馈：\n${v.stack}`,

  // 用法与命令的错误
  'error.unknown-option': v => ({
    message: `没有 ${v.name} 这个选项`,
    hint: v.nearest ? `是不是 ${v.nearest}？` : '用 --help 查看所有选项',
  }),
  'error.unknown-command': v => ({
    message: `没有“${v.name}”这个命令`,
    hint: v.nearest ? `是不是：renew ${v.nearest}` : '查看所有命令：renew --help',
  }),
  'error.missing-command': () => ({ message: '没有说明要做什么', hint: '用 --help 查看可用的命令' }),
  'error.missing-argument': v => ({ message: `缺少 ${v.name}`, hint: '用 --help 查看写法' }),
  'error.missing-value': v => ({ message: `${v.name} 需要一个值`, hint: '用 --help 查看写法' }),
  'error.too-many-arguments': v => ({ message: `${v.name} 后面的内容太多`, hint: '含空格的名称请加引号' }),
  'error.not-a-choice': v => ({ message: `“${v.name}”不在可选范围内`, hint: `可选：${v.choices}` }),
  'error.wrong-usage': v => ({ message: v.problem, hint: '用 --help 查看写法' }),
  'error.clock-invalid': v => ({
    message: `RENEW_NOW 不是日期时间：${v.value}`,
    hint: '写成 2026-12-01T09:00，或取消该变量',
  }),
  'error.output-failed': v => ({ message: `无法写出结果（${v.code}）`, hint: '请检查输出的去向' }),
  'error.system-failed': v => ({
    message: `系统拒绝了 ${v.call}${v.path ? ` ${v.path}` : ''}（${v.code}）`,
    hint: '请检查文件及其权限，或运行：renew doctor',
  }),
  'error.needs-yes': v => ({ message: `${v.question}此处无法询问`, hint: '确定请加 --yes' }),
  'error.declined': () => ({ message: '没有做任何更改', hint: '确定之后再来一次' }),
  'error.name-empty': () => ({ message: '需要一个名称', hint: '例如：renew add me --expires 2026-12-31' }),
  'error.name-too-long': v => ({
    message: `名称超过 ${v.limit} 个字符：${v.name}`,
    hint: '请起短一点，其余写进 --note',
  }),
  'error.name-unprintable': v => ({
    message: `名称含有无法显示的字符：${v.name}`,
    hint: '请去掉控制字符和换行',
  }),
  'error.text-unprintable': v => ({
    message: `含有无法显示的字符：${v.value}`,
    hint: '请去掉控制字符和换行',
  }),
  'error.text-too-long': v => ({ message: `超过 ${v.limit} 个字符：${v.value}`, hint: '请缩短' }),
  'error.expiry-needed': () => ({
    message: '需要最后有效日',
    hint: '请加 --expires 2026-12-31，或 --expires 长期',
  }),
  'error.guide-needed': () => ({
    message: '证件需要一份指南',
    hint: '没有合适的就用 --guide generic；查看：renew guide list',
  }),
  'error.guide-id-invalid': v => ({
    message: `“${v.value}”不能作为指南编号`,
    hint: '请用小写英文单词，以连字符相连，可分目录，例如 de/residence-title',
  }),
  'error.guide-file-missing': v => ({
    message: `没有文件 ${v.file}`,
    hint: '可以新建一份：renew guide new de/residence-title',
  }),
  'error.guide-not-found': v => ({
    message: `没有“${v.name}”这份指南`,
    hint: v.nearest ? `是不是 ${v.nearest}？` : '查看：renew guide list',
  }),
  'error.zone-unknown': v => ({ message: `没有“${v.value}”这个时区`, hint: '写法如 Asia/Almaty' }),
  'error.period-invalid': v => ({
    message: `“${v.value}”不是时间段`,
    hint: '写成 30d、2w、1mo、1y 或 P1M；单独的 m 可能被当成分钟',
  }),
  'error.milestone-invalid': v => ({
    message: `“${v.value}”不是提醒点`,
    hint: '写 lead，或到期前的时间：6mo、2w、3wd、0d',
  }),
  'error.pair-invalid': v => ({
    message: `“${v.value}”不是“名称=值”的形式`,
    hint: '例如：photo=2d,form=1d',
  }),
  'error.money-invalid': v => ({
    message: `“${v.value}”不是带币种的金额`,
    hint: '写成 15000KZT 或 99.50 USD',
  }),
  'error.channel-not-found': v => ({
    message: `没有“${v.name}”这个渠道`,
    hint: `已有：${v.known}；添加：renew channel add`,
  }),
  'error.card-changed': v => ({
    message: `“${v.name}”刚被另一个 renew 改动过，没有覆盖它`,
    hint: '先用 renew show 查看，再重试',
  }),
  'error.nothing-to-edit': () => ({
    message: '没有说明要改什么',
    hint: '例如：renew edit me --lead 6w；详见 renew edit --help',
  }),
  'error.already-closed': v => ({
    message: `“${v.name}”已于 ${v.date} 停用`,
    hint: '重新启用：renew reopen',
  }),
  'error.not-closed': v => ({ message: `“${v.name}”没有停用`, hint: '查看状态：renew status' }),
  'error.no-reminders': v => ({
    message: `“${v.name}”长期有效，没有提醒`,
    hint: '设定最后有效日：renew edit --expires',
  }),
  'error.overdue-not-snoozed': v => ({
    message: `“${v.name}”已过期，不能静音`,
    hint: '用 renew ack 表示已看到，之后每周提醒一次',
  }),
  'error.too-late-to-snooze': v => ({
    message: `“${v.name}”不能静音：现在就必须办理`,
    hint: '查看要办什么：renew show',
  }),
  'error.channel-kind-unknown': v => ({
    message: `没有“${v.kind}”这种提醒渠道`,
    hint: `可选：${v.kinds.join('、')}`,
  }),
  'error.channel-name-refused': v => ({
    message: `渠道不能命名为“${v.name}”`,
    hint: '最多 32 个字母、数字、- 和 _；“stdout”是保留名称',
  }),
  'error.channel-setting-unknown': v => ({
    message: `${v.kind} 渠道没有 --${v.name} 这项设置`,
    hint: v.known.length ? `可用的设置：${v.known.map(name => `--${name}`).join('、')}` : '它不需要任何设置',
  }),
  'error.channel-setting-missing': v => ({
    message: `${v.kind} 渠道需要 ${v.wanted.join(v.either ? ' 或 ' : ' 和 ')}`,
    hint: `请输入：renew channel add ${v.usage}${v.docs ? `；获取方法见 ${v.docs}` : ''}`,
  }),
  'error.channel-setting-refused': v => ({
    message: `--${v.name} 不能是“${v.value}”`,
    hint: {
      'absolute-path': '请写从根目录开始的完整路径：定时任务会在别的目录里启动',
      arguments: '引号没有成对；请像在 shell 里一样书写：--args "-x \'two words\'"',
      'http-url': `请写完整的网址，以 http:// 或 https:// 开头，不要带用户名和密码：${v.example}`,
      pattern: `形如：${v.example}`,
    }[v.form],
  }),
  'date.long': v => `${v.year}年${v.month}月${v.day}日（周${'一二三四五六日'[v.weekday - 1]}）`,
  'reminder.title': v =>
    v.stage === 'overdue'
      ? `${v.name}：已过期 ${v.days} 天`
      : v.stage === 'last-day'
        ? `${v.name}：今天是有效期最后一天`
        : `${v.name}：还剩 ${v.days} 天`,
  'reminder.title-many': v => {
    const parts = [
      v.overdue ? `${v.overdue} 份已过期` : '',
      v.lastDay ? `${v.lastDay} 份今天到期` : '',
      v.rest ? `${v.rest} 份待续办` : '',
    ]
    return `${v.overdue + v.lastDay + v.rest} 份证件：${parts.filter(part => part).join('，')}`
  },
  'reminder.title-faults': 'renew：有问题需要处理',
  'reminder.part': v => `${v.title}（${v.part}/${v.parts}）`,
  'reminder.head': v => `${v.name}（${v.guide}${v.holder === null ? '' : `，持有人：${v.holder}`}）`,
  'reminder.days-left': v => `还剩 ${v.days} 天，有效期至 ${v.expires}。`,
  'reminder.last-day': v => `今天是有效期最后一天：${v.expires}。`,
  'reminder.overdue': v => `已过期 ${v.days} 天，有效期截至 ${v.expires}。`,
  'reminder.file-by': v =>
    ({
      ahead: `最迟于 ${v.date}递交申请。`,
      today: `今天是能按时递交申请的最后一天：${v.date}。`,
      past: `能按时递交申请的最后一天已过：${v.date}。`,
    })[v.when],
  'reminder.last-working-day': v => {
    const lead =
      v.off === null ? '到期日不办公' : { weekend: '到期日是周末', holiday: '到期日是节假日' }[v.off]
    const day = {
      ahead: `此前最后一个工作日是 ${v.date}`,
      today: `此前最后一个工作日就是今天，${v.date}`,
      past: `此前最后一个工作日已过，是 ${v.date}`,
    }
    return `${lead}，${day[v.when]}。`
  },
  'reminder.submitted': v => `已于 ${v.date}递交申请。`,
  'reminder.papers': v =>
    `材料共 ${v.needed} 项，已备齐 ${v.ready} 项${v.missing.length ? `，还缺：${v.missing.join('、')}` : ''}。`,
  'reminder.next': v => `下一步：${v.text}${v.by === null ? '' : `，最迟 ${v.by}`}。`,
  'reminder.other-day': v => `天数按证件所在地的日期计算：${v.there}；您这里是 ${v.here}。`,
  'reminder.more-in-file': v => `另有 ${v.count} 张证件，与以上各张一并列在附件中。`,
  'reminder.footer': '详情：renew status。已续办：renew done 名称 --expires 日期。已知悉：renew ack 名称。',
  'reminder.fault.ledger-damaged': v =>
    `发送记录已损坏并重新开始，个别提醒可能会重复。损坏的文件：${v.aside}。`,
  'reminder.fault.ledger-unwritable': v =>
    `renew 无法记下这次发送（${v.reason}），同样的提醒可能会再次出现。`,
  'reminder.fault.ledger-ahead': v =>
    `有 ${v.count} 条发送记录的日期超前一周以上，未予采用：时钟曾经走错。个别提醒可能会重复。`,
  'reminder.fault.clock': v => `这台机器的时钟显示今天是 ${v.today}；校正之前不会发送任何提醒。`,
  'reminder.fault.unknown-channel': v =>
    `${listed(v.cards, v.more)}指定的渠道“${v.channel}”不存在，已改用全部渠道。`,
  'reminder.fault.partly-delivered': v => `“${v.channel}”未能送达所有收件人：${v.error}。`,
  'reminder.fault.store': v => `${v.reason}。`,
  'reminder.fault.guide-lost': v => {
    const instead = { kept: '沿用其最后的内容', 'built-in': '改用内置指南', missing: '按通常情况计算' }[
      v.kind
    ]
    return v.detail === v.guide
      ? `指南 ${v.guide} 已不存在，${instead}。`
      : `指南 ${v.guide} 无法使用（${v.detail}），${instead}。`
  },
  'reminder.fault.workdays-lost': v => `您自己的工作日表无法使用（${v.detail}），改用内置的工作日表。`,
  'reminder.fault.channel-failed': v => `渠道“${v.channel}”未能送达：${v.error}。`,
  'reminder.faults-more': v => `另有 ${v.count} 个问题：renew doctor。`,

  // 界面
  'date.short': d => `${d.year}年${d.month}月${d.day}日`,
  'date.distance': v => {
    if (v.days === 0) return '今天'
    if (v.days === 1) return '明天'
    if (v.days === -1) return '昨天'
    return v.days > 0 ? `${v.days} 天后` : `${-v.days} 天前`
  },
  'date.moment': v => `${v.date}${v.time}`,
  'date.span': v => `${v.from}至${v.to}`,
  'period.long': v =>
    [
      v.years > 0 && `${v.years} 年`,
      v.months > 0 && `${v.months} 个月`,
      v.weeks > 0 && `${v.weeks} 周`,
      v.days > 0 && `${v.days} 天`,
      v.workdays > 0 && `${v.workdays} 个工作日`,
    ]
      .filter(part => part !== false)
      .join(' ') || '0 天',
  'stage.valid': '有效',
  'stage.prepare': '准备续办',
  'stage.last-day': '最后一天',
  'stage.overdue': '已过期',
  'stage.permanent': '长期有效',
  'stage.closed': '已停用',
  'course.not-started': '尚未开始',
  'course.preparing': '准备中',
  'course.submitted': '已递交，等待结果',
  'words.colon': '：',
  'words.comma': '，',
  'words.listed': '、',
  'words.semicolon': '；',
  'words.bracketed': v => `（${v.text}）`,
  'words.unknown': '未知',
  'words.no-end': '长期',
  'words.more': v => `另有 ${v.count} 个`,
  'status.head.stage': '阶段',
  'status.head.card': '证件',
  'status.head.holder': '持有人',
  'status.head.expires': '最后有效日',
  'status.head.left': '剩余',
  'status.head.window': '准备期',
  'status.left': v => {
    if (v.days === 0) return '就在今天'
    return v.days > 0 ? `还剩 ${v.days} 天` : `超期 ${-v.days} 天`
  },
  'status.opens': v => `${v.date}起`,
  'status.by': v => `最晚 ${v.date}`,
  'status.label.by': '期限',
  'status.label.next': '下一步',
  'status.label.risk': '后果',
  'status.label.papers': '材料',
  'status.label.course': '进度',
  'status.label.window': '开始',
  'status.label.snoozed': '静音',
  'status.label.unseen': '未读',
  'status.label.note': '说明',
  'status.label.closed': '停用',
  'status.why': v => {
    const off = v.dayOff === 'holiday' ? '逢节假日' : '逢周末'
    const why = {
      'file-by': '最晚在这天递交',
      'last-working-day': `最后一个工作日（最后有效日${off}）`,
      expiry: '即最后有效日',
    }[v.why]
    const doubt = {
      exact: '',
      estimated: '（附近有节假日，日期为预估）',
      'weekends-only': '（仅按周末推算，节假日未知）',
    }[v.knowledge]
    return `，${zh['date.distance'](v)}：${why}${doubt}`
  },
  'status.next-by': v => `，最晚 ${v.date}`,
  'status.papers': v => `已备齐 ${v.ready}/${v.needed} 项${v.missing ? `，还缺：${v.missing}` : ''}`,
  'status.window-opens': v => `${v.date}，${zh['date.distance'](v)}`,
  'status.snoozed': v => `静音至 ${v.date}`,
  'status.unseen': '有一条提醒已输出，但可能没人看到',
  'status.rest': v => `另有 ${v.count} 份证件暂时无事可做`,
  'status.no-match': '没有符合条件的证件。',
  'status.summary': v => `共 ${v.count} 份证件：`,
  'status.count.overdue': v => `${v.count} 份已过期`,
  'status.count.last-day': v => `${v.count} 份今天到期`,
  'status.count.prepare': v => `${v.count} 份待续办`,
  'status.count.valid': v => `${v.count} 份有效`,
  'status.count.permanent': v => `${v.count} 份长期有效`,
  'status.count.closed': v => `${v.count} 份已停用`,
  'status.empty': '还没有登记任何证件。先从最早到期的那份开始：',
  'status.empty.name': '我',
  'status.empty.add': '证件名称和最后有效日',
  'status.empty.help': '看看还能做什么',
  'status.hint.no-timer': '尚未安装定时任务，不会自动提醒',
  'status.hint.timer-stale': v =>
    v.last ? `定时任务自 ${v.last} 起没有再运行，不会自动提醒` : '定时任务从未运行过，不会自动提醒',
  'status.hint.no-channel': '尚未设置提醒渠道，提醒只会直接输出',
  'status.hint.unseen': v => `有 ${v.count} 条提醒已输出，但可能没人看到`,
  'status.hint.channel': v => `渠道 ${v.name} ${v.since ? `自 ${v.since} 起` : ''}发送失败（${v.error}）`,
  'status.hint.channel-gone': v => `渠道 ${v.name} 已失效（${v.error}）`,
  'status.hint.clock': v => `当前时间由 RENEW_NOW=${v.value} 指定`,
  'status.hint.on': v => `假定今天是 ${v.date}`,
  'status.hint.zone': v => `您这里是 ${v.here}，${v.zone} 是 ${v.there}；当地证件按当地日期计算`,
  'status.hint.closed': v => `${v.count} 份已停用的证件未显示`,
  'origin.card': '自行设置',
  'origin.guide': '来自指南',
  'origin.kept': '指南上次给出的值',
  'origin.setting': '来自设置',
  'origin.default': '默认',
  'trust.official': '官方',
  'trust.secondary': '二手资料',
  'trust.unverified': '未核实',
  'trust.own': '自行了解',
  'show.name': '名称',
  'show.stage': '阶段',
  'show.expires': '最后有效日',
  'show.window': '准备期',
  'show.by': '期限',
  'show.next': '下一步',
  'show.today': '今天',
  'show.course': '续办进度',
  'show.method': '办理方式',
  'show.appointment': '预约日期',
  'show.submitted': '递交日期',
  'show.receipt': '回执',
  'show.paid': '已付费用',
  'show.guide': '指南',
  'show.holder': '持有人',
  'show.number': '证件号',
  'show.readings': '有效期读自',
  'show.reading.card': '证件本身',
  'show.reading.visa': '签证',
  'show.reading.receipt': '回执',
  'show.issued': '签发日期',
  'show.zone': '时区',
  'show.zone-own': '本机时区',
  'show.lead': '提前准备',
  'show.milestones': '提醒点',
  'show.workdays': '工作日历',
  'show.processing': '办理时长',
  'show.durations': '各步用时',
  'show.channels': '提醒渠道',
  'show.channels-all': '全部',
  'show.lang': '语言',
  'show.tags': '标签',
  'show.note': '备注',
  'show.links': '依赖于',
  'show.acknowledged': '已确认',
  'show.snoozed': '静音至',
  'show.closed': '停用日期',
  'show.history': '已续办',
  'show.history-times': v => `${v.count} 次`,
  'show.created': '添加时间',
  'show.changed': '修改时间',
  'show.id': '编号',
  'show.not-set': '未设置',
  'show.reminders': '接下来的提醒',
  'list.empty': '还没有登记任何证件；添加请用：renew add',
  'list.head.name': '名称',
  'list.head.expires': '最后有效日',
  'list.head.guide': '指南',
  'list.head.holder': '持有人',
  'list.head.tags': '标签',
  'list.head.closed': '停用日期',
  'list.head.id': '编号',
  'history.empty': '还没有完成过续办；续办后请用 renew done 记录',
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
  'changes.many': v => `${v.count} 张：${v.names.join('、')} …`,
  'changes.undone': '已撤销',
  'guide.title': '指南',
  'guide.validity': '新证件有效期',
  'guide.lead': '提前准备',
  'guide.zone': '时区',
  'guide.zone-own': '本机时区',
  'guide.workdays': '工作日历',
  'guide.milestones': '额外提醒点',
  'guide.processing': '办理时长',
  'guide.filing': '受理期',
  'guide.filing-period': v => `最后有效日前 ${v.from}至 ${v.to}`,
  'guide.read-from': '有效期读自',
  'guide.warnings': '注意事项',
  'guide.bring': '所需材料',
  'guide.bring.incomplete': '以上并非全部，请问清您的情况还需要什么。',
  'guide.bring.depends': '视情况而定，请先询问',
  'guide.bring.optional': '并非必需，但有帮助',
  'guide.bring.one-of': v => `任选其一：${v.all}`,
  'guide.bring.max-age': v => `递交当天开具不超过 ${v.period}`,
  'guide.bring.outlives': v =>
    v.period === null ? '本程序还会检查其有效期是否覆盖新证件' : `有效期须比新证件多 ${v.period}`,
  'guide.bring.pages': v => `至少 ${v.count} 页空白页`,
  'guide.bring.takes': v => `需要 ${v.period}`,
  'guide.bring.all-max-age': v => `各项材料在递交当天开具不得超过 ${v.period}。`,
  'guide.way.head': '方式',
  'guide.way.steps': '步骤数',
  'guide.way.office': '亲自到场',
  'guide.way.goes': '是',
  'guide.way.stays': '否',
  'guide.way.fee': '费用',
  'guide.way.faster': '加急',
  'guide.way.extra': '另收费，金额未知',
  'guide.way.extra-fee': v => `另加 ${v.fee}`,
  'guide.way.saves': v => `可省 ${v.period}`,
  'guide.fees': '费用',
  'guide.print.title': v => `${v.title}：续办`,
  'guide.print.when': '何时办理',
  'guide.print.bring': '所需材料',
  'guide.print.watch': '注意事项',
  'guide.print.sources': '资料来源',
  'guide.sources': '资料来源',
  'guide.source.dated': v => `${v.date}`,
  'guide.source.checked': v => `${v.date}核对`,
  'guide.source.never-checked': '尚未核对',
  'guide.own': '自备',
  'guide.built-in': '内置',
  'guide.head.id': '编号',
  'guide.head.title': '名称',
  'guide.head.from': '来源',
  'guide.fault': v => `自备的指南无法使用：${v.fault}`,
  'remind.view.delivered': v => `已通过 ${v.channel} 发送 ${v.count} 条提醒`,
  'remind.view.failed': v => `${v.channel} 发送失败（${v.error}）；${v.count} 条提醒待补发`,
  'remind.view.owed': v => `${v.count} 条提醒留待下次发送`,
  'remind.view.nothing': '没有要发的提醒。',
  'remind.view.to': v => `发往 ${v.channel}`,
  'remind.view.again': '重新发送（上次运行中断）',
  'copies.empty': '还没有保留的副本；第一次更改时会自动保留。',
  'copies.head.name': '副本',
  'copies.head.at': '写入时间',
  'copies.head.cards': '证件数',
  'copies.head.why': '说明',
  'copies.why.latest': '当前内容的第二份',
  'copies.why.before': '上次更改之前的内容',
  'copies.why.day': '当天最后一次更改之后的内容',
  'copies.unusable': v => `无法使用：${v.fault}`,
  'copies.hint': '恢复到其中一份',
  'doctor.ok': '正常',
  'doctor.warn': '注意',
  'doctor.bad': '有误',
  'doctor.all-well': v => `共检查 ${v.count} 项，一切正常。`,
  'doctor.summary': v =>
    [`共检查 ${v.count} 项`, v.bad > 0 && `${v.bad} 项有误`, v.warn > 0 && `${v.warn} 项需注意`]
      .filter(part => part !== false)
      .join('，'),
  'timer.view.kind': '定时任务',
  'timer.view.none': '尚未安装',
  'timer.view.times': '运行时间',
  'timer.view.last-run': '上次运行',
  'timer.view.never': '尚未运行',
  'timer.view.stale': '已超过 48 小时',
  'timer.view.next': '下次运行',
  'timer.view.state': '状态',
  'timer.view.current': '正确',
  'timer.view.outdated': '与现在会安装的内容不一致',
  'timer.view.inactive': '已关闭',
  'timer.view.there': v => `${v.zone} 时间 ${v.at}`,
  'timer.view.elsewhere': v => `提醒的是另一处的证件，不是这里的：${v.cards}`,
  'timer.view.paths': '文件存在',
  'timer.view.missing': '文件缺失',
  'timer.view.entry': '任务内容',
  'channels.empty': '尚未设置提醒渠道，提醒只会直接输出。',
  'channels.empty.add': '在这台电脑的桌面上弹出通知',
  'channels.head.name': '渠道',
  'channels.head.kind': '类型',
  'channels.head.lang': '语言',
  'channels.head.settings': '设置',
  'channels.head.state': '状态',
  'channels.state.ok': '正常',
  'channels.state.failing': v => `自 ${v.since} 起发送失败：${v.error}`,
  'channels.state.gone': v => `已失效：${v.error}`,
  'backup.skipped': v => `无法读取，未包含在备份中：${v.file}`,
  'export.done': v => `已写入 ${v.file}：${v.cards} 张证件。`,
  'note.guide-fault': v => `您自己的指南无法使用，改用内置指南：${v.fault}`,
  'error.heartbeat-refused': v => ({
    message: {
      'not-an-address': '这不是心跳网址',
      'not-http': '心跳网址须以 https:// 或 http:// 开头',
      'has-password': '心跳网址里不能带用户名或密码',
    }[v.why],
    hint: '写法如 https://hc-ping.com/your-uuid',
  }),
  'error.setting-unknown': v => ({ message: `没有“${v.name}”这项设置`, hint: `可用：${v.known}` }),
  'error.timer-at-unusable': v => ({
    message: `“${v.at}”不是一天中的时刻`,
    hint: '请写小时和分钟，例如：renew timer install --at 09:07',
  }),
  'error.timer-path-vanishes': v => ({
    message: `${v.what} 所在的位置会消失，定时任务也会随之失效：${v.path}（${
      {
        npx: 'npx 的缓存',
        'one-off': '只供这一次运行的目录',
        shell: '当前终端专用的链接',
        temporary: '临时目录',
      }[v.why]
    }）`,
    hint:
      v.why === 'temporary'
        ? '请把 renew 放到固定的位置再安装；确实要用这里，请加 --yes'
        : '请先用 npm install --global 正式安装 renew，再运行：renew timer install',
  }),
  'error.timer-path-unusable': v => ({
    message: `定时任务里写不下 ${v.what}：${v.value}（${
      {
        relative: '不是绝对路径',
        control: '含有换行或其他控制字符',
        'not-unicode': '不是 UTF-8',
        equals: '程序路径中含有等号',
      }[v.why]
    }）`,
    hint: '请改名或移动位置，再运行：renew timer install',
  }),
  'error.timer-entry-too-long': v => ({
    message: `crontab 的这一行将有 ${v.bytes} 字节，而 cron 最多接受 ${v.limit} 字节`,
    hint: '请给 RENEW_HOME 换一个较短的路径，或改用别的定时方式，例如：renew timer install --with systemd',
  }),
  'error.timer-other-home': v => ({
    message: `这里的 ${v.kind} 定时任务在为另一批证件服务（${v.cards}）；未做任何改动`,
    hint: '若确定不再为那批证件提醒：先运行 renew timer remove，再运行 renew timer install',
  }),
  'error.timer-other-kind': v => ({
    message: `已经装有 ${v.installed} 定时任务，再装 ${v.wanted} 会重复启动`,
    hint: `请先移除：renew timer remove --with ${v.installed}`,
  }),
  'error.timer-wrong-platform': v => ({
    message: `本系统没有 ${v.kind}`,
    hint: '不写 --with 就会自动选择合适的方式：renew timer install',
  }),
  'error.timer-foreign-unit': v => ({
    message: `${v.file} 不是 renew 写的；未做任何改动`,
    hint: '请把它改名（若被屏蔽，请先 unmask），或改用 cron：renew timer install --with cron',
  }),
  'error.timer-not-switched-on': v => ({
    message: `${v.command} 失败：${v.said}${v.undone ? '；一切已恢复原状' : ''}`,
    hint: v.undone
      ? `查看要安装的内容：renew timer print --with ${v.kind}`
      : '请先用 renew timer status 查看现状，再重试',
  }),
  'error.systemd-unreachable': v => ({
    message: `systemd 用户管理器没有响应：${v.said}`,
    hint: '请直接以该用户登录（不要用 su 或 sudo），或改用 cron：renew timer install --with cron',
  }),
  'error.crontab-missing': () => ({
    message: '本系统没有 crontab 程序',
    hint: '请安装 cron；需要手动添加的内容可用此命令查看：renew timer print --with cron',
  }),
  'error.crontab-denied': v => ({
    message: `当前用户不允许使用 crontab：${v.said}`,
    hint: '请联系本机管理员（cron.allow、cron.deny），或试试：renew timer install --with systemd',
  }),
  'error.crontab-unreadable': v => ({
    message: `crontab -l 失败，因此未做任何改动：${v.said}`,
    hint: '可用 crontab -e 手动添加，内容见：renew timer print --with cron',
  }),
  'error.crontab-inexact': () => ({
    message: 'crontab 中有 crontab -l 无法如实显示的字符；未做任何改动',
    hint: '请用 crontab -e 手动添加或删除，内容见：renew timer print --with cron',
  }),
  'error.crontab-half-block': v => ({
    message: `crontab 第 ${v.line} 行处，renew 的两行标记缺了一行；未做任何改动。此处内容：${v.lines.join(' | ')}`,
    hint: '请用 crontab -e 删掉剩下的部分，再运行：renew timer install',
  }),
  'error.crontab-changing': () => ({
    message: 'crontab 一直在变化；未做任何改动',
    hint: '请关闭其他正在编辑它的程序（crontab -e），然后重试',
  }),
  'error.crontab-refused': v => ({
    message: `crontab 没有接受新的内容，原内容不变：${v.said}`,
    hint: '请用 crontab -e 改正它指出的那一行；要添加的内容见：renew timer print --with cron',
  }),
  'error.crontab-not-kept': v => ({
    message: `crontab 的内容与写入的不同（${v.said}）；原来的内容保存在 ${v.kept}`,
    hint: `请用 crontab -l 查看；要恢复请运行：crontab ${v.kept}`,
  }),
  'timer.concern.not-running': '这里似乎没有运行 cron 守护进程，什么都不会启动。',
  'timer.concern.no-linger': '只有在您登录期间才会运行；若要一直运行：loginctl enable-linger',
  'timer.concern.while-logged-in': '只有在您登录期间才会运行。',
  'timer.concern.output-unseen': '没有设置通知渠道的话，没有人会看到提醒：运行时输出的内容不会显示给任何人。',
  'note.guide-built-in': v => `您自己的指南无法使用，改用内置指南：${v.detail}`,
  'note.guide-kept': v => `指南已不存在，沿用其最后的内容：${v.detail}`,
  'note.guide-missing': v => `没有 ${v.detail} 这份指南，按通常情况计算`,
  'note.workdays': v => `您自己的工作日表无法使用：${v.detail}`,
  'difference.appears': v => `${v.name} 将恢复`,
  'difference.vanishes': v => `${v.name} 将消失`,
  'difference.more': v => `另有 ${v.count} 张`,
  'difference.other-number': '（号码已变）',
  'note.heartbeat': v => `renew：心跳网址 ${v.address} 未正常响应：${v.error}`,
  'line.fault': v => `${v.message}；${v.hint}`,
  'error.needs-dry-run': () => ({ message: '今天以外的日子只能预演', hint: '请加 --dry-run' }),
  'error.run-stuck': v => ({
    message: `另一个 renew remind${v.holder ? `（${v.holder}）` : ''} 已运行 ${v.minutes} 分钟，这次没有发送`,
    hint: `请结束它；如果它已不存在，请删除 ${v.file}`,
  }),
  'error.until-out-of-range': v => ({ message: `无法预演到 ${v.date}`, hint: '请选今天起三年之内的日子' }),
  'channel.message-lang': '消息所用的语言（--lang 是本命令的语言）',
  'channel.setting.run': '要运行的程序的绝对路径',
  'channel.setting.args': '它的参数',
  'channel.setting.url': '接收消息的网址，请勿泄露',
  'channel.setting.urls': '各服务的 Apprise 地址',
  'channel.setting.server': '自建服务器的网址',
  'channel.setting.topic': '您订阅的主题，请取一个别人猜不到的名字',
  'channel.setting.token': '访问令牌',
  'channel.setting.chat': '会话的编号，或公开频道的 @名称',
  'channel.setting.key': '服务给您的密钥',
  'channel.setting.secret': '给消息签名用的密钥',
  'channel.setting.keyword': '机器人要求每条消息都含有的关键词',
  'channel.setting.tag': '只发给带此标签的服务',
  'channel.setting.config': '配置文件的绝对路径',
  'channel.setting.header': '附加的一个请求头，例如授权信息',
  'channel.setting.to': '收件人地址，多个地址用逗号分隔',
  'channel.setting.host': '发信服务器',
  'channel.setting.user': '发信服务器的用户名',
  'channel.setting.password': '发信服务器的密码（常称授权码或应用专用密码）',
  'channel.setting.from': '发件人地址；省略则用用户名或第一个收件人',
  'channel.setting.port': '端口；省略则为 465 或 587',
  'channel.setting.tls': '加密方式：implicit（一开始就加密）、starttls 或 none（不加密）',
  'channel.setting.ca': '额外信任的证书颁发机构的证书（PEM）的绝对路径',
  'channel.setting-other': '一个值',
  'channel.help-secrets':
    '密钥保存在您的设置文件里，也可以放在别处：file:路径、cmd:程序、env:变量名。\n' +
    '在终端里，缺少的设置会逐项询问，输入密钥时不显示。',
  'channel.help-kinds': '渠道种类及其设置；[ ] 内的可以省略：',
  'channel.needs': v => `renew channel add ${v.usage}${v.docs ? `\n获取方法见：${v.docs}` : ''}`,
  'channel.ask': v => `--${v.name}：${v.words}${v.example ? `（例如 ${v.example}）` : ''}`,
  'channel.history': 'renew：密钥现在也留在了 shell 的历史记录里；下次请不要写出，程序会询问',
  'channel.variable': v =>
    `renew：定时任务启动时没有您的环境变量，可能读不到 ${v.variable}；` +
    `请把 --${v.name} 改放在文件里（file:路径），或者也为定时任务设置 ${v.variable}`,
  'channel.added': v =>
    v.tested
      ? `测试消息已发出；今后通过 ${v.name} 提醒。`
      : `今后通过 ${v.name} 提醒。试一下：renew channel test ${v.name}`,
  'channel.tested': v => `测试消息已通过 ${v.name} 发出。`,
  'channel.removed': v => `今后不再通过 ${v.name} 提醒。`,
  'channel.test-title': 'renew：测试消息',
  'channel.test-text': v => `今后的提醒将这样通过“${v.name}”送达。您不需要做任何事。`,
  'error.channel-name-taken': v => ({
    message: `已有名为“${v.name}”的渠道`,
    hint: '用 --name 另起名称，或先移除：renew channel remove',
  }),
  'error.channel-test-failed': v => ({
    message: `测试消息未能通过“${v.name}”发出：${v.error}`,
    hint: '修好后重试；查看设置：renew channel list',
  }),
  'error.channel-not-saved': v => ({
    message: `测试消息没有发出，因此没有保存“${v.name}”：${v.error}`,
    hint: '修好后再试，或用 --no-test 直接添加',
  }),
  'timer.ask-other-home': v => `这个定时任务在为另一批证件服务（${v.cards}），移除后就没有提醒了。要移除吗？`,
  'timer.clock': v => `以上是本机时钟（${v.zone}）的时间；按您的时区为 ${v.times.join('、')}。`,
  'timer.temporary': v => `renew：${v.path} 位于会被定期清空的文件夹；请把 renew 装到别处，否则提醒会中断`,
  'timer.done.installed': v => `已安装：${v.kind} 每天 ${v.times.join('、')} 运行提醒。`,
  'timer.done.repaired': v => `已修复：${v.kind} 每天 ${v.times.join('、')} 运行提醒。`,
  'timer.done.unchanged': v => `已经安装，没有更改：${v.kind} 每天 ${v.times.join('、')} 运行提醒。`,
  'timer.removed': '定时任务已移除，不会再自动提醒。',
  'timer.absent': '没有安装过定时任务。',
  'ask.restore': v => `用 ${v.source} 替换现有内容？`,
  'restore.aside': v => `损坏的文件保留在旁边：${v.file}`,
  'restore.done': v =>
    v.cards === null ? `已从 ${v.from} 恢复。` : `已从 ${v.from} 恢复：${v.cards} 张证件。`,
  'doctor.accepted': v => `已接受：${v.file}`,
  'doctor.nothing-edited': '没有手工修改过的文件。',
  'doctor.node': v => `Node ${v.version}`,
  'doctor.zones-right': '时区数据中阿拉木图为 +05:00，正确',
  'doctor.zone-lost': v => `${v.name}：此 Node 不认识时区 ${v.zone}，日期按 UTC 计算`,
  'doctor.zones-old': '时区数据中阿拉木图为 +06:00，自 2024 年 3 月 1 日起已不正确；请更新 Node',
  'doctor.clock': v => `时钟显示 ${v.now}`,
  'doctor.readable': v => `${v.file} 可以读取`,
  'doctor.conflict': v => `两台电脑同时写入，其中一份在 ${v.file}`,
  'doctor.running': v => `renew remind 正在运行（${v.who}），已 ${v.minutes} 分钟`,
  'doctor.guides': '所有证件的指南都可使用',
  'doctor.timer': v => `${v.kind} 每天 ${v.times.join('、')} 运行提醒`,
  'doctor.timer-missing': v => `${v.kind} 要启动的文件已不存在：${v.path}`,
  'doctor.timer-off': v => `${v.kind} 的定时任务已关闭`,
  'doctor.timer-other': v => `${v.kind} 启动的不是当前的 renew`,
  'doctor.channel': v => `渠道 ${v.name} 目前正常`,
  'doctor.nothing-ahead': '之后没有提醒',
  'doctor.next': v =>
    `下次提醒：${v.at}${v.there ? `（${v.there.zone} 时间 ${v.there.at}）` : ''}，${v.name}，` +
    (v.channels.length > 0 ? `通过 ${v.channels.join('、')}` : '只会直接输出'),
  'doctor.next-unsent': v => `下次提醒：${v.date}，${v.name}，但没有定时任务会发送`,
  'doctor.owed-unsent': v => `现在就该提醒 ${v.name}（自${v.date}起），但没有定时任务会发送`,
  'doctor.send': '像定时任务那样，通过每个渠道发送一条测试消息',
  'doctor.places': '文件夹和文件只有您能访问，且都在本机上',
  'doctor.place-foreign': v => `${v.path} 属于其他用户`,
  'doctor.place-open': v => `本机其他用户可以查看 ${v.path}`,
  'doctor.place-read-only': v => `${v.path} 无法写入`,
  'doctor.place-network': v => `${v.path} 位于网络驱动器（${v.kind}），两台电脑可能互相覆盖对方的更改`,
  'doctor.lock-left': v => `${v.file} 是已结束的进程（${v.who}）留下的，下一个进程会接管`,
  'doctor.timer-ran': v => `定时任务上次运行：${v.last}`,
  'doctor.timer-elsewhere': v =>
    `${v.kind} 提醒的是另一处的证件（${v.cards}），不是这里的；两处只能有一处使用定时任务`,
  'doctor.timer-other-path': v => `${v.kind} 启动的是 ${v.there}，而当前是 ${v.here}`,
  'doctor.rehearsal': v =>
    `按定时任务的方式启动，remind 能看到${v.cards === null ? '很多' : ` ${v.cards} `}份证件，此刻会提醒其中${v.waiting === null ? '很多份' : ` ${v.waiting} 份`}`,
  'doctor.rehearsal-other': v => `按定时任务的方式启动，remind 看到 ${v.there} 份证件，而这里有 ${v.here} 份`,
  'doctor.rehearsal-failed': v => `按定时任务的方式启动，remind 失败：${v.error}`,
  'doctor.rehearsal-said': v => `按定时任务的方式启动，remind 提示：${v.said}`,
  'doctor.channel-obstacle': v => `定时任务此刻无法通过 ${v.name} 发送：${v.obstacle}`,
  'doctor.heartbeat': v => `运行成功会通知 ${v.address}，失败${v.tells ? '也会通知' : '则只是不通知'}`,
  'doctor.sent': v => `测试消息已通过 ${v.name} 发出`,
  'doctor.not-sent': v => `测试消息未能通过 ${v.name} 发出：${v.error}`,

  // 续办过程
  'argument.item': '材料或步骤：其编号、名称或开头几个字',
  'next.choose-method': '选择办理方式',
  'next.wait-for-card': '等待新证件',
  'next.renew-card': v => `先续办 ${v.name}`,
  'next.get-paper': v => `备好：${v.paper}`,
  'next.about': '所有证件中现在该做的一件事',
  'next.line': v => `${v.name}：${v.text}${v.by ? `，最晚 ${v.by}` : ''}`,
  'next.nothing': '现在没有要做的事。',
  'next.nothing-yet': v => `现在没有要做的事。${v.name}从${v.date}起该准备续办。`,
  'field.method': '办理方式，见：renew guide',
  'field.appointment': '预约日期',
  'tick.about': '勾选一份材料或一个步骤',
  'tick.taken': '材料的签发或拍摄日期',
  'tick.until': '材料的有效期至',
  'tick.pages': '空白页数',
  'tick.not-needed': '您的情况不需要',
  'tick.needed': '您的情况需要，但还没有备好',
  'tick.own': '指南之外您自己添加的材料',
  'tick.done': v =>
    ({ done: `已勾选：${v.name}`, needed: `已列入清单：${v.name}`, 'not-needed': `不需要：${v.name}` })[
      v.state
    ],
  'tick.not-ready': v => `但还不能算备好：${v.fault}。`,
  'tick.papers': v => `材料已备好 ${v.ready}/${v.needed} 份。`,
  'untick.about': '取消勾选',
  'untick.done': v => `已取消勾选：${v.name}`,
  'submit.about': '已递交：之后的提醒改为询问进度',
  'submit.submitted': '递交日期；不填则为今天',
  'submit.done': v => `${v.name} 已于 ${v.date}递交。${v.next ? `下次提醒：${v.next}。` : ''}`,
  'link.about': '一张证件依赖另一张，例如依赖护照',
  'link.other': '它所依赖的证件',
  'link.remove': '取消依赖',
  'link.done': v => `${v.name} 现在依赖 ${v.other}。`,
  'link.removed': v => `${v.name} 不再依赖 ${v.other}。`,
  'plan.about': '从最后一天倒推的续办计划',
  'plan.head.latest': '最晚',
  'plan.head.step': '事项',
  'plan.head.remark': '说明',
  'plan.file-by': v => `最晚 ${v.date}递交`,
  'plan.fits': '时间来得及。',
  'plan.fits-as-known': '就已知情况而言来得及；所需时间不明的事项没有计入，请尽早开始。',
  'plan.not-before': v => `不早于 ${v.date}`,
  'plan.unanswered': '您的情况需要吗？需要请勾选，不需要请加 --not-needed',
  'plan.unknown': '所需时间不明',
  'plan.problem.expired': v => `已于 ${v.date}过期。`,
  'plan.problem.past-file-by': v => `按时递交的最后一天是 ${v.date}，已经过了。`,
  'plan.problem.appointment-too-late': v => `预约日 ${v.date} 晚于按时递交的最后一天 ${v.fileBy}。`,
  'plan.problem.appointment-too-early': v => `预约日 ${v.date} 太早：${v.opens}起才受理。`,
  'plan.problem.appointment-day-off': v =>
    `${v.date} 是${v.off === 'weekend' ? '周末' : '节假日'}，办事处不上班。`,
  'plan.problem.appointment-past': v => `预约日 ${v.date} 已经过了。`,
  'plan.problem.step-late': v => `“${v.step}”最晚应在 ${v.date}开始。`,
  'plan.problem.no-day-to-file': v => `已没有可递交的日子：${v.opens}起受理，而最晚须在 ${v.latest}递交。`,
  'plan.way': v => {
    const way = {
      'earlier-appointment': '改约更早的日子',
      'later-appointment': '改约更晚的日子',
      expedite: `付费加急${v.method ? `（${v.method}）` : ''}`,
      method: `换一种方式：${v.method ?? ''}`,
      agent: '找代办机构，先核实其资质',
    }[v.code]
    return v.certain ? `这样来得及：${way}。` : `这样也许来得及，请先问清楚：${way}。`
  },
  'paper.not-yet': '还没有',
  'paper.too-old': v => `到递交时已太旧，最早只能是 ${v.oldest}的`,
  'paper.ends-before-filing': v => `有效期至 ${v.until}，早于递交日`,
  'paper.too-few-pages': v => `空白页只有 ${v.pages} 页，需要 ${v.needed} 页`,
  'paper.ends-too-soon': v => `有效期至 ${v.until}，须至少到 ${v.needed}`,
  'agenda.about': '今后所有有日期的事项',
  'agenda.from': '从哪天开始；不填则为今天',
  'agenda.to': '到哪天为止；不填则为三个月后',
  'agenda.month': '以月历显示',
  'agenda.head.date': '日期',
  'agenda.head.card': '证件',
  'agenda.head.what': '事项',
  'agenda.empty': v => `从 ${v.from} 到 ${v.to} 没有事项。`,
  'agenda.milestone': v => `提醒：${v.what}`,
  'milestone.lead': '开始准备',
  'milestone.filing-opens': '开始受理申请',
  'milestone.filing-closes': '受理申请的最后一天',
  'milestone.file-by': '按时递交的最后一天',
  'milestone.last-working-day': '最后一个工作日',
  'milestone.appointment-1d': '明天是预约日',
  'milestone.appointment': '今天是预约日',
  'milestone.last-day': '最后有效日',
  'milestone.ask': '询问办理进度',
  'milestone.before': v => `距最后有效日 ${v.period}`,
  'milestone.before-working-day': v => `距最后一个工作日 ${v.period}`,
  'milestone.over': v => `已超期 ${v.days} 天`,
  'agenda.day-off': v => `节假日（${v.calendar}）`,
  'agenda.expiry': '最后有效日',
  'agenda.file-by': '按时递交的最后一天',
  'agenda.last-working-day': '最后一个工作日',
  'agenda.appointment': '预约',
  'agenda.window': '准备期开始',
  'week.begins': 1,
  'week.days': ['一', '二', '三', '四', '五', '六', '日'],
  'month.legend': '! 最后一天或期限   • 有安排   ~ 准备期   - 休息日   [ ] 今天',
  'month.title': d => `${d.year}年${d.month}月`,
  'error.item-not-found': v => ({
    message: `没有“${v.name}”这份材料或步骤`,
    hint: v.nearest
      ? `是不是 ${v.nearest}？`
      : v.known.length > 0
        ? `可选：${v.known.join('、')}；自己添加请用 --own`
        : '自己添加请用 --own',
  }),
  'error.item-ambiguous': v => ({
    message: `“${v.name}”对应多份材料或步骤`,
    hint: `请选其一：${v.matches.join('、')}`,
  }),
  'error.not-ticked': v => ({ message: `“${v.name}”没有勾选`, hint: '查看：renew plan' }),
  'error.pages-invalid': v => ({ message: `“${v.value}”不是页数`, hint: '写法如 --pages 2' }),
  'error.date-ahead': v => ({
    message: `${v.date} 还没到`,
    hint: '请填已经发生的日期；预约请用：renew edit --appointment',
  }),
  'error.method-not-found': v => ({
    message: `指南中没有“${v.name}”这种方式`,
    hint: v.known ? `可选：${v.known}` : '这份指南没有列出办理方式',
  }),
  'error.not-linked': v => ({ message: `“${v.name}”并不依赖“${v.other}”`, hint: '查看：renew show' }),
  'error.link-circle': v => ({
    message: `这样会互相依赖：${v.path.join(' → ')}`,
    hint: '先取消另一个依赖：renew link --remove',
  }),
  'error.no-plan': v => ({
    message: `不知道“${v.name}”如何续办（${v.guide}）`,
    hint: '自己添加材料：renew tick 名称 "材料" --own；或编写指南：renew guide new',
  }),
  'error.nothing-to-plan': () => ({
    message: '没有可计划的证件',
    hint: '添加一张：renew add me --expires 2026-12-31',
  }),
  'error.agenda-range': v => ({
    message: `从 ${v.from} 到 ${v.to} 没有可显示的`,
    hint: '结束须晚于开始，最多三年',
  }),
  'ask.frame': v => `有专门的指南：${v.guide}。要用它吗？`,
  'note.frame': v => `有专门的指南，改用它：renew edit "${v.name}" --guide ${v.guide}`,
}

/** 带引号的名称列表，以及未列出的数目。 */
function listed(names: readonly string[], more: number): string {
  const all = names.map(name => `“${name}”`).join('、')
  return more > 0 ? `${all}等 ${names.length + more} 份` : all
}
