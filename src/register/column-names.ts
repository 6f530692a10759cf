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
    ...['item', 'item name', 'product', 'product name', 'asset', 'asset name', 'domain', 'domain name'],
    ...['contract name', 'lease title', '合同名称', '授权对象', '产品名称', '域名', '项目名称'],
    ...['наименование договора', 'домен', 'предмет договора'],
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
    ...['exp', 'exp date', 'expire', 'expires at', 'expire date', 'expired date', 'date expire', 'expiring'],
    ...['expired', 'expiration day', 'validity', 'validity date', 'valid upto', 'valid up to', 'valid thru'],
    ...['valid through', 'valid', 'until', 'upto', 'end', 'end of', 'ends', 'ends on', 'date of end', 'due date'],
    ...['termination date', 'renewal date', 'deadline', 'validity end date', 'validity until', 'eol date'],
    ...['действует по', 'действителен по', 'действительна по', 'дата завершения', 'завершение', 'по', 'годна до'],
    ...['срок действия по', 'действует', 'дата окончания срока', 'срок окончания', 'окончание срока', 'истечение'],
    ...['有效期截止', '有效截止', '截止', '终止日期', '终止日', '结束日期', '结束日', '结束时间', '终止时间', '止期', '有效至', '失效日'],
    ...['有效期截止日期', '有效期截止日', '有效期结束', '期满日', '期满日期', '届满日期'],
    ...['аяқталу мерзімі', 'жарамды күні', 'бітеді', 'бітетін күні', 'аяқталатын күні', 'аяқталуы', 'мерзімінің аяқталуы'],
  ],
  guide: [
    ...['guide', 'kind', 'type', 'document type', 'type of document', 'document kind', 'doc type'],
    ...['指南', '种类', '类型', '证件类型', '证件种类'],
    ...['тип', 'вид', 'тип документа', 'вид документа', 'руководство'],
    ...['түрі', 'құжат түрі', 'нұсқаулық'],
    ...['kind of document', 'category of document', 'document category', 'certificate type', 'license type'],
    ...['licence type', 'permit type', 'card type', 'id type', '证书类型', '证书种类', '证件类别', '类别'],
    ...['вид удостоверения', 'вид разрешения', 'тип разрешения', 'категория документа', 'рұқсат түрі'],
  ],
  holder: [
    ...['holder', 'person', 'owner', 'full name', 'employee', 'client', 'holder name', 'employee name'],
    ...['name of employee', 'worker', 'staff name'],
    ...['resident', 'resident name', 'tenant', 'tenant name', 'member', 'member name', 'contractor', 'driver'],
    ...['contractor name', 'driver name', 'customer', 'customer name', 'client name', 'patient', 'student'],
    ...['student name', 'passenger', 'passenger name', 'crew member', 'cardholder', 'name of holder', 'assignee'],
    ...['name of person', 'person name', 'family member', 'employee full name', 'employee name english'],
    ...['name in english', 'english name', 'name in full', 'fullname', 'name and surname'],
    ...['持有人', '持证人', '姓名', '人员', '员工', '本人姓名', '员工姓名', '名字', '中文姓名'],
    ...['客户姓名', '客户', '人员姓名', '学生姓名', '租户', '承租人', '驾驶员', '申请人', '英文姓名', '家属姓名', '被保险人'],
    ...['владелец', 'фио', 'ф.и.о', 'ф. и. о', 'сотрудник', 'клиент', 'держатель', 'работник', 'иностранец'],
    ...['фио сотрудника', 'фио работника', 'ф.и.о сотрудника', 'ф.и.о работника', 'фамилия, имя, отчество'],
    ...['фио иностранца', 'иностранный работник', 'арендатор', 'водитель', 'фио водителя', 'фио клиента', 'студент'],
    ...['фамилия имя отчество', 'фамилия и имя', 'фамилия, имя', 'фамилия имя'],
    ...['иесі', 'аты-жөні', 'қызметкер', 'т.а.ә', 'аты жөні', 'тегі, аты, әкесінің аты', 'тегі, аты'],
  ],
  number: [
    ...['number', 'document number', 'no', 'document no', 'card number', 'passport number', 'id number'],
    ...['号码', '证件号', '证件号码', '编号', '卡号', '护照号', '护照号码', '号'],
    ...['номер', 'номер документа', '№ документа', 'номер карты', 'серия и номер', 'номер паспорта'],
    ...['серия, номер', 'серия и №', 'серия номер', 'серия/номер', 'паспорт №'],
    ...['нөмірі', 'құжат нөмірі', 'нөмір'],
    ...['serial number', 'document id', 'num', 'nr', 'id no', 'card no', 'reference number'],
    ...['证书编号', '证书号', '证号', '合同编号', '合同号', '卡号码', '序列号'],
    ...['№', 'рег. номер', 'регистрационный номер', 'серия'],
  ],
  issued: [
    ...['issued', 'issue date', 'date of issue', 'issued on', 'date issued'],
    ...['签发日期', '签发', '发证日期', '颁发日期', '签发日', '发证日', '签发时间'],
    ...['выдан', 'дата выдачи', 'выдана', 'выдано'],
    ...['берілген', 'берілген күні'],
    ...['issue', 'issuing date', 'issuance date', 'когда выдан', 'выдача', 'когда выдана'],
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

/**
 * Words that name a kind of document in the name of a column, and mean something else or too much in a sentence. In
 * capitals, as in `KIND_WORDS`: only typed so.
 */
export const KINDS_IN_HEADS: Readonly<Record<string, readonly string[]>> = {
  passport: ['PP', 'ppt', 'pasport'],
  'kz/registration-card': [
    ...['срок пребывания', 'пребывание', 'period of stay', 'stay', 'учет', 'мигр учет', '停留期', '逗留期'],
    ...['болу мерзімі'],
  ],
  'residence-permit': ['iqama', 'residence', 'BRP', 'PR card', 'QID', 'permanent resident card', '居留期'],
  'work-permit': ['labour card', 'labor card', 'work card', '工作证', '工作准证', 'жұмыс рұқсаты'],
  'driver-licence': ['driver licence', 'DL', 'driving', 'удостоверение водителя', '驾驶证件'],
  lease: ['rent', 'rental', 'аренды', '租期', '租约期'],
  insurance: ['policy', 'mediclaim', 'insurance', 'полис дмс', 'омс'],
  'health-certificate': ['medical', 'med book', 'мед', '健康'],
  generic: ['emirates id', 'EID', 'civil id', 'national id', 'id card', 'CNIC'],
}

/** Words for any document, which tell no kind: "Document expiry", "Срок действия документа". */
export const ANY_DOCUMENT = [
  ...['document', 'contract', 'agreement', 'card', 'certificate', 'documents', 'doc'],
  ...['договора', 'договор', 'документа', 'документ', 'карты', 'карта', 'карточки', 'сертификата', 'соглашения'],
  ...['合同', '证件', '证书', '协议', '卡'],
  ...['шарттың', 'шарт', 'құжаттың', 'құжат', 'сертификат'],
]

/** Parts of names of columns with dates that are not an end. Latin and Cyrillic ones begin a word. */
export const OTHER_DATES = [
  ...['birth', 'born', 'dob', 'start', 'begin', 'from', 'join', 'hire', 'hiring', 'employed since', 'entry', 'arriv'],
  ...['depart', 'travel', 'flight', 'trip', 'sign', 'settle', 'creat', 'updat', 'modif', 'chang', 'import', 'purchas'],
  ...['bought', 'order', 'offer', 'check date', 'checked', 'effective', 'first', 'last login', 'last seen', 'visit'],
  ...['paid', 'receiv', 'submit', 'appl', 'print', 'registration date', 'registered', 'previous', 'edited', 'added'],
  ...['last modified', 'approv', 'request', 'commenc', 'since', 'doj', 'deliver', 'manufactur', 'acquired', 'taken'],
  ...['рожд', 'рождения', 'начал', 'прием', 'принят', 'въезд', 'выезд', 'прибыт', 'убыт', 'поезд', 'подпис', 'заключен'],
  ...['создан', 'измен', 'обновл', 'покупк', 'оформлен', 'заезд', 'постановк', 'подач', 'оплат', 'внесен', 'обращен'],
  ...['проверк', 'заполнен', 'увольн', 'уволен', 'действует с', 'действителен с', 'регистрации с'],
  ...['出生', '生日', '签订', '签约', '起租', '计租', '起始', '开始', '生效', '入职', '离职', '入境', '离境', '出境', '创建', '修改'],
  ...['更新时间', '更新日期', '购买', '授权时间', '初次', '首次', '登记日期', '办理日期', '录入', '申请日', '提交', '递增', '缴费', '付款'],
  ...['туған', 'басталу', 'басталған', 'кірген', 'шыққан', 'келген', 'кеткен', 'қабылдан', 'қол қой', 'жасалған', 'құрылған'],
  ...['сатып ал', 'өзгерт', 'жаңарт', 'тапсыр'],
]

/** Names of columns that are of a person, so that "Name" beside them is a person's. */
export const OF_PERSON = [
  ...['nationality', 'citizenship', 'gender', 'sex', 'date of birth', 'birth', 'dob', 'employee', 'staff', 'eid', 'age'],
  ...['emirates id', 'civil id', 'national id', 'personal number', 'marital', 'position', 'job title', 'department'],
  ...['designation', 'salary', 'iin', 'ssn', 'email', 'e mail', 'phone', 'mobile', 'cpf'],
  ...['гражданство', 'пол', 'дата рождения', 'иин', 'инн', 'должность', 'табельный', 'отдел', 'телефон', 'снилс'],
  ...['国籍', '性别', '出生', '员工编号', '工号', '部门', '职位', '岗位', '身份证', '手机', '电话'],
  ...['азаматтығы', 'жынысы', 'туған күні', 'жсн', 'лауазымы', 'бөлімі'],
]
