import { type Channel, DeliveryError } from './channel.ts'
import { clashOf } from './email-server.ts'
import { withCommas } from './mail-address.ts'
import { CA, passwordSetting } from './post.ts'

const ANN = 'ann@example.org'

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
  // About 150 reminders.
  limit: { unit: 'bytes', size: 64_000, rest: 'file' },
  takesCalendar: true,
  async send(message, settings, world) {
    const { sendMail } = await import('./email-send.ts')
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
