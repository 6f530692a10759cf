import type { Setting } from './channel.ts'

/** An authority to trust beside the known ones: for servers of one's own, and where a firm looks into TLS. */
export const CA: Setting = {
  name: 'ca',
  required: false,
  secret: false,
  form: 'absolute-path',
  example: '/etc/ssl/my-ca.pem',
}
