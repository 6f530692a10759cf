import { nameKey } from '../card.ts'
import { COLUMNS, type Column, REST } from './card-row.ts'

/** What people call the columns of their tables, in English, Chinese, Russian and Kazakh; our own words go first. */
const NAMES: Partial<Record<Column, readonly string[]>> = {
  name: [
    ...['name', 'card', 'document', 'document name', 'title'],
    ...['名称', '证件', '证件名称', '卡名', '卡'],
    ...['название', 'документ', 'карта', 'наименование', 'название документа', 'наименование документа'],
    ...['атауы', 'құжат', 'құжат атауы', 'карта атауы'],
  ],
  expires: [
    ...['expires', 'expiry', 'expiry date', 'expiration', 'expiration date', 'expires on', 'valid until'],
    ...['valid to', 'valid till', 'last valid day', 'end date', 'expiry day', 'date of expiry'],
    ...[
      '到期',
      '到期日',
      '到期日期',
      '有效期',
      '有效期至',
      '有效期限',
      '截止日期',
      '失效日期',
      '有效截止日期',
    ],
    ...[
      'действует до',
      'действителен до',
      'действительна до',
      'действительно до',
      'срок действия',
      'годен до',
    ],
    ...['дата окончания', 'срок действия до', 'дата окончания срока действия', 'истекает', 'окончание'],
    ...['жарамды', 'жарамды мерзімі', 'жарамдылық мерзімі', 'мерзімі', 'мерзімі бітеді', 'аяқталу күні'],
    ...['дейін жарамды', 'қолданылу мерзімі'],
  ],
  guide: [
    ...['guide', 'kind', 'type', 'document type', 'type of document', 'document kind'],
    ...['指南', '种类', '类型', '证件类型', '证件种类'],
    ...['тип', 'вид', 'тип документа', 'вид документа', 'руководство'],
    ...['түрі', 'құжат түрі', 'нұсқаулық'],
  ],
  holder: [
    ...['holder', 'person', 'owner', 'full name', 'employee', 'client', 'holder name'],
    ...['持有人', '持证人', '姓名', '人员', '员工', '本人姓名'],
    ...['владелец', 'фио', 'ф.и.о.', 'ф. и. о.', 'сотрудник', 'клиент', 'держатель', 'имя'],
    ...['иесі', 'аты-жөні', 'қызметкер', 'т.а.ә.', 'аты жөні', 'тегі, аты, әкесінің аты'],
  ],
  number: [
    ...[
      'number',
      'document number',
      'no',
      'no.',
      'document no',
      'document no.',
      'card number',
      'passport number',
    ],
    ...['号码', '证件号', '证件号码', '编号', '卡号', '护照号', '护照号码'],
    ...['номер', 'номер документа', '№ документа', 'номер карты', 'серия и номер', 'номер паспорта'],
    ...['нөмірі', 'құжат нөмірі', 'нөмір'],
  ],
  issued: [
    ...['issued', 'issue date', 'date of issue', 'issued on'],
    ...['签发日期', '签发', '发证日期', '颁发日期', '签发日'],
    ...['выдан', 'дата выдачи', 'выдана', 'выдано'],
    ...['берілген', 'берілген күні'],
  ],
  readings: ['readings', '读取的日期', 'прочитано', 'оқылған күндер'],
  zone: ['zone', 'time zone', 'timezone', '时区', 'часовой пояс', 'уақыт белдеуі'],
  lead: ['lead', 'lead time', '提前', '提前时间', 'заранее', 'начать за', 'алдын ала'],
  milestones: ['milestones', 'remind on', 'reminders', '提醒', '提醒日', 'напоминания', 'еске салу'],
  workdays: ['workdays', 'working days', '工作日', 'рабочие дни', 'жұмыс күндері'],
  processing: ['processing', 'processing time', '办理时间', '处理时间', 'срок оформления', 'өңдеу мерзімі'],
  durations: ['durations', '所需时间', 'длительность', 'ұзақтығы'],
  channels: ['channels', 'channel', '渠道', '提醒渠道', 'каналы', 'арналар'],
  lang: ['lang', 'language', '语言', 'язык', 'тіл', 'тілі'],
  tags: ['tags', 'tag', 'labels', '标签', 'метки', 'теги', 'белгілер'],
  links: ['links', 'depends on', '关联', '关联证件', 'связи', 'зависит от', 'байланыстар'],
  note: [
    ...['note', 'notes', 'comment', 'comments', 'remark', 'remarks'],
    ...['备注', '说明', '附注'],
    ...['примечание', 'примечания', 'комментарий', 'заметка', 'ескерту', 'ескертпе', 'түсініктеме'],
  ],
}

/** Fields that only a file of our own has: an "ID" in anybody else's counts that person's own rows. */
const OURS = new Set<Column>(['id', 'created', 'changed', 'closed'])

let known: Map<string, Column> | undefined

/** Which field a head stands for; null where nobody knows. @param isOurs whether `renew` wrote the file */
export function columnOf(head: string, isOurs: boolean): Column | null {
  if (isOurs) return COLUMNS.find(column => column === head) ?? null
  known ??= new Map(
    COLUMNS.filter(column => !OURS.has(column)).flatMap(column =>
      (NAMES[column] ?? [column]).map((name): [string, Column] => [headKey(name), column]),
    ),
  )
  return known.get(headKey(head)) ?? null
}

/** The fields a column of somebody else's may be mapped to. */
export const MAPPABLE: readonly Column[] = COLUMNS.filter(column => !OURS.has(column))

/** Whether a row of heads has what every card needs, or is ours. */
export function knowsHeads(heads: readonly string[]): number {
  const isOurs = heads.includes(REST)
  return heads.filter(head => columnOf(head, isOurs) !== null).length
}

/** Heads are compared without case, and with one blank for every `_`, `-`, line break or row of blanks. */
export function headKey(head: string): string {
  return nameKey(
    head
      .normalize('NFKC')
      .replace(/[\s_\u00a0-]+/g, ' ')
      .replace(/[:：*]+$/, ''),
  )
}
