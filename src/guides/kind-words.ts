type Lang = 'en' | 'zh' | 'ru' | 'kk'

/**
 * What people call documents, by the guide that fits. Words are in their dictionary form: Russian and Kazakh endings,
 * an English `'s` and blanks between the parts are understood. A word in capitals counts inside a longer name only when
 * it is typed in capitals, because it also is a name or another word (`Sim`).
 */
export const KIND_WORDS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  'kz/registration-card': {
    en: `registration card, registration, registration slip, registration certificate, migration card,
      temporary registration, migration registration, immigration card, arrival card`,
    zh: '注册卡, 登记卡, 落地签证登记, 外国人登记, 外国人注册, 居住登记, 临时登记, 住宿登记, 移民卡, 入境卡, 落地登记',
    ru: `регистрация, регистрационная карта, регистрационная карточка, карта регистрации, карточка регистрации,
      регистрация иностранца, временная регистрация, регистрация по месту жительства, талон регистрации,
      регистрационный талон, миграционная карта, миграционная карточка, миграционный учет, прописка`,
    kk: `тіркеу, тіркеу картасы, тіркеу карточкасы, уақытша тіркеу, шетелдікті тіркеу, тіркеу талоны,
      көші-қон картасы, көші-қон карточкасы`,
  },
  passport: {
    en: 'passport, foreign passport, travel passport, travel document',
    zh: '护照, 因私护照, 普通护照, 中国护照, 公务护照, 旅行证',
    ru: 'паспорт, загранпаспорт, загран, заграничный паспорт, заграничка, национальный паспорт',
    kk: 'төлқұжат, паспорт, шетелдік паспорт',
  },
  visa: {
    en: 'visa, work visa, business visa, tourist visa, e visa, evisa, entry visa',
    zh: `签证, 工作签证, 工签, 商务签证, 商务签, 旅游签证, 旅游签, 私人签证, 劳务签证, 劳务签, 落地签, 落地签证,
      电子签证, 电子签, 学生签证, 探亲签证`,
    ru: 'виза, рабочая виза, деловая виза, туристическая виза, электронная виза, визовый стикер',
    kk: 'виза, жұмыс визасы, іскерлік виза',
  },
  'residence-permit': {
    en: `residence permit, residency permit, residence card, permanent residence, permanent residency,
      temporary residence, temporary residence permit, residency, green card, long stay permit,
      permanent resident card, iqama, qatar id, QID, BRP`,
    zh: `居留许可, 居留许可证, 居留证, 居留卡, 居住证, 临时居留, 临时居留证, 临时居留许可, 永久居留, 永久居留证, 长期居留,
      绿卡, 永居, 居留`,
    ru: `внж, вид на жительство, рвп, разрешение на временное проживание, временное проживание, пмж,
      постоянное проживание, разрешение на проживание`,
    kk: `ықтиярхат, тұруға ықтиярхат, уақытша тұруға рұқсат, тұрақты тұруға рұқсат, тұруға рұқсат,
      уақытша тұру рұқсаты`,
  },
  'work-permit': {
    en: `work permit, working permit, work authorization, work authorisation, employment permit, labour permit,
      labor permit, labour card, labor card`,
    zh: '工作许可, 工作许可证, 劳务许可, 劳务许可证, 劳动许可, 劳动许可证, 劳务卡, 就业许可, 就业许可证, 劳工证',
    ru: `разрешение на работу, разрешение на трудоустройство, рнр, патент, трудовой патент,
      разрешение на привлечение иностранной рабочей силы, разрешение на привлечение ирс, разрешение на ирс`,
    kk: 'жұмысқа рұқсат, жұмыс істеуге рұқсат, жұмыс рұқсаты, еңбек рұқсаты, шетелдік жұмыс күшін тартуға рұқсат',
  },
  'driver-licence': {
    en: `driver licence, driver license, driving licence, driving license, driving permit, driver permit,
      international driving permit`,
    zh: '驾驶证, 驾照, 驾驶执照, 国际驾照, 行驶执照',
    ru: 'водительское удостоверение, водительские права, права, водительские, ВУ',
    kk: 'жүргізуші куәлігі, жүргізуші куәлік, жүргізу куәлігі',
  },
  lease: {
    en: `lease, lease agreement, lease contract, rental agreement, rental contract, rent agreement, rent contract,
      tenancy, tenancy agreement, tenancy contract, flat rental, apartment rental`,
    zh: '租约, 租赁合同, 租房合同, 租房, 租房协议, 租赁协议, 房屋租赁合同, 房屋租赁, 租赁, 租屋合同',
    ru: 'договор аренды, договор аренды квартиры, договор аренды жилья, аренда, аренда квартиры, договор найма, найм жилья, договор найма жилья, съем квартиры',
    kk: 'жалдау шарты, жалға алу шарты, пәтер жалдау, тұрғын үй жалдау, жалға алу, жалдау',
  },
  insurance: {
    en: `insurance, health insurance, medical insurance, travel insurance, car insurance, insurance policy,
      insurance card`,
    zh: '保险, 保险单, 保单, 医疗保险, 医疗险, 医保, 车险, 交强险, 商业险, 旅行险, 旅游险, 意外险',
    ru: `страховка, страхование, страховой полис, полис, медстраховка, мед страховка, медицинская страховка,
      автостраховка, дмс, огпо, осаго, каско, осмс`,
    kk: 'сақтандыру, сақтандыру полисі, медициналық сақтандыру, көлік сақтандыру',
  },
  'health-certificate': {
    en: `health certificate, medical certificate, medical check, medical checkup, medical exam, medical examination,
      health check, medical book, health book`,
    zh: '健康证, 健康证明, 健康证书, 体检, 体检证明, 体检报告, 体检表, 体检单',
    ru: `медсправка, мед справка, медицинская справка, справка о здоровье, справка о состоянии здоровья, медкнижка,
      мед книжка, медицинская книжка, санитарная книжка, санкнижка, справка 028/у, справка 075/у, 028/у, 075/у,
      справка 028, справка 075, медосмотр, флюорография`,
    kk: 'медициналық анықтама, денсаулық анықтамасы, медициналық кітапша, санитарлық кітапша, медициналық тексеру',
  },
  'sim-card': {
    en: 'SIM, sim card, esim, phone card',
    zh: '手机卡, 电话卡, SIM卡',
    ru: 'сим карта, сим карточка, симка, сим, sim карта, есим',
    kk: 'сим карта, sim карта, sim картасы',
  },
  generic: {
    en: `id card, identity card, national id, emirates id, EID, civil id, resident id, CNIC, CPR, MyKad, aadhaar,
      aadhar`,
    zh: '身份证, 居民身份证, 通行证, 港澳通行证, 台湾通行证, 台胞证, 回乡证',
    ru: 'удостоверение личности, удостоверение, УДЛ',
    kk: 'жеке куәлік, жеке куәлігі',
  },
}

