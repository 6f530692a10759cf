import { expect, test } from 'vitest'
import { newHome, renew } from '../world.ts'

// Two answers that run into each other, or into a prompt, cannot be read.

const COMMANDS = [
  ['add', '李娜的护照', '--guide', 'passport', '--expires', '2027-03-01'],
  ['add', 'me', '--guide', 'kz/registration-card', '--expires', '2026-12-31', '--holder', 'Li Na'],
  ['add', 'passport', '--guide', 'passport', '--expires', '2028-03-01'],
  ['status'],
  ['status', 'me'],
  ['list'],
  ['show', 'me'],
  ['next'],
  ['agenda'],
  ['agenda', '--month'],
  ['plan'],
  ['plan', 'me'],
  ['link', 'me', '李娜的护照'],
  ['link', 'me', '李娜的护照', '--remove'],
  ['edit', 'me', '--appointment', '2026-12-15 10:30', '--place', 'Abay 12'],
  ['edit', 'me', '--note', 'x'],
  ['tick', 'me', 'photo'],
  ['untick', 'me', 'photo'],
  ['snooze', 'me', '--for', '3d'],
  ['ack', 'me'],
  ['remind', '--dry-run'],
  ['remind'],
  ['submit', 'me'],
  ['done', 'me', '--expires', '2027-12-31'],
  ['history'],
  ['history', 'me'],
  ['history', '--changes'],
  ['undo', '--yes'],
  ['config', 'list'],
  ['config', 'set', 'remindAt', '09:00'],
  ['channel', 'list'],
  ['guide'],
  ['guide', 'kz/registration-card'],
  ['guide', 'list'],
  ['timer', 'status'],
  ['doctor'],
  ['export'],
  ['export', '--format', 'csv'],
  ['export', '--format', 'ics'],
  ['close', 'passport'],
  ['reopen', 'passport'],
  ['remove', 'passport', '--yes'],
  ['restore'],
  ['help'],
  ['help', 'add'],
  ['--version'],
  ['show', 'nobody'],
]

test.each([
  ['en', undefined, []],
  ['zh', undefined, []],
  ['en', { width: 60 }, []],
  ['en', undefined, ['--json']],
] as const)('every output ends with a line break (%s, terminal %o, %j)', async (lang, terminal, more) => {
  const home = newHome()
  const failed: string[][] = []
  for (const argv of COMMANDS) {
    const how = { env: { RENEW_LANG: lang }, ...(terminal && { terminal }) }
    const { code, stdout, stderr } = await renew(home, [...argv, ...more], how)
    for (const text of [stdout, stderr]) if (text !== '') expect(text, argv.join(' ')).toMatch(/\n$/)
    if (code === 2) failed.push(argv)
  }
  if (more.length === 0) expect(failed).toEqual([])
})
