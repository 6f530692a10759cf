import fc from 'fast-check'

/** Usual names, and names meant to break a table. */
const SEEDS = [
  'me',
  'Aigerim Nurlanovna',
  '张伟',
  '《登记卡》（续办）',
  'Иван Петров',
  'Әлібек Қасымұлы',
  'שלום עולם',
  'محمد بن سلمان',
  'می\u200cخواهم',
  'क्\u200dष',
  '한국어',
  '\u1112\u1161\u11ab',
  '👩‍👩‍👧‍👦',
  '👩🏽‍⚕️ doctor',
  '❤️‍🔥',
  '🇰🇿 passport',
  '1️⃣',
  'e\u0301\u0302\u0303',
  'ﾊﾟｽﾎﾟｰﾄ',
  '\u202egnp.exe',
  '\u2067abc',
  '\u2069\u2069',
  '\u001b[31mred\u001b[0m',
  '\u001b]0;title\u0007',
  '\u009b2J',
  'two\nlines\r',
  'tab\there',
  'a\u200bb',
  '\ufeff',
  '\u0301leading mark',
  '\ud83d',
  '\udc00',
  '__proto__',
  '--flag',
  '$(id) `id` %s %',
  '=1+1',
  'x'.repeat(200),
  '长'.repeat(90),
  'a '.repeat(60),
  '',
  ' ',
]

/** Any character; the `binary` of fast-check takes a second to make a table of them all. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10_f7ff })
  .map(code => String.fromCodePoint(code < 0xd800 ? code : code + 0x800))

/** Any of them, combinations of their parts, and any text. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...SEEDS),
  fc.array(fc.constantFrom(...SEEDS), { minLength: 2, maxLength: 4 }).map(parts => parts.join('')),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
