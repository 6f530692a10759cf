// Preloaded before the program: writes what was loaded, as a JSON list, to the file named in LOADED.
const Module = require('node:module')
const { writeFileSync } = require('node:fs')

const load = Module._load
const names = []
Module._load = function (name, parent, isMain) {
  names.push(Module._resolveFilename(name, parent, isMain))
  return load.apply(this, [name, parent, isMain])
}
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify([...new Set(names)])))
