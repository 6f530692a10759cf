// Preloaded into a worker (`node -r`): lets a call of a file system function on anything below a folder fail, or kills
// the process in its place. `globalThis.fault` = { home, at, kind }: the folder, which call (from 1), and `KILL` or the
// code of a system error; `met` becomes the call's name and file. Killed only where a call changes what is on the disk.
// NO_LINKS: a disk without hard links, as a memory card has.
const fs = require('node:fs')

const { FAULT_HOME, FAULT_AT } = process.env
globalThis.fault = FAULT_HOME ? { home: FAULT_HOME, at: Number(FAULT_AT), kind: 'KILL', met: null } : null

const CHANGING = [
  'writeSync',
  'renameSync',
  'linkSync',
  'unlinkSync',
  'mkdirSync',
  'chmodSync',
  'copyFileSync',
]
const OTHERS = [
  'openSync',
  'closeSync',
  'fsyncSync',
  'fchmodSync',
  'fstatSync',
  'readSync',
  'lstatSync',
  'statSync',
]
const open = new Map()
let calls = 0

for (const name of [...CHANGING, ...OTHERS, 'readdirSync', 'realpathSync', 'readFileSync']) {
  const real = fs[name]
  fs[name] = (...args) => {
    const { fault } = globalThis
    const file = typeof args[0] === 'number' ? open.get(args[0]) : String(args[0])
    if (!fault || !file?.startsWith(fault.home)) return real(...args)
    const isChanging =
      CHANGING.includes(name) || (name === 'openSync' && (args[1] & fs.constants.O_CREAT) !== 0)
    if (isChanging || fault.kind !== 'KILL') calls++
    if (calls === fault.at && fault.met === null) {
      fault.met = `${name} ${file.slice(fault.home.length + 1).replace(/\.\d+-\w+\.tmp$/, '.tmp')}`
      if (fault.kind === 'KILL') process.kill(process.pid, 'SIGKILL')
      // A close that fails has still closed.
      if (name === 'closeSync') real(...args)
      throw Object.assign(new Error(`${fault.kind}: injected`), { code: fault.kind, syscall: name })
    }
    const result = real(...args)
    if (name === 'openSync') open.set(result, file)
    if (name === 'closeSync') open.delete(args[0])
    return result
  }
}

if (process.env.NO_LINKS) {
  fs.linkSync = () => {
    throw Object.assign(new Error('EPERM: injected'), { code: 'EPERM', syscall: 'link' })
  }
}

/** Begins to count anew. */
globalThis.arm = fault => {
  globalThis.fault = fault
  calls = 0
}
