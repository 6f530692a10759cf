import type { TypedField } from './card-row.ts'

/** Splits a table of words. Where case and letters do not matter, words are compared by `columnKey`. */
export const wordsIn = (text: string): string[] => text.split(',').map(word => word.trim())

/**
 * Names of columns in people's tables, in English, Chinese, Russian and Kazakh; the program's own names come first.
 * Signs between words count as blanks. Names made of two others, such as "Driver name", "Type of licence" or "Visa
 * no.", are understood by their words.
 */
export const NAMES: Record<TypedField, string> = {
  name: `name, card, title, item, item name, product, product name, asset, asset name, domain, domain name, lease title,
    friendly name, software, software name, 名称, 卡名, 卡, 授权对象, 产品名称, 域名, 项目名称,
    название, карта, наименование, домен, предмет договора, атауы, карта атауы`,
  expires: `expires, expiry, expiry date, expiration, expiration date, expires on, valid until, valid to, valid till,
    last valid day, last valid date, end date, expiry day, date of expiry, exp, exp date, expire, expires at, expire date,
    expired date, date expire, expiring, expired, expiration day, validity, validity date, valid upto,
    valid up to, valid thru, valid through, valid, until, upto, end, end of, ends, ends on, date of end,
    due date, termination date, renewal date, deadline, validity end date, validity until, eol date, best before,
    best before date, next payment, next payment date, next billing date, next billing, next renewal, next due date,
    次回更新日,
    到期, 到期时间, 截止日, 有效期到, 有效日期, 到期日, 到期日期, 有效期, 有效期至, 有效期限, 截止日期, 失效日期, 有效截止日期,
    有效期截止, 有效截止, 最后有效日, 截止, 终止日期, 终止日, 结束日期, 结束日, 结束时间, 终止时间, 止期, 有效至, 失效日, 有效期截止日期,
    有效期截止日, 有效期结束, 有效期结束日期, 有效期结束日, 有效期截至, 期满日, 期满日期, 届满日期,
    действует до, действителен до, действительна до, действительно до, срок действия, годен до, дата окончания,
    срок действия до, дата окончания срока действия, окончание срока действия, истекает, окончание, до,
    дата истечения, дата окончания действия, дата истечения срока действия, истечение срока действия, срок,
    действует по, действителен по, действительна по, дата завершения, завершение, по, годна до, срок действия по,
    действует, последний день действия, последний день, дата окончания срока, срок окончания, окончание срока, истечение,
    жарамды, жарамды мерзімі, жарамдылық мерзімі, мерзімі, мерзімі бітеді, аяқталу күні, дейін жарамды,
    қолданылу мерзімі, дейін, жарамдылық мерзімінің аяқталуы, аяқталу мерзімі, жарамды күні, бітеді,
    соңғы жарамды күн, соңғы жарамды күні, жарамдылықтың соңғы күні, бітетін күні, аяқталатын күні, аяқталуы, мерзімінің аяқталуы`,
  guide:
    'guide, kind, type, 指南, 种类, 类型, 类别, тип, вид, руководство, памятка, түрі, нұсқаулық, жадынама',
  holder: `holder, person, owner, full name, fullname, employee, foreign employee, foreign worker, emp, staff, worker, client, customer, resident, tenant,
    member, contractor, driver, patient, student, passenger, crew member, cardholder, assignee, dependent,
    dependant, family member, traveler, traveller, guest, applicant, candidate, insured, policyholder, policy holder,
    subscriber, beneficiary, pilot, seafarer, trainee, volunteer, name and surname, name in full, issued to, licensed to, assigned to, who, last name first name,
    家属, 家庭成员, 雇员, 职工, 外籍员工, 外籍雇员, 外籍人员, 被担保人, 持有人, 持证人, 证件持有人, 姓名, 本人, 人员, 员工, 名字, 客户, 学生, 租户, 承租人, 驾驶员, 司机, 申请人, 被保险人,
    член семьи, члена семьи, иждивенец, кому выдан, кому выдана, кому выдано, владелец, фио, ф и о, сотрудник, сотрудника, клиент,
    клиента, держатель, работник, работника, иностранец, иностранца, иностранный работник, иностранный сотрудник, физическое лицо, физлицо, арендатор, арендатора, водитель,
    водителя, студент, студента, фамилия имя отчество, фамилия и имя, фамилия имя, отбасы мүшесі, иесі, аты жөні, қызметкер, шетелдік қызметкер, т а ә,
    тегі аты әкесінің аты, тегі аты, жүргізуші, жүргізушінің аты жөні`,
  number: `number, document number, no, document no, card number, id number, serial number, document id, num, nr, id no,
    card no, reference number, document reference, document ref, certificate reference, ref no, identity number, identification number, №,
    号码, 证件号, 证件号码, 编号, 卡号, 号, 证号, 卡号码, 序列号,
    номер, номер документа, № документа, номер карты, серия и номер, серия и №, серия номер, рег номер,
    регистрационный номер, серия, нөмірі, құжат нөмірі, нөмір`,
  issued: `issued, issue date, date of issue, issued on, date issued, issue, issuing date, issuance date,
    签发日期, 签发, 发证日期, 颁发日期, 签发日, 发证日, 签发时间, 领证日期, 领证时间, 取证日期,
    выдан, дата выдачи, выдана, выдано, когда выдан, выдача, когда выдана, берілген, берілген күні`,
  readings: 'readings, 读取的日期, прочитано, срок взят из, оқылған күндер, мерзім көрсетілген',
  zone: 'zone, time zone, timezone, 时区, часовой пояс, уақыт белдеуі',
  lead: `lead, lead time, prepare ahead, 提前, 提前时间, 提前准备, заранее, начать за, готовиться за, алдын ала,
    дайындалу мерзімі`,
  milestones: `milestones, remind on, reminders, reminder dates, 提醒, 提醒日, напоминания, дни напоминаний, еске салу,
    еске салу күндері`,
  workdays: 'workdays, working days, 工作日, 工作日历, рабочие дни, жұмыс күндері',
  processing: `processing, processing time, 办理时间, 办理时长, 处理时间, срок оформления, рассмотрение, өңдеу мерзімі,
    қаралуы`,
  durations: 'durations, 所需时间, 各步用时, длительность, ұзақтығы',
  channels: 'channels, channel, 渠道, 提醒渠道, 通知渠道, каналы, арналар',
  lang: 'lang, language, 语言, язык, тіл, тілі',
  tags: 'tags, tag, labels, 标签, метки, теги, белгілер',
  links: 'links, depends on, 关联, 关联证件, 依赖的证件, связи, зависит от, байланыстар, керек құжаттары',
  note: `note, notes, comment, comments, remark, remarks, 备注, 说明, 附注, примечание, примечания, комментарий, заметка,
    ескерту, ескертпе, түсініктеме`,
}

