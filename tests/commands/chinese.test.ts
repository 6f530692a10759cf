import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { type Circumstances, homeWith, renew } from '../world.ts'

const PIPE: Circumstances = { env: { RENEW_LANG: 'zh' }, now: '2026-11-27T10:00:00+05:00' }
const TERMINAL: Circumstances = { ...PIPE, terminal: { width: 80 } }

/** What no careful Chinese text has. A table on a terminal has two blanks between its columns. */
const FAULTS = [
  [/） \p{sc=Han}/u, 'a blank after ）'],
  [/））|）（/u, 'brackets in brackets, or beside them'],
  [/[\p{sc=Han}）”] \(|\p{sc=Han}, ?\S|\p{sc=Han}; /u, 'half-width punctuation'],
  [/[从自至]\d/u, 'a number without a blank before it'],
  [/[\d}] 张|你/u, 'another word than the usual one'],
] as const

const CALLS = [
  ['status'],
  ['show', '登记卡'],
  ['show', '护照'],
  ['list'],
  ['plan', '登记卡'],
  ['next'],
  ['agenda'],
  ['agenda', '--month'],
  ['history'],
  ['history', '--changes'],
  ['remind', '--dry-run', '--until', '2027-01-20'],
  ['doctor'],
  ['guide', 'kz/registration-card'],
  ['guide', '--print', '登记卡'],
  ['report'],
  ['add', '远', '--expires', '9999-12-31'],
  ['add', '近', '--expires', '2027-02-10'],
  ['edit', '登记卡', '--appointment', '2026-12-20'],
  ['edit', '登记卡', '--issued', '2027-02-10'],
  ['submit', '登记卡', '--paid', '15000KZT'],
  ['submit', '登记卡', '--paid', '200KZT'],
  ['show', '登记卡'],
  ['undo'],
  ['done', '登记卡', '--expires', '2026-12-01'],
  ['snooze', '护照', '--for', '10y'],
  ['link', '护照', '登记卡'],
  ['remove', '护照'],
  ['plan', '护照'],
]

async function familyHome(): Promise<string> {
  const home = await homeWith(
    ['登记卡', '2026-12-31', '--holder', '李娜', '--tags', '家人，公司', '--number', 'N1234'],
    ['护照', '2027-03-27', '--holder', '李娜'],
    ['签证', '2026-11-20', '--holder', '王芳'],
  )
  await renew(home, ['link', '登记卡', '护照'], PIPE)
  await renew(home, ['tick', '登记卡', '照片', '--taken', '2026-11-20'], PIPE)
  return home
}

describe.each([
  ['in a pipe', PIPE],
  ['on a terminal', TERMINAL],
])('Chinese output %s', (_, how) => {
  test('is set as Chinese is written', async () => {
    const home = await familyHome()
    const faults: string[] = []
    for (const argv of CALLS) {
      const { stdout, stderr } = await renew(home, argv, how)
      for (const line of `${stdout}\n${stderr}`.split('\n'))
        for (const [fault, what] of FAULTS)
          if (fault.test(line)) faults.push(`${argv.join(' ')}: ${what}: ${line.trim()}`)
    }
    expect(faults).toEqual([])
  })

  test('is so about a list too', async () => {
    const home = await familyHome()
    const file = path.join(newFolder(), 'list.csv')
    writeFileSync(
      file,
      '姓名,证件类型,到期日,证件号\n李娜,护照,2027/1/15,E1234567\n王芳,签证,2090/2/1,\n赵六,护照,下月,X1\n',
    )
    const { stdout, stderr } = await renew(home, ['import', file, '--dry-run'], how)
    const lines = `${stdout}\n${stderr}`.split('\n')
    // The names of documents have a comma and a blank in every language.
    const said = lines.map(line => line.replaceAll(/\p{sc=Han}+, \p{sc=Han}+/gu, '名称'))
    expect(said.filter(line => FAULTS.some(([fault]) => fault.test(line)))).toEqual([])
  })
})

test('a document without steps is called as its kind is, not by its id', async () => {
  const home = await homeWith(['工签', '2027-01-10', '--guide', 'work-permit'])
  const { stderr } = await renew(home, ['plan', '工签'], PIPE)
  expect(stderr).toContain('不知道“工签”如何续办（工作许可）')
})
