import { nameKey } from '../cards/card.ts'

/** Names of kinds of documents by built-in guide, in addition to the guides' titles. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'kz/registration-card': [
    ...['registration card', 'registration', 'регистрация', 'регистрационная карта', 'карта регистрации'],
    ...[
      'регистрация иностранца',
      'временная регистрация',
      'тіркеу',
      'тіркеу картасы',
      '登记卡',
      '注册卡',
      '落地签证登记',
    ],
  ],
  passport: [
    ...[
      'passport',
      'foreign passport',
      'паспорт',
      'загранпаспорт',
      'заграничный паспорт',
      'национальный паспорт',
    ],
    ...['төлқұжат', 'паспорты', '护照'],
  ],
  visa: ['visa', 'виза', 'рабочая виза', 'work visa', 'business visa', '签证', '工作签证'],
  'residence-permit': [
    ...['residence permit', 'внж', 'вид на жительство', 'рвп', 'разрешение на временное проживание'],
    ...['ықтиярхат', 'тұруға ықтиярхат', '居留许可', '居留证', '居住证'],
  ],
  'work-permit': [
    ...['work permit', 'разрешение на работу', 'разрешение на привлечение иностранной рабочей силы', 'рнр'],
    ...['жұмысқа рұқсат', 'жұмыс істеуге рұқсат', '工作许可', '工作许可证', '劳务许可', '劳动许可'],
  ],
  'driver-licence': [
    ...["driver's licence", "driver's license", 'driving licence', 'driving license', 'driver license'],
    ...['водительское удостоверение', 'водительские права', 'права', 'жүргізуші куәлігі', '驾驶证', '驾照'],
  ],
  lease: [
    'lease',
    'rental agreement',
    'договор аренды',
    'аренда',
    'жалдау шарты',
    '租约',
    '租赁合同',
    '租房合同',
  ],
  insurance: [
    ...['insurance', 'health insurance', 'страховка', 'страховой полис', 'медстраховка', 'сақтандыру'],
    ...['медицинская страховка', 'сақтандыру полисі', '保险', '保险单', '医疗保险'],
  ],
  'health-certificate': [
    ...[
      'health certificate',
      'medical certificate',
      'медсправка',
      'медицинская справка',
      'справка о здоровье',
    ],
    ...['санитарная книжка', 'санкнижка', 'медициналық анықтама', '健康证', '健康证明', '体检证明'],
  ],
  'sim-card': ['sim card', 'sim', 'сим-карта', 'симкарта', 'сим карта', 'sim-карта', 'sim картасы', '手机卡'],
}

/** Returns a kind in the form in which kinds are compared: without case, with single blanks. */
export function kindKey(word: string): string {
  return nameKey(word).replace(/\s+/g, ' ')
}

const byWord = new Map(
  Object.entries(KINDS).flatMap(([guide, words]) =>
    words.map((word): [string, string] => [kindKey(word), guide]),
  ),
)

/** Returns the built-in guide for a kind of document; null if unknown. */
export function guideOfKind(word: string): string | null {
  return byWord.get(kindKey(word)) ?? null
}

/**
 * Words for documents in names of columns by guide, in the grammatical cases used there ("срок действия визы"). Those
 * without a guide are only removed.
 */
const IN_COLUMNS: readonly (readonly [string | null, string])[] = [
  ['passport', 'passport|загранпаспорт[а]?|паспорт[а]?|паспорттың|паспорт|护照'],
  ['work-permit', 'work permit|разрешения на работу|разрешение на работу|工作许可证?|劳务许可'],
  ['residence-permit', 'residence permit|внж|рвп|вида на жительство|вид на жительство|居留许可|居留证'],
  ['visa', 'visa|визы|виза|визаның|签证'],
  ['kz/registration-card', 'registration card|registration|регистрации|регистрация|тіркеу|登记卡'],
  ['insurance', 'insurance|страховки|страховка|полиса|полис|保险'],
  ['driver-licence', 'водительского удостоверения|driving licen[cs]e|驾驶证|驾照'],
  [
    null,
    'document|contract|договора|договор|合同|шарттың|документа|документ|удостоверения|карты|card|құжаттың|құжат|证件',
  ],
]

const COLUMN_PATTERNS = IN_COLUMNS.map(([guide, words]) => ({
  guide,
  // Chinese has no blanks between words, so only these letters end a word.
  pattern: new RegExp(`(?<![a-zа-яёәғқңөұүһі])(?:${words})(?![a-zа-яёәғқңөұүһі])`, 'u'),
}))

/** Returns a `columnKey` without the document it names; null if it names no document, or nothing else. */
export function withoutKind(key: string): string | null {
  const found = COLUMN_PATTERNS.find(({ pattern }) => pattern.test(key))
  const rest = found ? key.replace(found.pattern, ' ').replace(/\s+/g, ' ').trim() : ''
  return rest === '' ? null : rest
}

/** Returns the guide of the document that a `columnKey` names; null if it names none. */
export function guideInColumn(key: string): string | null {
  return COLUMN_PATTERNS.find(({ pattern }) => pattern.test(key))?.guide ?? null
}
