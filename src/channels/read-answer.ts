/** No answer of a service needs more; what is beyond is not read (§9). */
export const ANSWER_LIMIT = 64 * 1024

/** What a service answered. */
export interface Answer {
  status: number
  headers: Headers
  /** The body, at most 64 KB of it. */
  text: string
  /** Who answered. */
  host: string
}

/** Reads an answer; a body that is larger is not waited for. Throws what the network throws. */
export async function readAnswer(response: Response, host: string): Promise<Answer> {
  const { status, headers } = response
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value.subarray(0, ANSWER_LIMIT - size))
    size += value.length
    if (size < ANSWER_LIMIT) continue
    reader.cancel().catch(() => {})
    break
  }
  return { status, headers, text: Buffer.concat(chunks).toString('utf8'), host }
}

/** The body as a JSON object; null when it is none. */
export function jsonOf({ text }: Pick<Answer, 'text'>): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
