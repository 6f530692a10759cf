// Preloaded before the program: writes what was loaded, one JSON list, into the file LOADED names.
const Module = require('node:module')
const { writeFileSync } = require('node:fs')

const load = Module._load
const names = []
Module._load = function (name, parent, isMain) {
  names.push(Module._resolveFilename(name, parent, isMain))
  return load.apply(this, [name, parent, isMain])
}
process.on('exit', () => writeFileSync(process.env.LOADED, JSON.stringify([...new Set(names)])))
