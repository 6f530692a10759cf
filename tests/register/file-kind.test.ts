import { expect, test } from 'vitest'
import { errorText } from '../../src/error-text.ts'
import { RenewError } from '../../src/errors.ts'
import { fileKind, otherKind } from '../../src/register/file-kind.ts'
import { en, zh } from '../words.ts'

const hex = (text: string) => Buffer.from(text, 'hex')
const ole = (stream: string) => Buffer.concat([hex('d0cf11e0a1b11ae1'), Buffer.from(stream, 'utf16le')])

test.each<[string, Buffer | string, string]>([
  ['a table', 'Name,Expiry\nAnn,2027-01-01\n', 'text'],
  ['a table with a title', 'Company: Acme\nDate: 2026-01-01\nName,Expiry\n', 'text'],
  ['a table with a remark above', '# exported\nName,Expiry\nAnn,2027-01-01\n', 'text'],
  ['a table of one column', 'Name\nAnn\n', 'text'],
  ['a table with bars', 'Name|Expiry\nAnn|2027-01-01\n', 'text'],
  ['nothing', '', 'text'],
  ['an old workbook', ole('Workbook'), 'xls'],
  ['a workbook with a password', ole('EncryptedPackage'), 'locked'],
  ['an old text document', ole('WordDocument'), 'word'],
  ['an Outlook message', ole('__properties_version1.0'), 'mail'],
  ['a PDF', '%PDF-1.7\n', 'pdf'],
  ['a picture (JPEG)', hex('ffd8ffe0'), 'image'],
  ['a picture (HEIC)', hex('000000186674797068656963'), 'image'],
  ['a gzip file', hex('1f8b0800'), 'gzip'],
  ['a damaged zip', 'PK\u0003\u0004\u0014', 'zip'],
  ['an SQLite database', 'SQLite format 3\0', 'database'],
  ['a calendar', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', 'calendar'],
  ['contacts', '\ufeffBEGIN:VCARD\r\n', 'contacts'],
  ['a web page', '\n<html xmlns:o="x"><table><tr><td>Name</td></tr></table>', 'web-page'],
  ['a web page with its declaration', '<!DOCTYPE html><html>', 'web-page'],
  ['a web page in UTF-16', Buffer.from('\ufeff<html><body>', 'utf16le'), 'web-page'],
  ['a table of a web page', '<table border="1"><tr><td>', 'web-page'],
  ['comments of a web page before other text', `${'<!---->'.repeat(500)}name,expires`, 'text'],
  ['a workbook in XML', '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com">', 'xml'],
  ['YAML', 'documents:\n  - name: passport\n    expires: 2027-01-01\n', 'yaml'],
  ['YAML in cyrillic', 'Паспорт: 2027-01-01\nВиза: 2028-01-01\n', 'yaml'],
  ['a Markdown table', '# Documents\n\n| Name | Expiry |\n|---|---|\n| Ann | 2027-01-01 |\n', 'markdown'],
  ['a Markdown table without outer bars', 'Name | Expiry\n--- | ---\nAnn | 2027-01-01\n', 'markdown'],
  ['an e-mail', 'Return-Path: <a@x>\r\nReceived: from x\r\n', 'mail'],
  ['RTF', '{\\rtf1\\ansi', 'rtf'],
])('%s', (_, content, kind) => {
  expect(fileKind(Buffer.from(content))).toBe(kind)
})

test('is named in the error, with a command for this file', () => {
  const error = otherKind('gzip', "it's.csv.gz")
  expect(error).toBeInstanceOf(RenewError)
  expect(errorText(error, en).message).toBe("it's.csv.gz is a gzip archive; nothing was imported")
  expect(errorText(error, en).hint).toBe("gzip -dc 'it'\\''s.csv.gz' | renew import -")
  expect(errorText(error, zh).message).toContain('gzip 压缩文件')
})