/** What is not a document of the guide whose words it contains: papers about one, and namesakes. */
export const OTHER_THINGS: Readonly<Record<Lang, string>> = {
  en: `photo, picture, copy, scan, cover, application, application form, form, fee, appointment, invoice, invitation,
    payment, receipt, ticket, car registration, vehicle registration, company registration, domain registration,
    business registration, marriage registration, trademark registration, visa gold, visa classic, visa platinum,
    visa infinite, visa debit, visa credit, visa card, pet passport, vaccine passport, vaccination passport,
    gift card, registration number plate`,
  zh: `照片, 相片, 复印件, 扫描件, 申请表, 申请, 预约, 费用, 护照夹, 护照套, 邀请函, 收据, 发票, 车辆登记, 结婚登记, 公司注册, 公司登记,
    商标注册, 域名注册, visa卡, 信用卡, 疫苗护照`,
  ru: `фото, фотография, копия, скан, ксерокопия, обложка, заявление, анкета, бланк, пошлина, запись, квитанция,
    приглашение, счет, оплата, регистрация авто, регистрация автомобиля, регистрация машины, регистрация ип,
    регистрация тоо, регистрация брака, регистрация компании, регистрация домена, карта visa, карта виза,
    ветеринарный паспорт, ветпаспорт, паспорт здоровья, техпаспорт, технический паспорт, авторские права,
    пенсионное удостоверение, служебное удостоверение`,
  kk: `фотосурет, сурет, көшірме, өтініш, сауалнама, баж, түбіртек, шақыру, көлікті тіркеу, көлік тіркеу, некені тіркеу,
    техникалық паспорт, visa картасы`,
}
