import MailComposer from 'nodemailer/lib/mail-composer'
import { isLanguage, loadCommandWords } from '../messages/index.ts'
import { printable } from '../text/printable.ts'
import type { Message } from './channel.ts'
import type { Mailbox } from './mail-address.ts'

type Content = NonNullable<ConstructorParameters<typeof MailComposer>[0]>

/**
 * Returns a message as the bytes of a mail. Its Message-ID is made of the message's id and the channel, so that a
 * repeated mail can be recognized and two channels to one mailbox are two mails. The calendar is attached as a file.
 */
export async function mailOf(message: Message, from: Mailbox, to: readonly Mailbox[]): Promise<Buffer> {
  const { id, channel, lang, title, text, urgent } = message
  const unique = [id, channel].map(part => part.replace(/[^\w-]/g, '_')).join('.')
  const content: Content = {
    from,
    to: [...to],
    subject: printable(title),
    text,
    attachments: await attachmentsOf(message),
    messageId: `<${unique}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
    // A repeated message is the same in every byte.
    baseBoundary: id.replace(/[^\w-]/g, '_'),
    headers: {
      ...(urgent ? { 'X-Priority': '1 (Highest)', Importance: 'High' } : {}),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': lang,
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  return new MailComposer(content).compile().build()
}

async function attachmentsOf({ lang, file, calendar }: Message): Promise<Content['attachments']> {
  const attachments: NonNullable<Content['attachments']> = []
  // As base64, since the line ends of a calendar must not change.
  const contentTransferEncoding = 'base64'
  if (file) {
    attachments.push({
      filename: 'reminders.txt',
      content: file.replaceAll('\n', '\r\n'),
      contentType: 'text/plain; charset=utf-8',
      contentTransferEncoding,
    })
  }
  if (calendar?.length) {
    const { calendarText } = await import('../calendar/calendar-text.ts')
    const words = await loadCommandWords(isLanguage(lang) ? lang : 'en')
    attachments.push({
      filename: 'renew.ics',
      content: [...calendarText(calendar, words)].join(''),
      contentType: 'text/calendar; charset=utf-8',
      contentTransferEncoding,
    })
  }
  return attachments
}
