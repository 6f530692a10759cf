import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMANDS } from '../src/commands/index.ts'
import { EXIT } from '../src/errors.ts'
import { manual } from '../src/manual.ts'

test('docs/renew.md is the manual', async () => {
  await expect(await manual('markdown')).toMatchFileSnapshot('../docs/renew.md')
})

test('the man page names every command and exit code, and no line is a request by accident', async () => {
  const page = await manual('man')
  for (const name of Object.keys(COMMANDS)) expect(page).toContain(`\nrenew ${name}`)
  for (const code of Object.values(EXIT)) expect(page).toContain(`\\fB${code}\\fR`)
  const requests = page.split('\n').filter(line => /^[.']/.test(line))
  expect(requests.filter(line => !/^\.(TH|SH|SS|TP|PP|nf|fi)\b/.test(line))).toEqual([])
  expect(page).toMatch(/^[\0-~]*$/)
})

test('the package installs the man page', () => {
  const { man, files } = JSON.parse(readFileSync('package.json', 'utf8'))
  // npm links only a list.
  expect(man).toEqual(['dist/renew.1'])
  expect(files).toContain('dist')
})
