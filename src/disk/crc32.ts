const TABLE = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  TABLE[byte] = value
}

/** CRC-32 (ISO 3309, as in gzip) as 8 hex digits. By hand: `node:zlib` costs 4 ms to load, `node:crypto` more. */
export function crc32(bytes: Uint8Array): string {
  let crc = -1
  for (let at = 0; at < bytes.length; at++) crc = TABLE[(crc ^ bytes[at]!) & 255]! ^ (crc >>> 8)
  return (~crc >>> 0).toString(16).padStart(8, '0')
}
