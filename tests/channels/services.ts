import type { Reply } from './service.ts'

/** A service as its documentation says it answers. */
export interface Answering {
  settings: Record<string, string>
  /** The parts of the settings that must never be seen. */
  secrets: string[]
  good: Extract<Reply, { status: number }>
  /** Whether any body of a 2xx answer counts. */
  believesAnything?: true
  /** Whether it says in the body whether it took the message. */
  saysInBody?: true
  /** What one message may hold by the service's own count, and how it counts the request it got. */
  limit: number
  count: (body: never) => number
  /** The texts a reader sees, as the service would make them of the request. */
  shown: (body: never) => string
}

/** An empty line, where the service would not show one. */
const EMPTY = '\u00a0'

interface Chat {
  text: string
}

/** Every kind that speaks HTTP. The tests of the contract go through this list. */
export const SERVICES: Record<string, Answering> = {
  webhook: {
    settings: {
      url: 'https://example.org/in/hook-9f8e7d6c5b4a',
      secret: 'signing-secret-1',
      header: 'Authorization: Bearer header-secret-1',
    },
    secrets: ['hook-9f8e7d6c5b4a', 'signing-secret-1', 'header-secret-1'],
    good: { status: 204 },
    believesAnything: true,
    limit: Infinity,
    count: () => 0,
    shown: ({ text }: Chat) => text,
  },
  ntfy: {
    settings: { topic: 'my-cards-7Kq2', token: 'tk_AgQdq7mVBoFD37zQ' },
    secrets: ['my-cards-7Kq2', 'tk_AgQdq7mVBoFD37zQ'],
    good: { status: 200, body: { id: 'hwQ2YpKdmg', time: 1, event: 'message', topic: 'my-cards-7Kq2' } },
    // The server reads twice its limit of JSON, and makes a file of a longer message.
    limit: 1,
    count: (body: { message: string }) =>
      Math.max(Buffer.byteLength(body.message) / 4096, Buffer.byteLength(JSON.stringify(body)) / 8192),
    shown: ({ title, message }: { title: string; message: string }) => `${title}\n\n${message}`,
  },
  telegram: {
    settings: { token: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', chat: '987654321' },
    secrets: ['AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'],
    saysInBody: true,
    good: { status: 200, body: { ok: true, result: { message_id: 1 } } },
    limit: 4096,
    count: ({ text }: Chat) => text.length,
    shown: ({ text }: Chat) => text.replaceAll('@\u2060', '@'),
  },
  wecom: {
    settings: { url: '693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa' },
    secrets: ['693a91f6-7abc-4bc4-97a0-0ec2sifa5aaa'],
    saysInBody: true,
    good: { status: 200, body: { errcode: 0, errmsg: 'ok' } },
    limit: 2048,
    count: ({ text }: { text: { content: string } }) => Buffer.byteLength(text.content),
    shown: ({ text }: { text: { content: string } }) => text.content.replaceAll('< @', '<@'),
  },
  dingtalk: {
    settings: {
      url: 'https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec',
      secret: 'SECabc',
    },
    secrets: ['566cc69da782ec', 'SECabc'],
    saysInBody: true,
    good: { status: 200, body: { errcode: 0, errmsg: 'ok' } },
    limit: 20_000,
    count: (body: object) => Buffer.byteLength(JSON.stringify(body)),
    shown: ({ text }: { text: { content: string } }) => text.content,
  },
  feishu: {
    settings: { url: 'https://open.feishu.cn/open-apis/bot/v2/hook/01234567-89ab-cdef', secret: 'SECabc' },
    secrets: ['01234567-89ab-cdef', 'SECabc'],
    saysInBody: true,
    good: { status: 200, body: { code: 0, msg: 'success', data: {} } },
    limit: 20_480,
    count: (body: object) => Buffer.byteLength(JSON.stringify(body)),
    shown: ({ content }: FeishuBody) => {
      const { title, content: lines } = content.post.zh_cn
      return `${title}\n\n${lines.map(line => line.map(({ text }) => (text === EMPTY ? '' : text)).join('')).join('\n')}`
    },
  },
  serverchan: {
    settings: { key: 'SCT1234TabcDEF' },
    secrets: ['SCT1234TabcDEF'],
    saysInBody: true,
    good: { status: 200, body: { code: 0, message: '', data: { pushid: '1', errno: 0, error: 'SUCCESS' } } },
    limit: 1,
    count: ({ title, desp }: { title: string; desp: string }) =>
      Math.max([...title].length / 32, Buffer.byteLength(desp) / 32_768),
    shown: ({ title, desp }: { title: string; desp: string }) => `${title}\n\n${asRead(desp)}`,
  },
  bark: {
    settings: { key: 'ynJ5Ft4atkMkWeo2PAvFhF' },
    secrets: ['ynJ5Ft4atkMkWeo2PAvFhF'],
    saysInBody: true,
    good: { status: 200, body: { code: 200, message: 'success', timestamp: 1 } },
    limit: 4096,
    // What the server hands to Apple, as Go writes JSON.
    count: ({ title, body, ...rest }: Record<string, string>) =>
      Buffer.byteLength(
        JSON.stringify({
          aps: {
            alert: { title, subtitle: '', body },
            'mutable-content': 1,
            sound: '1107',
            category: 'myNotificationCategory',
            'thread-id': rest.group,
          },
          group: rest.group,
          level: rest.level,
          id: rest.id,
        }).replace(/[<>&]/g, '\\u0000'),
      ),
    shown: ({ title, body }: Record<string, string>) => `${title}\n\n${body}`,
  },
  gotify: {
    settings: { server: 'https://push.example.org/gotify/', token: 'AKq2x.0123456789' },
    secrets: ['AKq2x.0123456789'],
    good: { status: 200, body: { id: 25, appid: 5, message: 'x', priority: 5 } },
    limit: 1_000_000,
    count: (body: object) => Buffer.byteLength(JSON.stringify(body)),
    shown: ({ title, message }: { title: string; message: string }) => `${title}\n\n${message}`,
  },
  slack: {
    settings: { url: 'https://hooks.slack.com/services/T0000AB/B0000CD/XyZXyZXyZXyZXyZX1' },
    secrets: ['XyZXyZXyZXyZXyZX1', 'T0000AB', 'B0000CD'],
    saysInBody: true,
    good: { status: 200, body: 'ok' },
    limit: 40_000,
    count: ({ text }: Chat) => text.length,
    shown: ({ text }: Chat) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  },
  discord: {
    settings: { url: 'https://discord.com/api/webhooks/123456/tokenTOKENtokenTOKEN?thread_id=77' },
    secrets: ['tokenTOKENtokenTOKEN', '123456'],
    good: { status: 200, body: { id: '1100', type: 0, content: 'x' } },
    limit: 2000,
    count: ({ content }: { content: string }) => content.length,
    shown: ({ content }: { content: string }) => content.replace(/\\([^0-9A-Za-z\s])/g, '$1'),
  },
  teams: {
    settings: { url: 'https://x.api.powerplatform.com/workflows/0123/invoke?sig=abcDEF-123_456' },
    secrets: ['abcDEF-123_456'],
    saysInBody: true,
    good: { status: 202 },
    believesAnything: true,
    limit: 28 * 1024,
    count: (body: object) => Buffer.byteLength(JSON.stringify(body)),
    shown: ({ attachments }: TeamsBody) => {
      const lines = attachments[0]!.content.body.map(({ inlines }) =>
        inlines[0]!.text === EMPTY ? '' : inlines[0]!.text,
      )
      return `${lines[0]}\n\n${lines.slice(1).join('\n')}`.replaceAll('{\u2060{', '{{')
    },
  },
  apprise: {
    settings: {
      url: 'https://apprise.example.org/notify/family-key-42',
      urls: 'tgram://12345:secret-token/7',
    },
    secrets: ['family-key-42', 'secret-token'],
    believesAnything: true,
    good: { status: 200, body: { error: null, details: [] } },
    limit: 1000,
    count: ({ title, body }: { title: string; body: string }) => `${title}\n\n${body}`.length,
    shown: ({ title, body }: { title: string; body: string }) => `${title}\n\n${body}`,
  },
}

interface FeishuBody {
  content: { post: { zh_cn: { title: string; content: { tag: string; text: string }[][] } } }
}

interface TeamsBody {
  attachments: { content: { body: { inlines: { text: string }[] }[] } }[]
}

/** Markdown of paragraphs alone, as a reader sees it. */
function asRead(markdown: string): string {
  return markdown
    .replaceAll('\n\n', '\n')
    .replace(/\\([\\`*_{}[\]()#+.!|~-])/g, '$1')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
}
