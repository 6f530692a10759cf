// Every way to install, with Node 20, 22, 24 and 26 and npm 10, 11 and 12. Takes some minutes, so it runs on demand.
//   npm run test:install                 all of them
//   npm run test:install -- 20/10 24/12  only Node 20 with npm 10, and Node 24 with npm 12
//   npm run test:install -- 26/11 -t npx  only the tests whose names contain npx
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const CACHE = path.join(tmpdir(), 'renew-tools')
const ALL = ['20', '22', '24', '26'].flatMap(node => ['10', '11', '12'].map(npm => `${node}/${npm}`))

const asked = process.argv.slice(2).filter(word => ALL.includes(word))
const others = process.argv.slice(2).filter(word => !ALL.includes(word))
const tools = (asked.length > 0 ? asked : ALL).map(pair => {
  const [node, npm] = pair.split('/')
  return {
    node: fetched(`node-${process.platform}-${process.arch}`, node, 'bin/node'),
    npm: fetched('npm', npm, 'bin/npm-cli.js'),
  }
})
const vitest = ['node_modules/vitest/vitest.mjs', 'run', 'tests/package/install', ...others]
const run = spawnSync(process.execPath, vitest, {
  stdio: 'inherit',
  env: { ...process.env, RENEW_TOOLS: JSON.stringify(tools) },
})
process.exitCode = run.status ?? 1

/** A file of a package from the registry, downloaded once. */
function fetched(name, major, file) {
  const folder = path.join(CACHE, `${name}-${major}`)
  const place = path.join(folder, 'node_modules', name, file)
  if (!existsSync(place)) {
    const npm = spawnSync(
      'npm',
      ['install', '--prefix', folder, '--no-audit', '--no-fund', `${name}@${major}`],
      {
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32',
      },
    )
    if (npm.status !== 0) throw new Error(`npm could not fetch ${name}@${major}`)
  }
  return place
}
