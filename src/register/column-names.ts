import type { TypedField } from './card-row.ts'

/** Names of columns in people's tables, in English, Chinese, Russian and Kazakh; the program's own names come first. */
export const NAMES: Record<TypedField, readonly string[]> = {
  name: [
    ...[
      'name',
      'card',
      'title',
      '名称',
      '卡名',
      '卡',
      'название',
      'карта',
      'наименование',
      'атауы',
      'карта атауы',
    ],
  ],
  expires: [
    ...['expires', 'expiry', 'expiry date', 'expiration', 'expiration date', 'expires on', 'valid until'],
    ...['valid to', 'valid till', 'last valid day', 'end date', 'expiry day', 'date of expiry'],
    ...[
      '到期',
      '到期时间',
      '截止日',
      '有效期到',
      '有效日期',
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
    ...['до', 'дата истечения', 'дата окончания действия', 'дата истечения срока действия', 'срок'],
    ...['жарамды', 'жарамды мерзімі', 'жарамдылық мерзімі', 'мерзімі', 'мерзімі бітеді', 'аяқталу күні'],
    ...['дейін жарамды', 'қолданылу мерзімі', 'дейін', 'жарамдылық мерзімінің аяқталуы'],
  ],
  guide: [
    ...['guide', 'kind', 'type', 'document type', 'type of document', 'document kind', 'doc type'],
    ...['指南', '种类', '类型', '证件类型', '证件种类'],
    ...['тип', 'вид', 'тип документа', 'вид документа', 'руководство'],
    ...['түрі', 'құжат түрі', 'нұсқаулық'],
  ],
  holder: [
    ...['holder', 'person', 'owner', 'full name', 'employee', 'client', 'holder name', 'employee name'],
    ...['name of employee', 'worker', 'staff name'],
    ...['持有人', '持证人', '姓名', '人员', '员工', '本人姓名', '员工姓名', '名字', '中文姓名'],
    ...['владелец', 'фио', 'ф.и.о', 'ф. и. о', 'сотрудник', 'клиент', 'держатель', 'работник', 'иностранец'],
    ...['фио сотрудника', 'фио работника', 'ф.и.о сотрудника', 'ф.и.о работника', 'фамилия, имя, отчество'],
    ...['фамилия имя отчество', 'фамилия и имя', 'фамилия, имя', 'фамилия имя'],
    ...['иесі', 'аты-жөні', 'қызметкер', 'т.а.ә', 'аты жөні', 'тегі, аты, әкесінің аты', 'тегі, аты'],
  ],
  number: [
    ...['number', 'document number', 'no', 'document no', 'card number', 'passport number', 'id number'],
    ...['号码', '证件号', '证件号码', '编号', '卡号', '护照号', '护照号码', '号'],
    ...['номер', 'номер документа', '№ документа', 'номер карты', 'серия и номер', 'номер паспорта'],
    ...['серия, номер', 'серия и №', 'серия номер', 'серия/номер', 'паспорт №'],
    ...['нөмірі', 'құжат нөмірі', 'нөмір'],
  ],
  issued: [
    ...['issued', 'issue date', 'date of issue', 'issued on', 'date issued'],
    ...['签发日期', '签发', '发证日期', '颁发日期', '签发日', '发证日', '签发时间'],
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

/** Names of a column of documents. If its values repeat, the column holds the kind of document. */
export const DOCUMENTS = [
  ...['document', 'document name', '证件', '证件名称', 'документ', 'название документа'],
  ...['наименование документа', 'құжат', 'құжат атауы'],
]

/** Names of columns that hold a part of a person's name; the parts are joined in the order of the file. */
export const NAME_PARTS = {
  surname: ['surname', 'last name', 'family name', '姓', 'фамилия', 'тегі'],
  other: [
    ...['first name', 'given name', 'given names', 'forename', 'middle name', 'patronymic', '名'],
    ...['имя', 'отчество', 'аты', 'әкесінің аты'],
  ],
}

/** Names of columns that count the rows. Those in `perhaps` may also hold document numbers. */
export const COUNTERS = {
  perhaps: ['№', 'no', 'number', 'номер', '编号', 'нөмірі', 'нөмір'],
  always: [
    ...['#', '№ п/п', 'п/п', '№ пп', '№п/п', 'n п/п', 's/n', 's.no', 'sr no', 'sr. no', 'sl no', 'serial no'],
    ...['序号', '行号', 'р/с', 'р/б', '№ р/с', 'р/с №', 'рет саны', 'реттік нөмірі'],
  ],
}
