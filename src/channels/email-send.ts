import type { NodemailerError } from 'nodemailer/lib/errors'
import { failure } from '../failure.ts'
import { type ChannelWorld, channelError, DeliveryError, type Message, type Recipients } from './channel.ts'
import { isTooMany, refusal } from './email-failure.ts'
import { mailOf } from './email-message.ts'
import { connectionOf } from './email-server.ts'
import { withSession } from './email-session.ts'
import { type Mailbox, mailboxesOf } from './mail-address.ts'

/** How many recipients a mail has: a run must have the time for them with a server that is slow at each. */
const RECIPIENTS = 5

/** Sends a mail to the recipients who do not have it. @throws DeliveryError also when only some were refused */
export async function sendMail(
  message: Message,
  settings: Readonly<Record<string, string>>,
  { signal, recipients, ...world }: ChannelWorld,
): Promise<void> {
  const all = mailboxesOf(settings.to!)
  const from = senderOf(settings)
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
    if (size !== null && mail.length > size) {
      const why = failure('mail-too-large', { host, size: mail.length, limit: size })
      throw new DeliveryError(why, { tooLarge: true })
    }
    const refused = await sendInTurns(to, some => send(from.address, some, mail), recipients)
    if (refused.length > 0) throw refusal(refused, host)
    if (unwritable !== undefined) throw untaken
  })
}

async function sendInTurns(
  to: readonly string[],
  sendSome: (some: string[]) => Promise<readonly NodemailerError[]>,
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

function senderOf({ from, user, to }: Readonly<Record<string, string>>): Mailbox | undefined {
  return [from, user, to].flatMap(text => (text ? (mailboxesOf(text) ?? []) : []))[0]
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text)
}
