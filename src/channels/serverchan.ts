import { checkCode } from './answer.ts'
import type { Channel } from './channel.ts'
import { cutText, inJson, withoutMarkup } from './message-text.ts'
import { CA, postJson } from './post.ts'

const TITLE_LIMIT = 32

/**
 * Sends through ServerChan (Server酱): Turbo with keys `SCT…`, version 3 with keys `sctp<uid>t…`, each with its own
 * host. The service reads Markdown, so it is escaped in the text. Errors may come with HTTP 200 and a `code`.
 * https://sct.ftqq.com/docs · https://doc.sc3.ft07.com
 */
export const serverchan: Channel = {
  settings: [
    {
      name: 'key',
      required: true,
      secret: true,
      form: /^(SCT[0-9A-Za-z]+|sctp\d+t[0-9A-Za-z]+|SCU[0-9A-Za-z]+)$/,
      example: 'SCT1234TabcDEF',
    },
    CA,
  ],
  docs: 'https://sct.ftqq.com/sendkey',
  limit: { unit: 'bytes', size: 30_000, written: text => inJson(asMarkdown(text)) },
  async send({ title, text }, { key }, world) {
    const uid = /^sctp(\d+)t/.exec(key!)?.[1]
    const address = uid
      ? `https://${uid}.push.ft07.com/send/${key}.send`
      : `https://sctapi.ftqq.com/${key}.send`
    const isLong = title.length > TITLE_LIMIT
    const body = {
      title: cutText(title, TITLE_LIMIT),
      desp: asMarkdown(isLong ? `${title}\n${text}` : text),
    }
    checkCode(await postJson(address, body, world), { keys: ['code', 'errno'], good: 0 })
  },
}

/** Escapes the characters that every dialect of Markdown allows to escape, and keeps every line a line. */
function asMarkdown(text: string): string {
  return withoutMarkup(text)
    .replace(/[\\`*_{}[\]()#+.!|~-]/g, '\\$&')
    .replace(/^ +/gm, '')
    .replaceAll('\n', '\n\n')
}
