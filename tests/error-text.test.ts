import { expect, test } from 'vitest'
import { newHome, renew } from './world.ts'

test('a hint has this document and this file in its command, whole and quoted for a shell', async () => {
  const home = newHome()
  const name = `Li Na's ${'very '.repeat(12)}long card`
  const word = `'${name.replaceAll("'", "'\\''")}'`
  await renew(home, ['add', name, '--expires', '2027-01-10'])
  const ahead = await renew(home, ['submit', name, '--submitted', '2030-01-01'])
  expect(ahead.stderr).toContain(`renew edit ${word} --appointment 2030-01-01`)
  const taken = await renew(home, ['tick', name, 'photo', '--taken', '2030-01-01'])
  expect(taken.stderr).toContain(`renew edit ${word} --appointment 2030-01-01`)
  const folder = `/nowhere/${'deep/'.repeat(20)}here`
  const missing = await renew(home, ['backup', `${folder}/x.json`])
  expect(missing.stderr).toContain(`mkdir -p ${folder}\n`)
})
