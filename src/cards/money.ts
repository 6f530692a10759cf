import { RenewError } from '../errors.ts'
import type { Money } from './card.ts'

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['KZT', /^(?:₸|тг\.?|тенге|теңге|坚戈|tenge)$/],
  ['CNY', /^(?:元|人民币|¥|rmb|yuan|юан(?:ь|я|ей))$/],
  ['RUB', /^(?:₽|руб\.?|рубл(?:ь|я|ей)|р\.|卢布)$/],
  ['USD', /^(?:\$|доллар(?:а|ов)?|美元|dollars?)$/],
  ['EUR', /^(?:€|евро|欧元|euros?)$/],
]

/** Reads `15000KZT`, `KZT 15,000.50` or `15000₸` as exact decimals (ISO 4217). @throws RenewError `money-invalid` */
export function parseMoney(text: string): Money {
  const typed = text.normalize('NFKC').trim().toLowerCase()
  const amountForm = "(?<amount>\\d[\\d \\u00a0\\u202f',.]*)"
  const currencyForm = '(?<currency>\\p{Sc}|\\p{L}+\\.?)'
  const match =
    new RegExp(`^${amountForm}${currencyForm}$`, 'u').exec(typed) ??
    new RegExp(`^${currencyForm}\\s*${amountForm}$`, 'u').exec(typed)
  const amount = exactAmount(match?.groups?.amount?.trim() ?? '')
  const currency = currencyCode(match?.groups?.currency ?? '')
  if (amount === null || currency === null) throw new RenewError('money-invalid', { value: text })
  return { amount, currency }
}

/** Returns null where a sign may be one between thousands or a decimal point. */
function exactAmount(typed: string): string | null {
  const bare = typed.replace(/[ \u00a0\u202f']/g, '')
  if (/^\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?$/.test(bare)) return bare.replaceAll(',', '')
  const exact = bare.replace(',', '.')
  return /^\d+(?:\.\d{1,4})?$/.test(exact) && !/\.\d{3}$/.test(exact) ? exact : null
}

function currencyCode(typed: string): string | null {
  const known = CURRENCIES.find(([, pattern]) => pattern.test(typed))?.[0]
  return known ?? (/^[a-z]{3}$/.test(typed) ? typed.toUpperCase() : null)
}
