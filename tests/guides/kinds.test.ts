import { describe, expect, test } from 'vitest'
import { builtInGuide, builtInIds } from '../../src/guides/guides.ts'
import { KIND_WORDS } from '../../src/guides/kind-words.ts'
import { Kinds } from '../../src/guides/kinds.ts'

const kinds = new Kinds()

/** What people call their documents, by the guide it gets; null: no word tells, or the words are of another thing. */
const NAMES: [guide: string | null, names: string[]][] = [
  [
    'kz/registration-card',
    [
      ...[
        'registration card',
        'my registration card',
        '注册卡',
        '李娜的登记卡',
        '王芳注册卡',
        '落地签证登记',
        '移民卡',
        '入境卡',
      ],
      ...[
        'Регистрация',
        'временная регистрация Анны',
        'Регистрация по месту жительства',
        'Миграционная карта',
      ],
      ...[
        'регистрационную карту',
        'Тіркеу',
        'Уақытша тіркеу',
        'Аннаның тіркеу картасы',
        'kz/registration-card',
      ],
    ],
  ],
  [
    'passport',
    [
      ...[
        'passport',
        'my passport',
        "Li Na's passport",
        'passport of Li Na',
        'Passport 2',
        'passport_wife',
        'PASSPORT',
      ],
      ...['护照', '李娜的护照', '护 照', '因私护照', '普通护照', '中国护照', '护照（新）', 'Anna护照'],
      ...[
        'паспорт',
        'Паспорт Анны',
        'мой загранпаспорт',
        'загранпаспорта детей',
        'заграничного паспорта',
        'паспорт, жена',
      ],
      ...['төлқұжат', 'Аннаның төлқұжаты', 'менің паспортым', 'passport with visa'],
    ],
  ],
  [
    'visa',
    [
      ...[
        'visa',
        'Visa Russia',
        'work visa',
        'C3 visa',
        'e-visa',
        'visa in passport',
        'passport visa',
        'Visum visa',
      ],
      ...[
        '签证',
        '护照签证',
        '工签',
        '商务签证',
        '旅游签证',
        '私人签证',
        'C3签证',
        '劳务签证',
        '落地签',
        '落地签证',
        '俄罗斯签证',
      ],
      ...['виза', 'Деловая виза', 'рабочую визу', 'виза в паспорте', 'визаның мерзімі', 'Жұмыс визасы'],
    ],
  ],
  [
    'residence-permit',
    [
      ...[
        'residence permit',
        'Temporary residence permit',
        'green card',
        '居留许可',
        '居留卡',
        '临时居留许可',
        '永久居留证',
        '绿卡',
      ],
      ...['ВНЖ', 'ВНЖ Анны', 'внж мужа', 'вида на жительство', 'РВП', 'ықтиярхат', 'Уақытша тұруға рұқсат'],
    ],
  ],
  [
    'work-permit',
    [
      ...[
        'work permit',
        'my work-permit',
        '工作许可',
        '王芳的工作许可证',
        '劳务许可证',
        '劳动许可证',
        '劳务卡',
      ],
      ...[
        'Разрешение на работу',
        'разрешения на работу',
        'Патент',
        'РНР',
        'жұмысқа рұқсат',
        'Жұмысқа рұқсатым',
      ],
    ],
  ],
  [
    'driver-licence',
    [
      ...["driver's license", 'Driving licence', 'drivers licence', '驾照', '驾驶执照', '国际驾照', '驾驶证'],
      ...[
        'права',
        'водительские права',
        'водительского удостоверения',
        'ВУ',
        'ВУ Анны',
        'Жүргізуші куәлігім',
      ],
    ],
  ],
  [
    'lease',
    [
      ...[
        'lease',
        'flat lease',
        'Rental agreement',
        '租约',
        '租房合同',
        '租房协议',
        '租赁协议',
        '房屋租赁合同',
      ],
      ...['Договор аренды', 'договор аренды квартиры', 'Договор найма', 'Жалға алу шарты', 'пәтер жалдау'],
    ],
  ],
  [
    'insurance',
    [
      ...[
        'health insurance',
        'car insurance',
        '保险',
        '医疗险',
        '医保',
        '车险',
        '签证保险',
        'insurance for the visa',
      ],
      ...['Мед. страховка', 'ДМС', 'ОГПО', 'страховой полис', 'страховка визы', 'страховка для визы'],
      ...['Медициналық сақтандыру', 'виза үшін сақтандыру'],
    ],
  ],
  [
    'health-certificate',
    [
      ...['health certificate', 'medical certificate', '健康证', '体检报告', '体检表'],
      ...[
        'Медкнижка',
        'Справка 028/у',
        'медицинской справки',
        'медицинская справка для визы',
        'Медициналық анықтама',
      ],
    ],
  ],
  [
    'sim-card',
    [
      'SIM card',
      'sim',
      'SIM Kcell',
      'eSIM',
      'SIM卡',
      '电话卡',
      '手机卡',
      'сим-карта',
      'симка',
      'SIM карта',
      'sim картасы',
    ],
  ],
  ['generic', ['ID card', '身份证', 'Удостоверение личности', 'Жеке куәлік']],
  [
    null,
    [
      ...[
        'me',
        'card',
        'Anna',
        'my card',
        '我',
        '李娜',
        '证件',
        '卡',
        'карта',
        'Анна',
        'Правда',
        'документ',
        'Sim Lee',
        'вуз',
      ],
      ...[
        '合同到期日',
        '合同',
        'договор',
        'трудовой договор',
        '劳动合同',
        'contract',
        'құжат',
        'passportless',
        'визит',
      ],
      // Of another thing that a document's word is in.
      ...[
        'passport photo',
        'копия паспорта',
        '护照照片',
        '签证申请表',
        'visa fee',
        'car registration',
        'Visa Gold',
        'техпаспорт',
      ],
      ...['регистрация брака', 'обложка на паспорт', '护照复印件', 'bank visa card'],
      // Two documents.
      ...[
        'passport and visa',
        'паспорт и виза',
        '护照和签证',
        '护照、签证',
        'виза, паспорт',
        'төлқұжат және виза',
        '',
      ],
    ],
  ],
]

