import { domainToASCII } from 'node:url'
import type { SendMailOptions } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { isLanguage, loadAllWords } from '../messages/index.ts'
import { printable } from '../text/printable.ts'
import type { Message } from './channel.ts'

/** A mail: the addresses of its envelope, and its content. */
export interface Mail {
  from: string
  to: string[]
  content: SendMailOptions
}

/**
 * Returns a message as a mail. Its Message-ID is made of the message's id and the channel, so that a repeated mail can be
 * recognized and two channels to one mailbox are two mails. The calendar is attached as a file.
 */
export async function mailOf(message: Message, settings: Readonly<Record<string, string>>): Promise<Mail> {
  const { id, channel, lang, title, text, file, calendar, urgent } = message
  const to = mailboxes(settings.to!)
  const [from] = mailboxes(settings.from ?? (settings.user?.includes('@') ? settings.user : settings.to!))
  const words = await loadAllWords(isLanguage(lang) ? lang : 'en')
  const attachments: SendMailOptions['attachments'] = []
  // As base64, since the line ends of a calendar must not change.
  const contentTransferEncoding = 'base64'
  if (file) {
    const content = file.replaceAll('\n', '\r\n')
    attachments.push({
      filename: 'reminders.txt',
      content,
      contentType: 'text/plain; charset=utf-8',
      contentTransferEncoding,
    })
  }
  if (calendar?.length) {
    const { calendarText } = await import('../calendar/calendar-text.ts')
    const content = [...calendarText(calendar, words)].join('')
    attachments.push({
      filename: 'renew.ics',
      content,
      contentType: 'text/calendar; charset=utf-8',
      contentTransferEncoding,
    })
  }
  return {
    from: from!.address,
    to: to.map(({ address }) => address),
    content: {
      from: from!,
      to,
      subject: printable(title),
      text,
      attachments,
      messageId: `<${[id, channel].map(part => part.replace(/[^\w-]/g, '_')).join('.')}@${from!.address.split('@')[1]}>`,
      // A repeated message is the same in every byte.
      baseBoundary: id.replace(/[^\w-]/g, '_'),
      ...(urgent ? { priority: 'high' } : {}),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'Content-Language': lang,
      },
    },
  }
}

/** Returns the mailboxes of a checked setting, with international domains in ASCII. */
function mailboxes(list: string): { name: string; address: string }[] {
  return addressparser(list, { flatten: true }).map(({ name, address }) => {
    const [local, domain] = address.split('@') as [string, string]
    return { name: printable(name), address: `${local}@${domainToASCII(domain) || domain}` }
  })
}
