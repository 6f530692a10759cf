/** The letters that KZ-1048 (STRK1048) has where windows-1251 has others, by byte. */
const KZ_1048 = {
  ...{ 141: 'Қ', 142: 'Һ', 157: 'қ', 158: 'һ', 161: 'Ұ', 162: 'ұ', 163: 'Ә', 165: 'Ө' },
  ...{ 170: 'Ғ', 175: 'Ү', 180: 'ө', 186: 'ғ', 188: 'ә', 189: 'Ң', 190: 'ң', 191: 'ү' },
}

/** The letters that PTCP-154 (Paratype Asian Cyrillic) has where windows-1251 has others, by byte. */
const PTCP_154 = {
  ...{ 128: 'Җ', 129: 'Ғ', 130: 'Ӯ', 131: 'ғ', 134: 'Ҷ', 135: 'Ү', 136: 'Ҳ', 137: 'ү', 138: 'Ҡ' },
  ...{ 139: 'Ӣ', 140: 'Ң', 141: 'Қ', 142: 'Һ', 143: 'Ҹ', 144: 'җ', 152: 'ҳ', 153: 'ҷ', 154: 'ҡ' },
  ...{ 155: 'ӣ', 156: 'ң', 157: 'қ', 158: 'һ', 159: 'ҹ', 164: 'Ө', 165: 'Ҙ', 166: 'Ұ', 170: 'Ә' },
  ...{ 173: 'ӯ', 175: 'Ҝ', 177: 'ұ', 180: 'ҙ', 181: 'ө', 186: 'ә', 189: 'Ҫ', 190: 'ҫ', 191: 'ҝ' },
}

/** What windows-1252 has where ISO 8859-1 has controls. `TextDecoder` of Node 20 takes the two for the same. */
const WINDOWS_1252 = Object.fromEntries(
  [...'€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'].map((letter, at) => [0x80 + at, letter]),
)

const OWN_PAGES: Record<string, { like: string; letters: Readonly<Record<number, string>> }> = {
  'kz-1048': { like: 'windows-1251', letters: KZ_1048 },
  'ptcp-154': { like: 'windows-1251', letters: PTCP_154 },
  'windows-1252': { like: 'windows-1252', letters: WINDOWS_1252 },
}

const ALIASES: Record<string, string> = {
  ...{ rk1048: 'kz-1048', kz1048: 'kz-1048', 'strk1048-2002': 'kz-1048', strk1048: 'kz-1048' },
  ...{ pt154: 'ptcp-154', ptcp154: 'ptcp-154', cp154: 'ptcp-154', csptcp154: 'ptcp-154' },
}

/** Decodes bytes; with `stream`, they may end inside a character, which the next ones complete. */
export type Decode = (bytes?: Uint8Array, options?: { stream: boolean }) => string

/** Returns the name of an encoding in its usual form; null if it cannot be decoded. */
export function encodingName(name: string): string | null {
  const key = name.trim().toLowerCase()
  const own = ALIASES[key] ?? key
  if (Object.hasOwn(OWN_PAGES, own)) return own
  try {
    return new TextDecoder(key).encoding
  } catch {
    return null
  }
}

export function decoderOf(name: string): Decode {
  const page = OWN_PAGES[name]
  if (!page) {
    const decoder = new TextDecoder(name, { fatal: true })
    return (bytes, options) => decoder.decode(bytes, options)
  }
  const table = Array.from(
    new TextDecoder(page.like).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)),
    (letter, byte) => page.letters[byte] ?? letter,
  )
  return bytes =>
    bytes === undefined
      ? ''
      : Buffer.from(bytes)
          .toString('latin1')
          .replace(/[\x80-\xff]/g, letter => table[letter.charCodeAt(0)]!)
}
