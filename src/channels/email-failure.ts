import type { NodemailerError } from 'nodemailer/lib/errors'
import { failure } from '../failure.ts'
import { printable } from '../text/printable.ts'
import { channelError, DeliveryError, type FailureDetails, type SendOutcome } from './channel.ts'
import type { Connection } from './email-server.ts'
import { CERTIFICATE_ERRORS, NETWORK_ERRORS } from './http-failure.ts'
import { cutText } from './message-text.ts'

const SAID_LIMIT = 200
const MAX_NAMED = 3

export const ABORTED = 'EABORT'

/** Why a proxy did not connect, as a part of the error of the direct connection that was tried then. */
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
  const values = { why: failed.failure, proxy, said: cutText(printable(said), SAID_LIMIT) }
  return new DeliveryError(failure('mail-proxy', values), failed.details)
}

function failureWithout(
  error: NodemailerError,
  { host: name, port }: Pick<Connection, 'host' | 'port'>,
  handedOver: boolean,
): DeliveryError {
  const { originalCode, code, response, rejectedErrors } = error
  const host = `${name}:${port}`
  if (rejectedErrors?.length) return refusal(rejectedErrors, host)
  if (response) return answerFailure(error, response, host)
  const what = originalCode ?? code ?? ''
  const why = CERTIFICATE_ERRORS[what]
  if (why) return channelError(failure('connection', { host, why, code: what }))
  const isSilence = code === ABORTED || what === 'ETIMEDOUT'
  if (handedOver)
    return new DeliveryError(failure('mail-unconfirmed', { host }), {
      outcome: isSilence ? 'no-answer' : 'cut',
    })
  if (code === ABORTED) return new DeliveryError(failure('too-slow', { host }), { outcome: 'unreachable' })
  return silentFailure(error, what, host)
}

function silentFailure(error: NodemailerError, what: string, host: string): DeliveryError {
  const own = cutText(printable(error.message), SAID_LIMIT)
  if (/^(ERR_SSL|EPROTO)/.test(what)) return channelError(failure('mail-not-tls', { host, said: own }))
  if (error.code === 'ETLS')
    return new DeliveryError(failure('mail-not-tls', { host, said: own }), { outcome: 'unreachable' })
  if (error.code === 'EAUTH') return channelError(failure('mail-login-refused', { host, said: own }))
  // nodemailer's code for a connection that the server ended.
  const broken = what === 'ECONNECTION' ? 'ECONNRESET' : what
  if (Object.hasOwn(NETWORK_ERRORS, broken))
    return new DeliveryError(failure('connection', { host, why: NETWORK_ERRORS[broken]!, code: broken }), {
      outcome: 'unreachable',
    })
  const isNetwork = ['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EDNS'].includes(error.code ?? '')
  const unsaid = error.message.includes(what) ? null : what
  return new DeliveryError(failure('mail-failed', { host, said: own, code: unsaid }), {
    outcome: isNetwork ? 'unreachable' : 'refused',
  })
}

/** Returns what the server's refusal means: whether it is for now, of the channel or of this mail's size. */
function answerFailure(error: NodemailerError, response: string, host: string): DeliveryError {
  const { code, command } = error
  const said = serverMessage(response)
  const isOfText = code === 'EMESSAGE' || (command === 'MAIL FROM' && isTooLarge(response))
  const details: Partial<FailureDetails> = {
    outcome: outcomeOf(error),
    ...(isOfText ? {} : { ofChannel: true }),
    ...(isOfText && isTooLarge(response) ? { tooLarge: true } : {}),
  }
  if (code === 'EAUTH') return new DeliveryError(failure('mail-login-refused', { host, said }), details)
  // RFC 4954 §4; RFC 3207 §4 has the same number for a server that wants encryption first.
  if (/^530\b(?!.*TLS)/i.test(response))
    return new DeliveryError(failure('mail-login-needed', { host, said }), details)
  if (command === 'STARTTLS') return new DeliveryError(failure('mail-unencrypted', { host, said }), details)
  if (isOfHelo(error)) return new DeliveryError(failure('mail-helo-refused', { host, said }), details)
  return new DeliveryError(failure('mail-refused', { host, said }), details)
}

/** Answers of another kind than 4yz and 5yz come from something in between. */
function outcomeOf({ permanent }: NodemailerError): SendOutcome {
  return permanent === true ? 'refused' : 'busy'
}

/** 552 (but not that of a full mailbox), or the extended codes of RFC 3463 for a message that is too long. */
function isTooLarge(response: string): boolean {
  return /^552(?![ -]\d\.2\.2\b)/.test(response) || /^5\d\d[ -]5\.(3\.4|2\.3)\b/.test(response)
}

/** Whether the name of this computer was refused; some servers do that only at the recipients. */
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
  const said = refused
    .slice(0, MAX_NAMED)
    .map(
      ({ recipient = '?', response = '', message }) =>
        `${printable(recipient)}: ${serverMessage(response || message)}`,
    )
    .join('; ')
  return new DeliveryError(
    failure('readers-refused', { said, more: Math.max(0, refused.length - MAX_NAMED) }),
    {
      // RFC 5321 §4.5.3.1.10: 552 here means too many recipients, and is for now.
      outcome: refused.some(
        ({ permanent, response = '' }) => permanent === false || /^552(?![ -]5\.[12])/.test(response),
      )
        ? 'busy'
        : 'refused',
      ofChannel: true,
    },
  )
}

/** Returns a server's answer as one line: `550 No such user` for `550-No such user`. */
function serverMessage(response: string): string {
  return cutText(printable(response.replace(/\r?\n/g, ' ').replace(/^(\d{3})-/, '$1 ')), SAID_LIMIT)
}