/** Words for a name: with the word for a person it is the holder's, with that for a document the document's. */
export const NAME_WORDS = `full name, name, name of, title, 姓名, 名称, 名字, фио, ф и о, название, наименование, аты жөні,
  атауы`

/** Words for a kind: with that for a document they name its kind. */
export const TYPE_WORDS =
  'type, type of, kind, kind of, category, category of, 类型, 种类, 类别, тип, вид, категория, түрі'

/** Words for the language in which a name is written. */
export const NAME_LANGUAGES = `english, in english, arabic, in arabic, chinese, in chinese, russian, in russian, en, ar, zh,
  cn, ru, kz, 中文, 英文, 外文, 俄文, на русском, на английском, латиницей`

/** Names of a column of documents. If its values repeat, the column holds the kind of document. */
export const DOCUMENTS = 'document, 证件, документ, құжат'

/** Names of columns that hold a part of a person's name; the parts are joined in the order of the file. */
export const NAME_PARTS = {
  surname: 'surname, last name, family name, nachname, familienname, 姓, фамилия, тегі',
  other: `first name, given name, given names, forename, vorname, middle name, patronymic, 名, имя, отчество, аты,
    әкесінің аты`,
}

/** Names of columns that count the rows. Those in `perhaps` may also hold document numbers. */
export const COUNTERS = {
  perhaps: '№, no, number, номер, 编号, нөмірі, нөмір',
  always: `#, № п/п, п/п, № пп, №п/п, n п/п, s/n, s.no, sr no, sl no, serial no, 序号, 行号, р/с, р/б, № р/с, р/с №, рет саны,
    реттік нөмірі`,
}

