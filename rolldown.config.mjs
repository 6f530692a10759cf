import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'rolldown'

export default defineConfig({
  input: { main: 'src/main.ts' },
  // Lets what the other files share with main.js stay in it, instead of beside it in one more file.
  preserveEntrySignatures: 'allow-extension',
  cwd: import.meta.dirname,
  platform: 'node',
  // Node's own modules are all that stays outside; a package that cannot be found fails the build.
  external: [/^node:/],
  plugins: [
    absent(['ajv', 'ajv/dist/2020.js', 'ajv-formats', 'semver', 'env-paths', 'atomically']),
    licences(),
  ],
  output: {
    format: 'cjs',
    exports: 'named',
    minify: true,
    comments: false,
    // import('node:…') would start the machinery of ES modules, which costs more than most of what it loads.
    dynamicImportInCjs: false,
    // What `renew status` always loads stands in one file: each more costs half a millisecond. Heavy things must not be
    // imported from there, only by `await import()`.
    // What it loads beside that for a card whose renewal is at hand stands in one file too.
    codeSplitting: {
      groups: [
        { name: 'main', test: /[\\/]src[\\/](main|commands[\\/]status[\\/]show-status)\.ts$/, priority: 1 },
        { name: 'planner', test: /[\\/]src[\\/]cards[\\/]plan\.ts$/ },
      ],
    },
    entryFileNames: 'main.js',
    chunkFileNames: '[name]-[hash].js',
  },
  onLog(level, log, print) {
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
    // One command may want at once what another loads late.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') print(level, log)
  },
})

/**
 * Leaves out packages that `conf` loads at start and needs only for JSON schemas and migrations, which we do not use:
 * 12 ms of every command that writes. Whoever does use them is told so at once. `env-paths` asks for the home when it
 * is loaded, and fails for a user the system does not know, as containers have them; our paths do not need it.
 * `atomically` takes over seventeen signals when it is loaded (`when-exit`): Ctrl-C would be deaf from the first write on,
 * and a limit of the size of files would kill the process after it was told; our writer does not need it.
 */
function absent(names) {
  return {
    name: 'absent',
    resolveId: id => (names.includes(id) ? `\0absent:${id}` : null),
    load(id) {
      if (!id.startsWith('\0absent:')) return null
      const complaint = JSON.stringify(`${id.slice(8)} is left out of the bundle (rolldown.config.mjs)`)
      return `const absent = new Proxy(function () {}, {
        get() { throw new Error(${complaint}) }, apply() { throw new Error(${complaint}) },
        construct() { throw new Error(${complaint}) } })
      export { absent as Ajv2020, absent as writeFileSync, absent as default }`
    },
  }
}

/** Puts the licences of everything bundled beside it: most of them ask for that. */
function licences() {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const folders = new Set()
      for (const chunk of Object.values(bundle)) {
        for (const id of chunk.moduleIds ?? []) {
          const folder = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]
          if (folder) folders.add(folder)
        }
      }
      const texts = [...folders].map(licenceOf).sort((a, b) => a.localeCompare(b, 'en'))
      this.emitFile({
        type: 'asset',
        fileName: 'THIRD-PARTY-LICENSES',
        source: `renew contains the following packages.\n\n${texts.join(`\n${'-'.repeat(80)}\n\n`)}`,
      })
    },
  }
}

function licenceOf(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  )
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  const by = typeof author === 'string' ? author : author?.name
  const text = file ? readFileSync(path.join(folder, file), 'utf8').trim() : by ? `Author: ${by}` : ''
  return `${name} ${version} (${license})\n\n${text}\n`
}
