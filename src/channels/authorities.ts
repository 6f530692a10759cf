import { readFileSync } from 'node:fs'
import { failure } from '../failure.ts'
import { DeliveryError } from './channel.ts'

/** Reads the certificates of a PEM file. @throws DeliveryError with the file's name */
export function certificatesIn(file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code)
    throw new DeliveryError(failure('certificates-unreadable', { file, code }), { ofChannel: true })
  }
  throw new DeliveryError(failure('certificates-missing', { file }), { ofChannel: true })
}
