import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate of its own authority, and its key, both as PEM. */
export interface OwnCertificate {
  cert: string
  key: string
}

/**
 * Makes a self-signed certificate for this machine (RFC 5280), for Node has no call for it and a bare machine no
 * openssl.
 * @param hosts names and IPv4 addresses it is for
 */
export function ownCertificate(
  hosts: readonly string[] = ['localhost', '127.0.0.1'],
  { from = '20200101000000Z', to = '20991231235959Z' } = {},
): OwnCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(
    set(sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(`test ${randomBytes(4).toString('hex')}`)))),
  )
  const names = hosts.map(host =>
    /^[\d.]+$/.test(host)
      ? der(0x87, Buffer.from(host.split('.').map(Number)))
      : der(0x82, Buffer.from(host)),
  )
  const extensions = sequence(
    sequence(oid('2.5.29.17'), der(0x04, sequence(...names))),
    sequence(oid('2.5.29.19'), TRUE, der(0x04, sequence(TRUE))),
  )
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'))
  const body = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    name,
    sequence(der(0x18, Buffer.from(from)), der(0x18, Buffer.from(to))),
    name,
    spki(publicKey),
    der(0xa3, extensions),
  )
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = whole
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  }
}

/** A value of ASN.1 in its distinguished encoding (X.690). */
function der(tag: number, content: Buffer): Buffer {
  const size = content.length
  const bytes = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255]
  return Buffer.concat([Buffer.from([tag, ...bytes]), content])
}

const TRUE = der(0x01, Buffer.from([255]))
const sequence = (...parts: Buffer[]) => der(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]) => der(0x31, Buffer.concat(parts))
const integer = (bytes: Buffer) => der(0x02, bytes)
const spki = (key: KeyObject) => key.export({ type: 'spki', format: 'der' })

function oid(text: string): Buffer {
  const [first, second, ...rest] = text.split('.').map(Number) as [number, number, ...number[]]
  const bytes = rest.flatMap(number => {
    const digits = [number & 127]
    for (let left = number >> 7; left > 0; left >>= 7) digits.unshift((left & 127) | 128)
    return digits
  })
  return der(0x06, Buffer.from([first * 40 + second, ...bytes]))
}
