import type { texts as english } from '../en/topics.ts'

/** renew help 的主题。 */
export const texts = {
  'topics.hint': '阅读其中一个：{command}',
  'topic.dates.name': '日期',
  'topic.dates.title': '日期和期限的写法',
  'topic.dates.text': `日期指到期日，当天仍然有效。可写成 2026-12-31，也可照证件上的样子写：31.12.2026、31-Dec-2026、2026年12月31日；也可写“3个月后”“+1y”。“长期”表示没有到期日的证件。

renew 会连同星期重复它所理解的日期；可能指两个日子的写法（如 03/04/2027）和两位数的年份会被拒绝。

“今天”按证件所在的时区计算：哈萨克斯坦的注册卡在阿拉木图的午夜到期。--on 2026-12-30 把那天当作今天来回答。

期限由数字和单位组成，如 30d；也可写“60天”或 ISO 8601 的写法（P1M）。

d\t天
w\t周
mo\t个月（按日历）
y\t年
wd\t工作日，从最后一个工作日往前数`,
  'topic.reminders.name': '提醒',
  'topic.reminders.title': '何时提醒',
  'topic.reminders.text': `默认的提醒日：开始准备的那天，到期日之前 14、7、3、1 天，以及当天；过期后每天提醒，一个月后改为每周。--milestones 可为某份证件另设提醒日，renew config set milestones 则对所有证件生效：

lead\t开始准备的那天
14d、2w、6mo\t到期日之前多久
3wd\t最后一个工作日之前几个工作日
0d\t到期日当天；总会提醒

递交的截止日、最后一个工作日、预约当天和前一天总会提醒。

定时任务每小时运行一次，从 08:00 起发送当天的提醒（设置 remindAt）。未能送达的留待补发。电脑关机三周后，只发一条提醒，而不是五条。

renew ack\t将提醒标为已知悉
renew snooze\t暂停提醒，但不会越过关键日期
renew remind --dry-run\t显示将会发送什么；加 --until 2027-01-31 则显示到那天为止的
renew doctor\t检查下一次提醒所依赖的一切`,
  'topic.scripts.name': '脚本',
  'topic.scripts.title': '脚本与 JSON',
  'topic.scripts.text': `答复写到标准输出，其余内容写到标准错误。在管道中没有颜色，每份证件一行，字段之间是制表符。

加 --json 时，输出以 "schema":1 开头。日期为 YYYY-MM-DD，时刻遵循 RFC 3339，没有的值为 null。已有的键不会删除，含义也不变。出错时在标准错误输出一行，并输出一个对象，含 code、message 和 hint。

不在终端中时不会提问：缺少参数即为错误，需要确认的用 --yes 回答。renew status --check 用退出码说明是否有证件需要办理。证件号码只显示末四位；renew list --json --numbers 显示完整号码。`,
  'topic.exit-codes.name': '退出码',
  'topic.exit-codes.title': '退出码',
  'topic.exit-codes.text': `0\t完成
1\t当前状态下不能执行，或执行失败；输出的一行说明该怎么办
2\t用法有误，或有无法理解的值
3\t数据无法读取：已损坏、来自更新的版本，或不是 renew 写的
4\trenew remind 未能全部送达；其余的留待补发
10\trenew status --check：有证件该准备续办
20\trenew status --check：有证件今天到期或已过期
70\trenew 自身的错误
130\t被中断`,
  'topic.environment.name': '环境变量',
  'topic.environment.title': '环境变量',
  'topic.environment.text': `RENEW_HOME\t存放全部文件的文件夹
RENEW_LANG\t语言：en、zh、ru 或 kk；未设时依次看设置 lang 和 LC_ALL、LC_MESSAGES、LANG
RENEW_NOW\t当作现在的日期和时刻，用于测试
RENEW_DEBUG\t设为 1 时显示错误出自何处
NO_COLOR、FORCE_COLOR\t关闭颜色、打开颜色
COLUMNS\t屏幕宽度
TZ\t您的时区
PAGER\t分页显示长内容的程序；cat 表示不分页
HTTP_PROXY、HTTPS_PROXY、ALL_PROXY、NO_PROXY\t通知渠道和心跳网址使用的代理`,
  'topic.files.name': '文件',
  'topic.files.title': '文件的位置',
  'topic.files.text': `renew config path 显示您的文件在哪里。Linux 上：

~/.config/renew/settings.json\t设置和通知渠道，含密钥
~/.local/share/renew/cards.json\t证件；旁边是早前副本、您的指南和工作日
~/.local/state/renew/ledger.json\t发送记录

macOS 上在 ~/Library/Application Support/renew，Windows 上在 %APPDATA% 和 %LOCALAPPDATA%。RENEW_HOME 可把一切放进同一个文件夹。这些文件只有您能读取。

renew restore 列出早前副本，并可恢复其中一份：上次更改前的文件，以及最近七个有更改的日子各一份。renew backup 把全部数据写入一个文件。`,
} satisfies Record<keyof typeof english, string>
