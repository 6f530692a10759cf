// Builds dist/ from src/; in a clean clone it installs the packages first. Run by `npm run build`, by npm's `prepare`,
// and with --once by bin/renew.js when there is no dist/ yet. Writes everything to stderr.
const fs = require('node:fs')
const path = require('node:path')
const { spawnSync } = require('node:child_process')
const { stripVTControlCharacters } = require('node:util')

const ROOT = path.dirname(__dirname)
const DIST = path.join(ROOT, 'dist')
const MAIN = path.join(DIST, 'main.js')
const LOCK = path.join(ROOT, 'dist.lock')
const once = process.argv.includes('--once')

run().catch(error => {
  const words = String(error?.message ?? error)
  process.stderr.write(`renew: ${process.stderr.isTTY ? words : stripVTControlCharacters(words)}\n`)
  process.exitCode = 1
})

async function run() {
  if (!fs.existsSync(path.join(ROOT, 'src'))) {
    throw new Error(`${MAIN} is missing; install renew again.`)
  }
  takeLock()
  try {
    // Another first start may have built it while this one waited.
    if (once && fs.existsSync(MAIN)) return
    if (once) process.stderr.write('renew: first start; building it once, this takes up to a minute.\n')
    if (!isFetched()) fetchPackages()
    await build()
  } finally {
    fs.rmSync(LOCK, { recursive: true, force: true })
  }
}

/** Builds into a temporary folder and moves the files into dist/, main.js last, so that all it loads is there. */
async function build() {
  for (const name of fs.readdirSync(ROOT)) {
    if (name.startsWith('dist.new-')) fs.rmSync(path.join(ROOT, name), { recursive: true, force: true })
  }
  const fresh = path.join(ROOT, `dist.new-${process.pid}`)
  try {
    const { rolldown } = await import('rolldown')
    const { default: config } = await import('../rolldown.config.mjs')
    const bundle = await rolldown(config)
    await bundle.write({ ...config.output, dir: fresh })
    await bundle.close()
    await writeManual(rolldown, config, fresh)
    fs.mkdirSync(DIST, { recursive: true })
    const names = fs.readdirSync(fresh).sort((a, b) => Number(a === 'main.js') - Number(b === 'main.js'))
    for (const name of names) fs.renameSync(path.join(fresh, name), path.join(DIST, name))
    for (const name of fs.readdirSync(DIST)) {
      if (!names.includes(name)) fs.rmSync(path.join(DIST, name), { recursive: true, force: true })
    }
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true })
  }
}

/** Writes the man page, which is made from the commands; what makes it is bundled for this only and then removed. */
async function writeManual(rolldown, config, folder) {
  const maker = path.join(folder, 'manual')
  const bundle = await rolldown({ ...config, input: { main: 'src/manual.ts' } })
  await bundle.write({ ...config.output, codeSplitting: true, dir: maker })
  await bundle.close()
  const { manual } = require(path.join(maker, 'main.js'))
  fs.writeFileSync(path.join(folder, 'renew.1'), await manual('man'))
  fs.rmSync(maker, { recursive: true })
}

/** Whether node_modules has the versions in package-lock.json, by the list that npm keeps there. */
function isFetched() {
  const locked = packagesIn('package-lock.json')
  const present = packagesIn('node_modules/.package-lock.json')
  if (locked === null || present === null) return false
  return Object.entries(locked).every(
    ([place, { version, optional }]) => place === '' || optional || present[place]?.version === version,
  )
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, lockFile), 'utf8')).packages
  } catch {
    return null
  }
}

function fetchPackages() {
  const [command, ...before] = npmCommand()
  const options = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  const npm = spawnSync(command, [...before, ...options], {
    cwd: ROOT,
    env: withoutNpmOptions(process.env),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  })
  if (npm.status === 0) return
  process.stderr.write(`${npm.stdout ?? ''}${npm.stderr ?? ''}`)
  const reason = npm.error?.code === 'ENOENT' ? 'npm is not on the PATH' : '`npm ci` failed'
  throw new Error(`not built: ${reason}. Check the network, then: cd ${ROOT} && npm ci && npm run build`)
}

/** Returns the npm that runs us, else the one installed with this Node (timers have no PATH), else the one on the PATH. */
function npmCommand() {
  const folder = path.dirname(process.execPath)
  const places = [
    process.env.npm_execpath,
    path.join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ]
  const found = places.find(place => place && /npm-cli\.js$/.test(place) && fs.existsSync(place))
  return found ? [process.execPath, found] : ['npm']
}

/**
 * Removes the options that npm passes on in the environment (`--global`, `--prefix`, `--omit=dev`, `--dry-run`), which
 * would change what our `npm ci` does. Keeps those for reaching the registry.
 */
function withoutNpmOptions(env) {
  const reach =
    /^npm_config_(registry|@.*|\/\/.*|.*proxy|ca|cafile|strict_ssl|cert|key|cache|userconfig|offline|prefer_offline|fetch_.*|maxsockets)$/i
  return Object.fromEntries(
    Object.entries(env).filter(([name]) =>
      /^npm_config_/i.test(name) ? reach.test(name) : !/^(npm_|NODE_ENV$|INIT_CWD$)/.test(name),
    ),
  )
}

/** Waits until no other build runs. The lock is a folder with the process id of its maker. */
function takeLock() {
  for (let waited = 0; !makeLock(); waited++) {
    const holder = lockHolder()
    if (holder === 'gone') clearLock()
    else {
      if (waited === 0) process.stderr.write(`renew: waiting for the build that is under way (${LOCK}).\n`)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
    }
  }
}

function makeLock() {
  try {
    fs.mkdirSync(LOCK)
    fs.writeFileSync(path.join(LOCK, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw new Error(
      `not built yet, and ${ROOT} cannot be written (${error.code}). As a user who may: cd ${ROOT} && npm run build`,
    )
  }
}

/** Returns the process id in the lock; `gone` when that process has ended or wrote no id within ten seconds. */
function lockHolder() {
  try {
    const pid = Number(fs.readFileSync(path.join(LOCK, 'pid'), 'utf8'))
    if (pid > 0) {
      process.kill(pid, 0)
      return pid
    }
  } catch (error) {
    if (error.code === 'ESRCH') return 'gone'
    if (error.code === 'EPERM') return 'other'
  }
  const made = fs.statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > 10_000 ? 'gone' : 'other'
}

/** Removes an abandoned lock. Two processes may find it, so a second lock lets only one check again and remove it. */
function clearLock() {
  const guard = `${LOCK}.clearing`
  try {
    fs.mkdirSync(guard)
  } catch {
    const made = fs.statSync(guard, { throwIfNoEntry: false })?.mtimeMs
    if (made !== undefined && Date.now() - made > 10_000) fs.rmSync(guard, { recursive: true, force: true })
    return
  }
  try {
    if (lockHolder() === 'gone') fs.rmSync(LOCK, { recursive: true, force: true })
  } finally {
    fs.rmSync(guard, { recursive: true, force: true })
  }
}
