import { type Channel, DeliveryError } from './channel.ts'
import { clashOf } from './email-server.ts'
import { CA } from './http-settings.ts'

/** An address, bare or after a name: `ann@example.org`, `Ann Lee <ann@example.org>`. */
const BARE = String.raw`[^\s<>@,;:"()\p{Cc}]+@[^\s<>@,;:"()\p{Cc}]+`
const ADDRESS = String.raw`(?:${BARE}|[^<>@,;:"()\p{Cc}]*<${BARE}>)`
const ONE_ADDRESS = new RegExp(`^${ADDRESS}$`, 'u')
const ADDRESSES = new RegExp(`^${ADDRESS}(?: *, *${ADDRESS})*$`, 'u')

/** Returns addresses with the commas that mail servers read; Chinese and Japanese keyboards type others. */
function withCommas(addresses: string): string {
  return addresses.replace(/ *[，、；;] */g, ', ')
}

/** Longer texts, about 150 reminders, are attached as a file. */
const TEXT_LIMIT = 64_000

const ANN = 'ann@example.org'

/** 1 to 65535. */
const PORT = /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/

/**
 * Sends e-mail by SMTP (RFC 5321) with implicit TLS (port 465) or STARTTLS (other ports). It is unencrypted only to this
 * machine or with `tls` `none`, and then never with a password. When some addresses are refused, the others get the mail.
 */
export const email: Channel = {
  settings: [
    { name: 'to', required: true, secret: false, form: ADDRESSES, example: ANN, read: withCommas },
    { name: 'host', required: true, secret: false, form: /^[^\s/@"<>]+$/, example: 'smtp.example.org' },
    { name: 'user', required: false, secret: false, form: /^\P{Cc}+$/u, example: ANN, asked: () => true },
    {
      name: 'password',
      required: false,
      secret: true,
      form: null,
      example: 'file:/home/ann/.smtp-password',
      asked: ({ user }) => Boolean(user),
    },
    { name: 'from', required: false, secret: false, form: ONE_ADDRESS, example: ANN },
    { name: 'port', required: false, secret: false, form: PORT, example: '587' },
    {
      name: 'tls',
      required: false,
      secret: false,
      form: /^(starttls|implicit|none)$/,
      example: 'starttls',
      asked: ({ port }) => !port,
      choices: ['starttls', 'implicit', 'none'],
    },
    CA,
  ],
  clash: clashOf,
  limit: { unit: 'bytes', size: TEXT_LIMIT, rest: 'file' },
  takesCalendar: true,
  async send(message, settings, { signal, recipients }) {
    const [{ createTransport }, { connectionOf, mailFailure, refusal }, { mailOf }] = await Promise.all([
      import('nodemailer'),
      import('./email-server.ts'),
      import('./email-message.ts'),
    ])
    const connection = connectionOf(settings)
    const { from, to, content } = await mailOf(message, settings)
    const left = to.filter(address => !recipients?.has(address))
    if (left.length === 0) return
    const transport = createTransport(connection)
    try {
      const mail = { ...content, envelope: { from, to: left }, signal }
      const { rejectedErrors = [] } = await transport.sendMail(mail)
      for (const address of left)
        if (!rejectedErrors.some(({ recipient }) => recipient === address)) recipients?.add(address)
      if (rejectedErrors.length > 0) throw refusal(rejectedErrors)
    } catch (error) {
      throw error instanceof DeliveryError ? error : mailFailure(error as Error, connection)
    } finally {
      transport.close()
    }
  },
}
