import { RenewError } from '../errors.ts'
import type { Money } from './card.ts'

/**
 * An amount as `15000KZT`, `15 000.50 KZT` or `KZT 15000`: exact decimals, never a binary fraction, with a
 * currency of three letters (ISO 4217).
 * @throws RenewError `money-invalid`
 */
export function parseMoney(text: string): Money {
  const typed = text.normalize('NFKC').trim()
  const match =
    /^(?<amount>[\d \u00a0\u202f']+(?:[.,]\d{1,4})?)\s*(?<currency>[A-Za-z]{3})$/.exec(typed) ??
    /^(?<currency>[A-Za-z]{3})\s*(?<amount>[\d \u00a0\u202f']+(?:[.,]\d{1,4})?)$/.exec(typed)
  const amount = match?.groups?.amount?.replace(/[ \u00a0\u202f']/g, '').replace(',', '.')
  const currency = match?.groups?.currency?.toUpperCase()
  // "15,000 KZT" is fifteen thousand to one reader and fifteen to another.
  if (!amount || !currency || !/^\d/.test(amount) || /[.,]\d{3}$/.test(amount)) {
    throw new RenewError('money-invalid', { value: text })
  }
  return { amount, currency }
}

/** Returns amounts as they were entered: `15000 KZT, 20 USD`. */
export function moneyText(amounts: readonly Money[]): string {
  return amounts.map(({ amount, currency }) => `${amount} ${currency}`).join(', ')
}
