import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { newFolder } from '../folders.ts'
import { cardsIn, differences, importList, LISTS, TRUTH, truthOf } from './list-truth.ts'

/** Lists that do not come in as wanted yet. Names only leave this list. */
const NOT_YET = new Set<string>([
  'agreements-kr.csv',
  'airtable.csv',
  'assets-snipe.csv',
  'authorizations-cn.csv',
  'bank-cn-yyyymmdd.csv',
  'certificates-cn-manag.csv',
  'certinfo-ru-866.csv',
  'certinfo-ru.csv',
  'certs-nohead.csv',
  'contracts-cn.csv',
  'contratos-br-semicolon.csv',
  'contratos-br-spaces.csv',
  'domains-desk.csv',
  'domains-whois.csv',
  'drivers-uae.csv',
  'driving-licence-cn.csv',
  'epoch-ms.csv',
  'erpnext-employee.csv',
  'excel-fr.csv',
  'excel-serial.csv',
  'excel-utf16.txt',
  'expire-ocr.csv',
  'fleet-in.csv',
  'frappe-lease-import.csv',
  'frappe-legacy-template.csv',
  'gsheets-de.csv',
  'gym-members.csv',
  'homebox.tsv',
  'hr-saudi-58cols.csv',
  'leases-ng.csv',
  'leases-us-detail.csv',
  'ledger-cn-3heads-gbk.csv',
  'licenses-snipe.csv',
  'licenses-us-contractors.csv',
  'lubelog-reminders.csv',
  'mixed-blanks.csv',
  'notion.csv',
  'odoo-hr-internal.csv',
  'office-kz-multi.csv',
  'reagents-expiry.csv',
  'renewals-us.csv',
  'scadenze-it.csv',
  'users-snipe.csv',
  'warracker.csv',
  'warranties-in.csv',
])

const lists = readdirSync(LISTS).filter(name => name !== 'README.md')

test('every list has a table of what is wanted', () => {
  expect(readdirSync(TRUTH).sort()).toEqual(lists.map(name => `${name}.txt`).sort())
})

test.each(lists)('%s gives the cards a person wants', async list => {
  const folder = newFolder()
  const home = path.join(folder, 'home')
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, list)
  copyFileSync(path.join(LISTS, list), file)
  const truth = truthOf(list)
  const { commands, said } = await importList(home, file, truth.options)
  const texts = said.map(({ stdout, stderr }) => stdout + stderr)
  expect(texts.join()).not.toMatch(/hunter2|s3cret/)
  const found = commands === 0 ? [] : differences(truth.rows, await cardsIn(home))
  const isRight =
    truth.commands === 'refused'
      ? commands === 0 || found.length === 0
      : truth.commands.includes(String(commands || 'x')) && found.length === 0
  const report = [`commands: ${commands}, wanted: ${truth.commands}`, ...found, ...texts].join('\n')
  if (!NOT_YET.has(list)) expect(isRight, report).toBe(true)
})
