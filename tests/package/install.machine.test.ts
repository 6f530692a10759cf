import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../../package.json'
import { Clone, type Ended, type Tools, thisNpm } from './clone.ts'

/** The Node and npm of this run, or those in `RENEW_TOOLS` (JSON: a list of {node, npm}). */
const TOOLS: Tools[] = process.env.RENEW_TOOLS
  ? JSON.parse(process.env.RENEW_TOOLS)
  : [{ node: process.execPath, npm: thisNpm() }]

const MINUTE = 60_000

// A link in npm's folder is a .cmd file there; the hosted workflow installs on Windows instead.
describe.skipIf(process.platform === 'win32').each(TOOLS)('with $node and $npm', tools => {
  describe('npm install --global . in a clean clone', () => {
    let clone: Clone
    let installed: Ended
    beforeAll(async () => {
      clone = new Clone(tools)
      installed = await clone.run('npm', ['install', '--global', '.'])
    }, 5 * MINUTE)
    afterAll(() => clone?.remove())

    test(
      'succeeds, and renew is on the PATH and works in any folder',
      async () => {
        expect(installed, installed.err).toMatchObject({ code: 0 })
        const added = await clone.run('renew', ['add', 'me', '--expires', '2031-12-31', '--yes'], {
          cwd: clone.home,
        })
        expect(added, added.err).toMatchObject({ code: 0 })
        const status = await clone.run('renew', ['status'], { cwd: clone.home })
        expect(status, status.err).toMatchObject({ code: 0 })
        expect(status.out).toMatch(/\bme\b.*2031-12-31/)
      },
      MINUTE,
    )

    test(
      'leaves dist/ built, and the next start does not mention a build',
      async () => {
        const said = await clone.run('renew', ['--version'])
        expect(said).toEqual({ code: 0, out: `${version}\n`, err: '' })
        expect(clone.has('dist', 'main.js')).toBe(true)
      },
      MINUTE,
    )

    test('leaves nothing behind except what .gitignore names', () => {
      const mine = new Set(readdirSync(path.join(import.meta.dirname, '..', '..')))
      const more = readdirSync(clone.folder).filter(name => !mine.has(name))
      expect(more.filter(name => !['node_modules', 'dist'].includes(name))).toEqual([])
    })

    test(
      'npx -y . and npm start answer there too',
      async () => {
        const npx = await clone.run('npx', ['-y', '.', '--version'])
        expect(npx, npx.err).toMatchObject({ code: 0, out: `${version}\n` })
        const start = await clone.run('npm', ['start', '--silent', '--', '--version'])
        expect(start, start.err).toMatchObject({ code: 0, out: `${version}\n` })
      },
      MINUTE,
    )

    test(
      'the way around EACCES that the README names installs the command and its man page',
      async () => {
        const [way] = /npm install --global --prefix \S+ \./.exec(readFileSync('README.md', 'utf8'))!
        const again = await clone.run('sh', ['-c', way])
        expect(again, again.err).toMatchObject({ code: 0 })
        const local = path.join(clone.home, '.local')
        const said = await clone.run(path.join(local, 'bin', 'renew'), ['--version'], { cwd: clone.home })
        expect(said).toEqual({ code: 0, out: `${version}\n`, err: '' })
        await expectManual(clone, local)
      },
      2 * MINUTE,
    )

    test(
      'a packed tarball installs with nothing fetched, and holds only what runs',
      async () => {
        const packed = await clone.run('npm', ['pack', '--json', '--pack-destination', clone.base])
        expect(packed, packed.err).toMatchObject({ code: 0 })
        const tarball = readdirSync(clone.base).find(name => name.endsWith('.tgz')) ?? 'none'
        const prefix = path.join(clone.base, 'elsewhere')
        clone.env.npm_config_prefix = prefix
        const install = await clone.run('npm', [
          'install',
          '--global',
          '--offline',
          path.join(clone.base, tarball),
        ])
        expect(install, install.err).toMatchObject({ code: 0 })
        const home = path.join(prefix, 'lib', 'node_modules', 'renew-reminder')
        expect(readdirSync(home).sort()).toEqual([
          'LICENSE',
          'README.kk.md',
          'README.md',
          'README.ru.md',
          'README.zh.md',
          'bin',
          'dist',
          'package.json',
        ])
        const said = await clone.run(path.join(prefix, 'bin', 'renew'), ['--version'], { cwd: clone.home })
        expect(said).toEqual({ code: 0, out: `${version}\n`, err: '' })
        await expectManual(clone, prefix)
      },
      MINUTE,
    )
  })

  describe('npm install --global . --ignore-scripts', () => {
    let clone: Clone
    beforeAll(() => {
      clone = new Clone(tools)
      // Options that would keep npm from installing what the build needs.
      Object.assign(clone.env, { NODE_ENV: 'production', npm_config_omit: 'dev' })
    })
    afterAll(() => clone?.remove())

    test(
      'leaves the building to the first start; two at once both answer',
      async () => {
        const installed = await clone.run('npm', ['install', '--global', '.', '--ignore-scripts'])
        expect(installed, installed.err).toMatchObject({ code: 0 })
        // npm 10 still runs `prepare`.
        for (const made of ['dist', 'node_modules']) {
          rmSync(path.join(clone.folder, made), { recursive: true, force: true })
        }
        const both = await Promise.all([
          clone.run('renew', ['--version'], { cwd: clone.home }),
          clone.run('renew', ['--version'], { cwd: clone.home }),
        ])
        for (const said of both) expect(said, said.err).toMatchObject({ code: 0, out: `${version}\n` })
        const words = both.map(said => said.err).join('')
        expect(words.match(/first start/g)).toHaveLength(1)
        expect(words).toContain('waiting for the build')
        expect(readdirSync(clone.folder).filter(name => name.startsWith('dist'))).toEqual(['dist'])
      },
      5 * MINUTE,
    )
  })

  describe.runIf(process.env.RENEW_TOOLS)('in a new clone', () => {
    test.each([
      ['npx', ['-y', '.', '--version']],
      ['npm', ['start', '--silent', '--', '--version']],
    ])(
      '%s %j builds once and answers',
      async (command, args) => {
        const clone = new Clone(tools)
        try {
          const said = await clone.run(command, args)
          expect(said, said.err).toMatchObject({ code: 0, out: `${version}\n` })
          expect(existsSync(path.join(clone.folder, 'dist', 'main.js'))).toBe(true)
        } finally {
          rmSync(clone.base, { recursive: true, force: true })
        }
      },
      5 * MINUTE,
    )

    test(
      'npm clean-install accepts the lock file and builds',
      async () => {
        const clone = new Clone(tools)
        try {
          const said = await clone.run('npm', ['clean-install'])
          expect(said, said.err).toMatchObject({ code: 0 })
          expect(clone.has('dist', 'main.js')).toBe(true)
        } finally {
          clone.remove()
        }
      },
      5 * MINUTE,
    )
  })
})

/** Checks the man page: npm links it before version 12, which only keeps it in the package. */
async function expectManual(clone: Clone, prefix: string): Promise<void> {
  const npm = await clone.run('npm', ['--version'])
  const isLinked = Number.parseInt(npm.out, 10) < 12
  const page = isLinked ? 'share/man/man1/renew.1' : 'lib/node_modules/renew-reminder/dist/renew.1'
  expect(readFileSync(path.join(prefix, page), 'utf8')).toMatch(/^\.TH RENEW 1/)
}
