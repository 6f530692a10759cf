import type { NodemailerError } from 'nodemailer/lib/errors'
import { failure } from '../failure.ts'
import {
  type Channel,
  type ChannelWorld,
  channelError,
  DeliveryError,
  type Message,
  type Recipients,
} from './channel.ts'
import { clashOf } from './email-server.ts'
import { CA, passwordSetting } from './http-settings.ts'
import { type Mailbox, type mailboxesOf, withCommas } from './mail-address.ts'

/** Longer texts, about 150 reminders, are attached as a file. */
const TEXT_LIMIT = 64_000

const ANN = 'ann@example.org'

/** How many recipients a mail has: a run must have the time for them with a server that is slow at each. */
const RECIPIENTS = 5

/** A host name or an address in brackets (RFC 5321 §4.1.3). */
const HELO = /^([a-z\d]([\w.-]{0,250}[a-z\d])?|\[[\da-f.:]+\]|\[IPv6:[\da-f.:]+\])$/i

/**
 * Sends e-mail by SMTP (RFC 5321) with implicit TLS (port 465) or STARTTLS (other ports). It is unencrypted only to
 * this machine or with `tls` `none`, and then never with a password. When some addresses are refused, the others get
 * the mail.
 */
export const email: Channel = {
  settings: [
    { name: 'to', required: true, form: 'mail-addresses', example: ANN, read: withCommas },
    { name: 'host', required: true, form: /^(?![^:]+:\d+$)[^\s/@"<>]+$/, example: 'smtp.example.org' },
    { name: 'user', form: /^\P{Cc}+$/u, example: ANN, asked: () => true },
    passwordSetting('file:/home/ann/.smtp-password'),
    { name: 'from', form: 'mail-address', example: ANN, read: withCommas },
    { name: 'port', form: [1, 65_535], example: '587' },
    {
      name: 'tls',
      form: /^(starttls|implicit|none)$/,
      example: 'starttls',
      asked: ({ port }) => !port,
      choices: ['starttls', 'implicit', 'none'],
    },
    { name: 'helo', form: HELO, example: 'laptop.example.org' },
    CA,
  ],
  clash: clashOf,
  limit: { unit: 'bytes', size: TEXT_LIMIT, rest: 'file' },
  takesCalendar: true,
  async send(message, settings, world) {
    try {
      await sendMail(message, settings, world)
    } catch (error) {
      const isTooLarge = error instanceof DeliveryError && error.details.tooLarge === true
      if (!isTooLarge || !message.calendar?.length) throw error
      const { calendar: _, ...smaller } = message
      await sendMail(smaller, settings, world)
    }
  },
}

/** Sends a mail to the recipients who do not have it. @throws DeliveryError also when only some were refused */
async function sendMail(
  message: Message,
  settings: Readonly<Record<string, string>>,
  { signal, recipients, ...world }: ChannelWorld,
): Promise<void> {
  const [{ withSession }, { isTooMany, refusal }, { connectionOf }, { mailOf }, { mailboxesOf }] =
    await Promise.all([
      import('./email-session.ts'),
      import('./email-failure.ts'),
      import('./email-server.ts'),
      import('./email-message.ts'),
      import('./mail-address.ts'),
    ])
  const all = mailboxesOf(settings.to!)
  const from = senderOf(settings, mailboxesOf)
  if (!all || !from) throw channelError(failure('mail-address-invalid'))
  const left = all.filter(({ address }) => !recipients?.has(address)).map(({ address }) => address)
  if (left.length === 0) return
  const server = connectionOf(settings, world)
  await withSession(server, signal, async ({ size, takesUtf8, send }) => {
    const host = `${server.host}:${server.port}`
    const isWritable = (address: string) => takesUtf8 || isAscii(address)
    const unwritable = [from.address, ...left].find(address => !isWritable(address))
    const to = left.filter(isWritable)
    const untaken = channelError(failure('mail-letters', { host, address: unwritable ?? '' }))
    if (!isWritable(from.address) || to.length === 0) throw untaken
    const readers = all.filter(({ address }) => isWritable(address))
    const mail = await mailOf(message, from, readers)
    if (size !== null && mail.length > size)
      throw new DeliveryError(failure('mail-too-large', { host, size: mail.length, limit: size }), {
        tooLarge: true,
      })
    const sendSome = (some: string[]) => send(from.address, some, mail)
    const refused = await sendInTurns(to, sendSome, isTooMany, recipients)
    if (refused.length > 0) throw refusal(refused, host)
    if (unwritable !== undefined) throw untaken
  })
}

/** Sends to a few recipients at a time, and again to those who were too many. @returns why others were refused */
async function sendInTurns(
  to: readonly string[],
  sendSome: (some: string[]) => Promise<readonly NodemailerError[]>,
  isTooMany: (failed: NodemailerError) => boolean,
  recipients: Recipients | undefined,
): Promise<NodemailerError[]> {
  const refused: NodemailerError[] = []
  for (const rest = [...to]; rest.length > 0; ) {
    const some = rest.splice(0, RECIPIENTS)
    const failed = await sendSome(some)
    for (const address of some)
      if (!failed.some(({ recipient }) => recipient === address)) recipients?.add(address)
    const later = failed.length < some.length ? failed.filter(isTooMany) : []
    rest.unshift(...later.map(({ recipient = '' }) => recipient))
    refused.push(...failed.filter(one => !later.includes(one)))
  }
  return refused
}

/** Returns the sender: the setting, the user if it is an address, else the first recipient. */
function senderOf(
  { from, user, to }: Readonly<Record<string, string>>,
  read: typeof mailboxesOf,
): Mailbox | undefined {
  return [from, user, to].flatMap(text => (text === undefined ? [] : (read(text) ?? []).slice(0, 1)))[0]
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
