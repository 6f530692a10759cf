/**
 * Failures and faults as the program words them in English where they arise: in channels, schemas, the ledger, and JSON,
 * which is never translated. Each other language says them in its own words (`told`); what a service, a system or a
 * library says stays as it is. `{host}` and the like stand for what is filled in; a `{why…}` or `{what…}` is one of
 * these texts itself.
 */
export const TOLD = [
  // Channels
  'no answer within {seconds} s',
  '{host} did not answer in time',
  '{host} did not answer as the service does; is something in between?',
  '{host} refused it ({code}); {why}',
  '{host} refused it: {said} ({code}); {why}',
  '{host} refused it ({code})',
  '{host} refused it: {said}',
  'HTTP {status} from {host}: it leads nowhere',
  'HTTP {status} from {host}: it leads to {address}, which is not followed',
  'HTTP {status} from {host}: the address has moved on {address}; set the new one',
  'HTTP {status} from {host}: {said}',
  'HTTP {status} from {host}',
  '{host}: {why} ({code})',
  '{host} does not speak TLS there; http instead of https? ({code})',
  '{host} does not speak HTTP there; https instead of http? ({code})',
  '{host} cannot be reached; is its port right?',
  '{host} cannot be reached ({code})',
  '{host} keeps no services under this key; add some there',
  'its certificate is self-signed; give the file of it with --ca',
  'its certificate is of an own authority; give the file of that with --ca',
  'the authority of its certificate is not known; give the file of it with --ca',
  'its certificate has expired; whoever runs it must renew it (or is the clock here wrong?)',
  'its certificate is not valid yet; is the clock here right?',
  'its certificate was revoked',
  'its certificate is for another name; look at the address',
  'there is no such host, or no network',
  'its name cannot be looked up; is there a network?',
  'there is no network to it',
  'there is no network',
  'there is no way to it',
  'it takes no connections there',
  'it broke the connection off',
  'it did not answer',
  'it did not answer to the end',
  'give the keyword of the robot with --keyword',
  'give the secret of the robot (SEC…) with --secret; is the clock here right?',
  'give the secret of the robot with --secret; is the clock here right?',
  'the robot only listens to certain addresses',
  'the robot was taken out of its group, or its address is wrong',
  'the address is none that begins with http:// or https://, without a user in it',
  'a token or header holds characters that cannot be sent',
  'the certificates in {file} cannot be read ({code})',
  '{file} holds no certificate (PEM, "-----BEGIN CERTIFICATE-----")',
  'this renew knows no channel of the kind "{kind}"',
  'the secret "{name}" is empty where it is kept ({place})',
  'the secret "{name}" cannot be read from {file} ({code})',
  'the program for the secret "{name}" cannot be understood',
  'the program for the secret "{name}" failed: {program} ({how})',
  'no terminal of yours is open, or none takes messages (mesg y)',
  'no desktop session is open (no session bus)',
  '{program} is not installed, or not where a timer looks; give its place with --run',
  '{program} is not installed, or not in {path}',
  '{program} is not installed',
  '{program} is not there, or cannot be run',
  '{program} did not end in time',
  '{program} did not end in time ({code})',
  '{program} cannot be run ({code})',
  '{program} failed ({code})',
  '{program} was killed',
  '{program} was killed: {said}',
  '{program} ended with {status}: {said}',
  '{program} ended with {status}',
  'apprise reads either --urls or --config, not both; leave one out',
  '--{name} is missing for the login',
  'the password would travel unencrypted; use --tls starttls or --tls implicit',
  'the certificate of {host} cannot be trusted: {why} (--ca FILE trusts one)',
  'it is self-signed',
  'an authority nobody knows has signed it',
  'it has expired',
  'it is not valid yet; is the clock right?',
  'it was made for another host',
  '{host} refuses the user or the password: {said}',
  '{host} offers no encryption (STARTTLS): {said}',
  'no answer from {host} in time',
  'no encrypted connection to {host}: {said}',
  '{host} refuses: {said}',
  'refused: {said}',
  // Guides, working days and stored files
  'the guide: {what}',
  'not JSON: {said}',
  'not a file',
  'is missing',
  'is not a key of guides',
  'is "{id}", but the file is for "{place}"',
  'must be a list',
  'is not JSON',
  'must be an object',
  'must be a year of four digits',
  'is not a key of working days',
  'must be text',
  'must lie in this year',
  'is also among the days off',
  'another card has the id "{id}"',
  'another card has this name',
  'must be {what}',
  'must be a key of "sources"; there is no "{name}"',
  '"{name}" is taken',
  '"{name}" cannot follow "{other}"',
  'Invalid type: Expected {expected} but received {received}',
  'Invalid key: Expected {expected} but received {received}',
  'Invalid value: Expected {expected} but received {received}',
  'Invalid length: Expected {expected} but received {received}',
  'Invalid integer: Received {received}',
  'a date as YYYY-MM-DD',
  'an instant such as 2026-12-01T09:00:00+05:00',
  'a year, month or day',
  'a period such as P1M or 2w',
  'a period such as 2w or P1M',
  'a period such as P1Y or 180d, not in working days',
  'a zone such as Asia/Almaty',
  'a milestone such as 3mo or 14d',
  'a milestone such as lead or 14d',
  'words in lower case, as in kz/registration-card',
  'words in lower case, joined by hyphens',
  'an amount such as 10000 or 12.50',
  'a currency of three letters, such as KZT',
  'an address',
  'an id',
  'a number as text',
  'one line without control characters',
  '1 to {limit} characters',
  'an http or https address without a password',
] as const

export type Told = (typeof TOLD)[number]

interface Form {
  pattern: RegExp
  names: string[]
  words: string
}

/** Says in another language what is one of `TOLD`; everything else is given back as it is. */
export function tellingIn(words: Readonly<Record<Told, string>>): (english: string) => string {
  let forms: Form[] | null = null
  const tell = (english: string): string | null => {
    forms ??= TOLD.map(template => formOf(template, words[template]))
    for (const form of forms) {
      const said = saidBy(form, english, tell)
      if (said !== null) return said
    }
    return null
  }
  return english => {
    const whole = tell(english)
    if (whole !== null) return whole
    // Behind the place where it lies: `materials.0.id: is missing`.
    for (let at = english.indexOf(': '); at >= 0; at = english.indexOf(': ', at + 1)) {
      const said = tell(english.slice(at + 2))
      if (said !== null) return `${english.slice(0, at)}: ${said}`
    }
    return english
  }
}

function formOf(template: Told, words: string): Form {
  const names: string[] = []
  const pattern = template.replace(/\{(\w+)\}|[.*+?^${}()|[\]\\]/g, (found, name?: string) => {
    if (name === undefined) return `\\${found}`
    names.push(name)
    return SINGLE.has(name) ? '(\\S+?)' : '(.+?)'
  })
  return { pattern: new RegExp(`^${pattern}$`, 'su'), names, words }
}

/** Never more than one word, so that a sentence of somebody else's is not taken for one of ours. */
const SINGLE = new Set(['host', 'code', 'status', 'seconds', 'address', 'limit'])

function saidBy({ pattern, names, words }: Form, english: string, tell: (text: string) => string | null) {
  const found = pattern.exec(english)
  if (!found) return null
  const values: Record<string, string> = {}
  for (const [at, name] of names.entries()) {
    const value = found[at + 1]!
    const said = name === 'why' || name === 'what' ? tell(value) : value
    if (said === null) return null
    values[name] = said
  }
  return words.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