describe('what a document is, by its name', () => {
  for (const [guide, names] of NAMES)
    test.each(names)(`"%s" is of ${guide ?? 'no guide'}`, name => expect(kinds.guideOf(name)).toBe(guide))

  test('the table names more than sixty documents in four languages', () => {
    expect(NAMES.flatMap(([, names]) => names).length).toBeGreaterThan(150)
  })
})

test.each(builtInIds.filter(id => id !== 'generic'))(
  'the id and the titles of %s are recognised',
  async id => {
    const { title } = (await builtInGuide(id))!
    for (const name of [id, ...Object.values(title)]) expect([name, kinds.guideOf(name)]).toEqual([name, id])
  },
)

test('every built-in guide has words in all four languages, and nothing else has', () => {
  expect(Object.keys(KIND_WORDS).sort()).toEqual([...builtInIds])
  for (const [guide, byLang] of Object.entries(KIND_WORDS))
    for (const words of Object.values(byLang))
      for (const word of words.split(',')) expect([word, kinds.guideOf(word)]).toEqual([word, guide])
})

describe("the user's own guides", () => {
  const own = new Kinds([
    { id: 'cn/passport', titles: ['中国护照', 'Chinese passport'] },
    { id: 'my/visa', titles: ['Visa'] },
    { id: 'my/pool', titles: ['Абонемент в бассейн'] },
  ])

  test.each([
    ['李娜的中国护照', 'cn/passport'],
    ['my Chinese passport', 'cn/passport'],
    ['俄罗斯护照', 'passport'],
    ['Visa Russia', 'my/visa'],
    ['work visa', 'visa'],
    ['абонемента в бассейн', 'my/pool'],
  ])('"%s" is of %s', (name, guide) => expect(own.guideOf(name)).toBe(guide))

  test('a title of signs only is passed over', () => {
    expect(new Kinds([{ id: 'x', titles: ['', ' ', '(*)'] }]).guideOf('a (*) b')).toBe('x')
  })
})

describe('the rest of a name', () => {
  test.each([
    ['срок действия визы', 'срок действия'],
    ['Visa Expiry', 'expiry'],
    ['李娜的护照', '李娜的'],
    ['护照照片', '护照照片'],
  ])('of "%s" is "%s"', (name, rest) => expect(kinds.without(name)).toBe(rest))
})
