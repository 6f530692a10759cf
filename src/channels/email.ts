import { type Channel, DeliveryError, type Message } from './channel.ts'
import { CA } from './http-settings.ts'

/** One address, bare or behind a name: `ann@example.org`, `Ann Lee <ann@example.org>`. */
const BARE = String.raw`[^\s<>@,;:"()\p{Cc}]+@[^\s<>@,;:"()\p{Cc}]+`
const ADDRESS = String.raw`(?:${BARE}|[^<>@,;:"()\p{Cc}]*<${BARE}>)`
const ONE_ADDRESS = new RegExp(`^${ADDRESS}$`, 'u')
const ADDRESSES = new RegExp(`^${ADDRESS}(?: *, *${ADDRESS})*$`, 'u')

/** Where the text ends and the whole of it goes into a file: some hundred and fifty reminders. */
const TEXT_LIMIT = 64_000

const ANN = 'ann@example.org'

/** Who has a message already, while others of its readers are still to get it. */
const deliveredTo = new WeakMap<Message, Set<string>>()

/** 1 to 65535. */
const PORT = /^([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/

/**
 * E-mail by SMTP (RFC 5321), encrypted from the start (`implicit`, port 465) or before anything is said (`starttls`,
 * on all other ports). Unencrypted only to this machine, or where the user says `none`; a password never. That some
 * addresses are refused does not keep the others waiting.
 */
export const email: Channel = {
  settings: [
    { name: 'to', required: true, secret: false, form: ADDRESSES, example: ANN },
    { name: 'host', required: true, secret: false, form: /^[^\s/@"<>]+$/, example: 'smtp.example.org' },
    { name: 'user', required: false, secret: false, form: /^\P{Cc}+$/u, example: ANN },
    { name: 'password', required: false, secret: true, form: null, example: 'file:/home/ann/.smtp-password' },
    { name: 'from', required: false, secret: false, form: ONE_ADDRESS, example: ANN },
    { name: 'port', required: false, secret: false, form: PORT, example: '587' },
    { name: 'tls', required: false, secret: false, form: /^(starttls|implicit|none)$/, example: 'starttls' },
    CA,
  ],
  limit: { unit: 'bytes', size: TEXT_LIMIT, rest: 'file' },
  takesCalendar: true,
  async send(message, settings, { signal, reportPartial }) {
    const [{ createTransport }, { connectionOf, mailFailure, refusalOf }, { mailOf }] = await Promise.all([
      import('nodemailer'),
      import('./email-server.ts'),
      import('./email-message.ts'),
    ])
    const connection = connectionOf(settings)
    const { from, to, content } = await mailOf(message, settings)
    const known = deliveredTo.get(message) ?? new Set<string>()
    deliveredTo.set(message, known)
    const left = to.filter(address => !known.has(address))
    const transport = createTransport(connection)
    try {
      const mail = { ...content, envelope: { from, to: left }, signal }
      const { rejectedErrors = [] } = await transport.sendMail(mail)
      for (const address of left)
        if (!rejectedErrors.some(({ recipient }) => recipient === address)) known.add(address)
      const refusal = refusalOf(rejectedErrors)
      if (refusal) reportPartial?.(refusal)
    } catch (error) {
      throw error instanceof DeliveryError ? error : mailFailure(error as Error, connection)
    } finally {
      transport.close()
    }
  },
}
