#!/usr/bin/env node
// Every version of Node must be able to parse this file, so that an old one can be refused in one line.
var node = process.versions.node.split('.').map(Number)
if (node[0] < 20 || (node[0] === 20 && node[1] < 12)) {
  console.error(
    'renew needs Node 20.12 or newer; this is Node ' + process.versions.node + ': https://nodejs.org'
  )
  process.exitCode = 1
} else if (require('fs').existsSync(__dirname + '/../dist/main.js') || built()) {
  try {
    var program = require('../dist/main.js')
    // If the event loop runs empty before the program is done, Node would exit with 0.
    process.exitCode = 70
    // Never process.exit(): it may cut the output short.
    program.main(process.argv.slice(2), program.realIo(__filename)).then(function (code) {
      process.exitCode = code
    }, fail)
  } catch (error) {
    fail(error)
  }
}

/** Says in one line why not even the texts for an error could be loaded: too many open files, or a missing file. */
function fail(error) {
  process.exitCode = error.syscall || error.code === 'MODULE_NOT_FOUND' ? 1 : 70
  console.error('renew: ' + (process.exitCode === 1 ? error.message.split('\n')[0] : error.stack))
}

/** Builds dist/ if the installation has not: npm 12 and --ignore-scripts skip `prepare`. */
function built() {
  var build = require('child_process').spawnSync(process.execPath, [__dirname + '/build.js', '--once'], {
    stdio: ['ignore', 2, 2],
  })
  if (build.status !== 0) process.exitCode = build.signal === 'SIGINT' ? 130 : 1
  return build.status === 0
}
