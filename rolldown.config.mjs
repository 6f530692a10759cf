import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'rolldown'

/** A chunk of some files of src/ and all they import that no chunk of a higher priority has. */
const group = (name, files, priority) => ({
  name,
  test: new RegExp(`[\\\\/]src[\\\\/](${files.replaceAll('/', '[\\\\/]')})\\.ts$`),
  priority,
})

export default defineConfig({
  input: { main: 'src/main.ts' },
  // Code that main.js and other chunks share stays in main.js, instead of in one more file.
  preserveEntrySignatures: 'allow-extension',
  cwd: import.meta.dirname,
  platform: 'node',
  // Only Node's own modules are not bundled; a missing package fails the build.
  external: (id, importer) => id.startsWith('node:') && emptyFor(id, importer) < 0,
  plugins: [absent(), licences()],
  output: {
    format: 'cjs',
    exports: 'named',
    // Marks each file as CommonJS: publint takes `import {file}` in a text for an ES module otherwise.
    intro: 'Object.defineProperty(exports,"__esModule",{value:!0});',
    minify: true,
    comments: false,
    // import('node:…') would start the ES module loader, which costs more than most of what it loads.
    dynamicImportInCjs: false,
    // Everything `renew status` always loads is one chunk, because each file costs half a millisecond; it must import
    // heavy modules with `await import()`. What it loads for a card in its renewal window is a second chunk, and
    // what it loads for the next reminder on a terminal a third. The others join what many commands load.
    codeSplitting: {
      groups: [
        group('main', 'main|commands/status/show-status|cards/card-name', 9),
        group('planner', 'cards/plan|commands/status/renewal', 8),
        group('near-reminders', 'commands/status/near-reminders', 8),
        group('program', 'commands/program|cards/valid-name', 7),
        {
          debugName: 'words of a language',
          name: id =>
            /[\\/]messages[\\/](?!.*(status|topics|dates|errors|failures)\.ts$)(\w\w)[\\/]/.exec(id)?.[2] ??
            null,
          priority: 7,
        },
        {
          name: 'channels',
          test: /[\\/]src[\\/]channels[\\/](?!authorities|email|index|mail|check-settings|open-channel|masks|secrets|programs|http-settings)/,
          priority: 7,
        },
        group('reading', 'text/(table|sheet|paint)|commands/shared/(masked-number|read-date)', 6),
        group('asking', 'commands/shared/(ask|changes|channels)|reminders/heartbeat-address', 5),
        group('failures', 'error-text', 5),
        group('guide-words', 'commands/shared/(guide-words|find-guide|field-words)', 5),
        group('plans', 'commands/shared/(card-answer|links|source-warnings)', 4),
        group('locks', 'storage/(atomic-file|lock)', 4),
        group('checks', 'stored-checks|cards/check-cards', 3),
        group('changes', 'commands/shared/(choose-cards|fields|read-values|difference)', 2),
        group('timers', 'commands/shared/timers', 2),
        { name: 'shared', test: /[\\/]src[\\/](?!messages|error-text)/, minShareCount: 20 },
      ],
    },
    entryFileNames: 'main.js',
    chunkFileNames: '[name]-[hash].js',
  },
  onLog(level, log, print) {
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message)
    // One command may import statically what another imports dynamically.
    if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') print(level, log)
  },
})

const ABSENT = ['ajv', 'ajv/dist/2020.js', 'ajv-formats', 'semver', 'env-paths', 'atomically', 'kerberos']

/** Node's modules and parts of packages that a package loads for what we do not use, and what stands for them. */
const EMPTY = [
  // Starts programs for subcommands. What `require` asks for must be CommonJS, or each file loads more of the runtime.
  { id: 'node:child_process', importer: /[\\/]commander[\\/]/, source: 'module.exports = {}' },
  // Looks at the terminal; we say how many colours there are.
  { id: '#supports-color', importer: /[\\/]chalk[\\/]/, source: 'export default {}' },
  // Encrypts; compares a file with its defaults, of which we have none. Loading them takes 8 ms.
  { id: 'node:crypto', importer: /[\\/]conf[\\/]/, source: 'export default {}' },
  { id: 'node:assert', importer: /[\\/]conf[\\/]/, source: 'export default { deepEqual() {} }' },
]

const emptyFor = (id, importer) => EMPTY.findIndex(one => one.id === id && one.importer.test(importer ?? ''))

/**
 * Leaves out packages that `conf` and the proxy agents (kerberos) load and we do not use; using one throws an error.
 * Those for JSON schemas and migrations take 12 ms of every command that writes. `env-paths` looks up the home when
 * it is loaded, which fails for a user without an entry in the system, as in containers. `atomically` handles
 * seventeen signals when it is loaded (`when-exit`): from the first write on, Ctrl-C would do nothing, and exceeding
 * the file size limit would kill the process.
 */
function absent() {
  return {
    name: 'absent',
    resolveId(id, importer) {
      const empty = emptyFor(id, importer)
      return ABSENT.includes(id) ? `\0absent:${id}` : empty < 0 ? null : `\0empty:${empty}`
    },
    load(id) {
      if (id.startsWith('\0empty:')) return EMPTY[Number(id.slice(7))].source
      if (!id.startsWith('\0absent:')) return null
      const message = JSON.stringify(`${id.slice(8)} is left out of the bundle (rolldown.config.mjs)`)
      return `const absent = new Proxy(function () {}, {
        get() { throw new Error(${message}) }, apply() { throw new Error(${message}) },
        construct() { throw new Error(${message}) } })
      export { absent as Ajv2020, absent as writeFileSync, absent as default }`
    },
  }
}

/** Writes the licences of all bundled packages into one file, as most of them require. */
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
