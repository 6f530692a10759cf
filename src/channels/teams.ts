import { failure } from '../failure.ts'
import { strangeAnswer } from './answer.ts'
import { type Channel, DeliveryError } from './channel.ts'
import { excerpt, inJson } from './message-text.ts'
import { CA, postJson, urlSetting } from './post.ts'

/** How the request writes the end of a line, with the blank that an empty line gets. */
const NEXT_LINE = '\u00a0"}]},{"type":"RichTextBlock","spacing":"None","inlines":[{"type":"TextRun","text":"'

/**
 * Sends an Adaptive Card to a workflow webhook of Microsoft Teams ("When a Teams webhook request is received"). Its
 * rich text has no Markdown; only `{{DATE(…)}}` would be replaced. A request holds 28 KB; the workflow answers 202. Old
 * connectors report an error with 200 and a sentence.
 * https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using ·
 * https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run
 */
export const teams: Channel = {
  settings: [
    urlSetting('https://x.api.powerplatform.com/workflows/0123/triggers/manual/paths/invoke?sig=XXX'),
    CA,
  ],
  docs: 'https://support.microsoft.com/office/create-incoming-webhooks-with-workflows-for-microsoft-teams-8ae491c7-0394-4861-ba59-055e33f75498',
  limit: { unit: 'bytes', size: 26_000, written: text => inJson(inert(text)).replaceAll('\\n', NEXT_LINE) },
  async send({ title, text }, { url }, world) {
    const body = [
      line(title, { weight: 'Bolder', size: 'Medium' }),
      ...text.split('\n').map(one => line(one)),
    ]
    const content = {
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      type: 'AdaptiveCard',
      version: '1.4',
      msteams: { width: 'Full' },
      body,
    }
    const contentType = 'application/vnd.microsoft.card.adaptive'
    const card = { type: 'message', attachments: [{ contentType, contentUrl: null, content }] }
    const answer = await postJson(url!, card, world)
    if (!/failed with error/i.test(answer.text)) {
      // A workflow says with 202 that it took the card; a connector says it in the body.
      if (answer.status === 202 || answer.isWhole || answer.text.trim() !== '') return
      throw strangeAnswer(answer)
    }
    const said = excerpt(answer.text.trim().split('\n', 1)[0]!)
    throw new DeliveryError(failure('refused', { host: answer.host, said, code: null, why: null }), {
      outcome: /HTTP error (429|5\d\d)/.test(said) ? 'busy' : 'refused',
    })
  },
}

function line(text: string, look: Record<string, string> = {}): object {
  return {
    type: 'RichTextBlock',
    spacing: 'None',
    // An empty line would have no height.
    inlines: [{ type: 'TextRun', text: inert(text) || '\u00a0', ...look }],
  }
}

/** Puts an invisible joiner into `{{`, so that `{{DATE(…)}}` stays text. */
function inert(text: string): string {
  return text.replaceAll('{{', '{\u2060{')
}
