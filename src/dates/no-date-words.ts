/** What people and databases write where a document has no end, in the languages of the lists seen so far. */
const PERMANENT_WORDS =
  wordsIn(`permanent, permanently, never, never expires, no expiry, no expiration, no expiry date, no end, no end date,
  does not expire, non-expiring, lifetime, for life, life, unlimited, indefinite, indefinitely, forever, perpetual,
  open-ended, open ended, until further notice, бессрочно, бессрочный, бессрочная, бессрочное, без срока,
  без срока действия, б/с, б/срока, без ограничения срока, без ограничений, не ограничен, не ограничена,
  не ограничено, неограничен, неограниченно, срок не ограничен, постоянно, постоянный, постоянная, постоянное,
  пожизненно, мерзімсіз, шексіз, мерзімі шектеусіз, шектеусіз, тұрақты, өмірлік, мерзімі жоқ, 长期, 长期有效, 永久, 永久有效,
  永久性, 无期限, 无限期, 无固定期限, 终身, 终身有效, 终生, 不过期, 永不过期, 不限, 無期限, 長期, 終身, 长期(无固定期限), unbefristet, unbegrenzt, indefinido,
  indefinida, sin vencimiento, indeterminado, vitalício, illimité, illimitée, permanente, süresiz,
  a tempo indeterminato, illimitato, tähtajatu`)

/** What people and programs write where there is no such document, or no date is known. */
const NONE_WORDS =
  wordsIn(`-, --, ---, /, //, \\, n/a, na, n.a, #n/a, none, no, nil, null, nan, nat, nul, false, tbd, tba, tbc, unknown,
  not applicable, not available, not required, no visa, undefined, (none), (null), (blank), нет, н/д, н/п,
  не указано, не указан, неизвестно, отсутствует, не имеет, не имеется, не требуется, нет данных, не применимо,
  жоқ, белгісіз, көрсетілмеген, қажет емес, 无, 無, 没有, 暂无, 待定, 未知, 不详, 不适用, 不需要, 未办理, 未办, 空, k.a, s/o, n.d`)

function wordsIn(table: string): Set<string> {
  return new Set(table.split(/,\s+/))
}

/** Returns whether a text says that a card has no end (R7). */
export function isPermanentWord(text: string): boolean {
  return PERMANENT_WORDS.has(wordKey(text))
}

/** Returns whether a text says that there is no date or no document: `N/A`, `无`. */
export function isNoDateWord(text: string): boolean {
  return NONE_WORDS.has(wordKey(text))
}

/** Programs that write texts turn hyphens into dashes and minus signs. */
export function withHyphens(text: string): string {
  return text.replace(/[\p{Pd}\u2212]/gu, '-')
}

function wordKey(text: string): string {
  // No word is longer, and the text may be huge.
  if (text.length > 60) return text
  const key = withHyphens(text.normalize('NFKC').replace(/^[ \t]+|[ \t]+$/g, '')).toLowerCase()
  return key.replace(/ +/g, ' ').replace(/[.!]$/, '')
}
