import type { NodemailerError } from 'nodemailer/lib/errors'
import { failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { channelError, DeliveryError, type FailureDetails } from './channel.ts'
import type { Connection } from './email-server.ts'
import { excerpt } from './message-text.ts'
import { connectionError } from './post.ts'

const MAX_NAMED = 3

/** The code of Node's error when a signal ends something. */
export const ABORTED = 'ABORT_ERR'

/** Why a proxy did not connect, as a part of the error of the direct connection that was tried next. */
export interface ProxyFault {
  proxy: string
  said: string
}

/**
 * Returns why a mail was not sent, and names a proxy that did not connect.
 * @param handedOver whether the server had the whole text: without an answer it may have been delivered
 */
export function mailFailure(
  error: NodemailerError & Partial<ProxyFault>,
  server: Pick<Connection, 'host' | 'port'>,
  handedOver: boolean,
): DeliveryError {
  const { proxy, said = '' } = error
  const failed = failureWithout(error, server, handedOver)
  if (proxy === undefined) return failed
  const values = { why: failed.failure, proxy, said: excerpt(said) }
  return new DeliveryError(failure('mail-proxy', values), failed.details)
}

function failureWithout(
  error: NodemailerError,
  { host: name, port }: Pick<Connection, 'host' | 'port'>,
  handedOver: boolean,
): DeliveryError {
  const { code, response, rejectedErrors, message } = error
  const host = `${name}:${port}`
  if (rejectedErrors?.length) return refusal(rejectedErrors, host)
  if (response) return answerFailure(error, response, host)
  const what = error.originalCode ?? code ?? ''
  // nodemailer's code for a connection that the server ended.
  const known = connectionError(what === 'ECONNECTION' ? 'ECONNRESET' : what, host)
  if (known?.details.ofChannel) return known
  if (handedOver) {
    const isSilence = code === ABORTED || what === 'ETIMEDOUT'
    return new DeliveryError(failure('mail-unconfirmed', { host }), {
      outcome: isSilence ? 'no-answer' : 'cut',
    })
  }
  const unreachable = { outcome: 'unreachable' } as const
  const said = excerpt(message)
  if (code === ABORTED) return new DeliveryError(failure('too-slow', { host }), unreachable)
  if (/^(ERR_SSL|EPROTO)/.test(what)) return channelError(failure('mail-not-tls', { host, said }))
  if (code === 'ETLS') return new DeliveryError(failure('mail-not-tls', { host, said }), unreachable)
  if (code === 'EAUTH') return channelError(failure('mail-login-refused', { host, said }))
  if (known) return known
  const isNetwork = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS'].includes(code ?? '')
  const unsaid = message.includes(what) ? null : what
  return new DeliveryError(
    failure('mail-failed', { host, said, code: unsaid }),
    isNetwork ? unreachable : { outcome: 'refused' },
  )
}

function answerFailure(error: NodemailerError, response: string, host: string): DeliveryError {
  const { code, command } = error
  const said = serverMessage(response)
  // Answers of another kind than 4yz and 5yz come from something in between.
  const outcome = error.permanent === true ? 'refused' : 'busy'
  const isOfText = code === 'EMESSAGE' || (command === 'MAIL FROM' && isTooLarge(response))
  const details: FailureDetails = {
    outcome,
    ofChannel: !isOfText,
    tooLarge: isOfText && isTooLarge(response),
  }
  if (code === 'EAUTH') return new DeliveryError(failure('mail-login-refused', { host, said }), details)
  // RFC 4954 §4; RFC 3207 §4 has the same number for a server that wants encryption first.
  if (/^530\b(?!.*TLS)/i.test(response))
    return new DeliveryError(failure('mail-login-needed', { host, said }), details)
  if (command === 'STARTTLS') return new DeliveryError(failure('mail-unencrypted', { host, said }), details)
  if (isOfHelo(error)) return new DeliveryError(failure('mail-helo-refused', { host, said }), details)
  return new DeliveryError(failure('mail-refused', { host, said }), details)
}

/** 552 (but not that of a full mailbox), or the extended codes of RFC 3463 for a message that is too long. */
function isTooLarge(response: string): boolean {
  return /^552(?![ -]\d\.2\.2\b)/.test(response) || /^5\d\d[ -]5\.(3\.4|2\.3)\b/.test(response)
}

function isOfHelo({ command = '', permanent, response = '' }: NodemailerError): boolean {
  return permanent === true && (/^(EHLO|HELO)$/.test(command) || /\b(HELO|EHLO)\b/i.test(response))
}

/** Whether a server takes no more recipients of one mail; it takes them in the next one (RFC 5321 §4.5.3.1.10). */
export function isTooMany({ response = '' }: NodemailerError): boolean {
  return /^(452|552)[ -]([45]\.5\.3\b|(?!\d\.\d))/.test(response)
}

/** Returns why the server refused some addresses: for now when it says so of one of them. */
export function refusal(refused: readonly NodemailerError[], host: string): DeliveryError {
  const [first] = refused
  if (first?.response && isOfHelo(first)) return answerFailure(first, first.response, host)
  const named = refused.slice(0, MAX_NAMED).map(({ recipient = '?', response = '', message }) => {
    return `${printable(recipient)}: ${serverMessage(response || message)}`
  })
  const why = failure('readers-refused', { said: named.join('; '), more: refused.length - named.length })
  // RFC 5321 §4.5.3.1.10: 552 here means too many recipients, and is for now.
  const isForNow = refused.some(
    ({ permanent, response = '' }) => permanent === false || /^552(?![ -]5\.[12])/.test(response),
  )
  return new DeliveryError(why, { outcome: isForNow ? 'busy' : 'refused', ofChannel: true })
}

function serverMessage(response: string): string {
  return excerpt(response.replace(/\r?\n/g, ' ').replace(/^(\d{3})-/, '$1 '))
}
