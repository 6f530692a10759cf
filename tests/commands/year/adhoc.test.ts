import { writeFileSync } from 'node:fs'
import { test } from 'vitest'
import { newHome, renew } from '../../world.ts'
import { fakeCrontab } from '../fake-crontab.ts'
import { LANGUAGES, NAMES } from './story.ts'
import { widthOf } from '../../../src/text/width.ts'

test.each(LANGUAGES)('%s', async lang => {
  const my = NAMES[lang]
  const home = newHome()
  const { io } = fakeCrontab()
  let out = ''
  const setup = [
    ['channel', 'add', 'command', '--name', 'phone', '--run', '/bin/cat', '--no-test'],
    ['add', my.card, '--expires', '2027-01-01', '--holder', my.wife, '--number', '12345678', '--tags', 'a,b'],
    ['add', my.passport, '--expires', '2027-03-27', '--holder', my.wife],
    ['add', my.permit, '--expires', '2027-06-30', '--holder', my.husband],
    ['add', my.lease, '--expires', '2027-05-31'],
    ['add', my.sim, '--expires', '2026-11-27'],
    ['add', my.insurance, '--expires', '2026-12-01'],
    ['edit', my.card, '--method', my.inPerson, '--appointment', '2026-12-20', '--place', my.place],
    ['tick', my.card, my.form],
  ]
  const screens = [
    ['status'], ['plan', my.card], ['show', my.card], ['agenda', '--to', '2026-12-31'], ['agenda', '--month'], ['doctor'], ['history'], ['history', '--changes'],
    ['guide', my.permit], ['guide', 'list'], ['help'], ['help', 'add'], ['help', 'status'], ['help', 'snooze'], ['help', 'import'], ['help', 'channel', 'add'], ['help', 'timer'], ['config', 'list'], ['config', 'path'], ['timer', 'install', '--with', 'cron'], ['timer', 'status'],
    ['channel', 'list'], ['remind', '--dry-run'], ['report'], ['list'],
    ['undo', '--yes'],
    ['add', 'x', '--expires', '2026-02-30'], ['add', 'x', '--expires', '03/04/2027'], ['add', 'x', '--expires', '27.1.1'], ['show', 'nobody'], ['status', '--what'], ['stauts'], ['add', 'a1', '--expires', '2027-01-01', '--lead', '2m'],
    ['edit', my.card, '--method', 'zzz'], ['tick', my.card, 'zzz'], ['submit', my.card, '--paid', '15000'], ['done', my.card, '--expires', '2026-12-01'], ['snooze', my.sim, '--for', '3d'], ['remind', '--on', '2027-01-01'], ['restore'], ['config', 'set', 'remindAt', '25:00'], ['config', 'set', 'nosuch', '1'], ['undo', '99'], ['channel', 'add', 'nosuch'], ['channel', 'test', 'x'], ['import', '/nope.csv'], ['guide', 'zzz'], ['close', my.passport], ['remove', my.sim],
    ['add', my.card + ' 2', '--expires', '2027-01-05'], ['show', my.card.slice(0, 2)], ['edit', my.card, '--appointment', '2026-12-16'], ['edit', my.card, '--appointment', '2026-11-01'], ['edit', my.card, '--appointment', '2027-03-01'], ['next'],
  ]
  for (const width of [60, 80, 100]) {
    const h = width === 60 ? home : newHome()
    const how = { env: { LANG: `${lang}_KZ.UTF-8` }, io: {...io}, terminal: { width, height: 500 } }
    for (const words of [...setup, ...screens]) {
      const { code, stdout, stderr } = await renew(h, words, how)
      const isSetup = setup.includes(words)
      if (isSetup && code !== 0) out += `SETUP ${words} ${stderr}`
      if (isSetup && width !== 60) continue
      const wide = (stdout + stderr).split('\n').filter(line => widthOf(line) > width)
      out += `[${width}] $ renew ${words.join(' ')} (${code})\n${stdout}${stderr === '' ? '' : `~~~\n${stderr}`}${wide.map(line => `WIDE ${line}\n`).join('')}\n`
    }
  }
  writeFileSync(`/dev/shm/screens.${lang}.txt`, out)
}, 300_000)