/**
 * Words that name a kind of document in the name or the cells of a column, and mean something else or too much in a
 * sentence. In capitals, as in `KIND_WORDS`: only typed so.
 */
export const KINDS_IN_LISTS: Readonly<Record<string, string>> = {
  passport: 'PP, ppt, pasport, пасп, загр паспорт, загр пасп',
  'kz/registration-card': `срок пребывания, пребывание, period of stay, stay, учет, мигр учет, 停留期, 逗留期, болу мерзімі,
    временная рег, врем рег, врем регистрация, рег до, рег по, миграц учет`,
  'residence-permit': 'residence, PR card, 居留期',
  'work-permit': 'work card, WP, ИРС, 工作证, 工作准证',
  'driver-licence': 'DL, CDL, driving, удостоверение водителя, 驾驶证件',
  lease: 'rent, rental, аренды, 租期, 租约期',
  insurance: 'policy, mediclaim, омс',
  'health-certificate': 'medical, med, med book, med card, мед, 健康',
}

/** Words for any document, which tell no kind: "Document expiry", "Срок действия документа". */
export const ANY_DOCUMENT = `document, documents, doc, contract, agreement, card, certificate, cert,
  договора, договор, документа, документ, карты, карта, карточки, сертификата, соглашения, 合同, 证件, 证照, 证书, 协议, 卡,
  шарттың, шарт, құжаттың, құжат, сертификат`

/** Words for documents that name a column together with "type" or "name", but no kind. */
export const SOME_DOCUMENT = `id, license, licence, permit, policy, удостоверения, удостоверение, разрешения,
  разрешение, справки, лицензии, лицензия, свидетельства, свидетельство, допуска, допуск, рұқсат, куәлік, 证, 证明, 许可证, 执照`

/** Names of columns of firms, which hold the documents where a list names nobody else. */
export const FIRMS = `company, company name, organization, organisation, organization name, organisation name, firm, 公司,
  公司名称, 企业名称, 单位, 单位名称, 工作单位, компания, организация, наименование организации, предприятие, компания атауы, ұйым`

/** Parts of names of columns with dates that are not an end. Latin and Cyrillic ones begin a word. */
export const OTHER_DATES = `birth, born, dob, start, begin, from, join, hire, hiring, employed since, entry, arriv, depart,
  travel, flight, trip, sign, settle, creat, updat, modif, chang, import, purchas, bought, sold, order, po date,
  offer, check date, checked, effective, first, last login, last seen, visit, move in, moved, paid, receiv, submit,
  appl, print, registration date, registered, previous, edited, added, last modified, approv, confirm, request,
  commenc, since, doj, deliver, manufactur, acquired, taken, phone, mobile,
  рожд, начал, прием, принят, въезд, выезд, прибыт, убыт, поезд, подпис, заключен, создан, измен, обновл, покупк,
  оформлен, заезд, постановк, подач, оплат, внесен, обращен, проверк, заполнен, увольн, уволен, протокол, аттестации,
  действует с, действителен с, регистрации с, телефон,
  出生, 生日, 签订, 签约, 起租, 计租, 起始, 开始, 開始, 生效, 入职, 离职, 转正, 入境, 离境, 出境, 创建, 修改, 更新时间, 更新日期,
  购买, 授权时间, 初次, 首次, 初领, 登记日期, 办理日期, 录入, 申请日, 提交, 确认, 递增, 缴费, 付款, 电话, 手机,
  туған, басталу, басталған, кірген, шыққан, келген, кеткен, қабылдан, қол қой, жасалған, құрылған, сатып ал,
  өзгерт, жаңарт, тапсыр`

/** Names of columns that are of a person, so that "Name" beside them is a person's. */
export const OF_PERSON = `nationality, citizenship, gender, sex, birth, dob, employee, staff, emp code, eid, age, emirates id,
  civil id, national id, personal number, marital, position, job title, department, designation, salary, iin,
  ssn, email, e mail, phone, mobile, cpf,
  гражданство, пол, дата рождения, иин, инн, должность, табельный, отдел, телефон, снилс,
  国籍, 性别, 出生, 员工编号, 工号, 部门, 职位, 岗位, 身份证, 手机, 电话,
  азаматтығы, жынысы, туған күні, жсн, лауазымы, бөлімі`
