import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { readTask, renderTask, toTaskFile } from '../../src/timers/schtasks.ts'
import { elementTexts } from '../../src/timers/xml-text.ts'
import { ownCertificate } from '../channels/own-certificate.ts'
import { folderForTest, planWith } from './plans.ts'
import { runProgram } from './real-run.ts'

const plan = planWith({
  node: 'C:\\Program Files\\nodejs\\node.exe',
  env: { RENEW_HOME: 'D:\\my "cards" & 100%\\', TZ: 'Asia/Almaty' },
})

/** Takes a command line apart as the C runtime of Windows does (parsing C command-line arguments). */
function windowsWords(line: string): string[] {
  const words: string[] = []
  let word: string | null = null
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? ''
    if (char === '\\') {
      const slashes = /^\\+/.exec(line.slice(at))?.[0].length ?? 0
      const before = line[at + slashes] === '"'
      word = (word ?? '') + '\\'.repeat(before ? Math.floor(slashes / 2) : slashes)
      at += slashes - 1
      if (before && slashes % 2 === 1) {
        word += '"'
        at += 1
      }
    } else if (char === '"') {
      quoted = !quoted
      word ??= ''
    } else if (!quoted && /[ \t]/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  return word === null ? words : [...words, word]
}

describe('a task, with its words taken apart as Windows does', () => {
  test('starts the script with exactly its arguments and variables', async () => {
    const folder = folderForTest()
    const odd = join(folder, 'it\'s "100%" \\ $x 王🙂')
    mkdirSync(odd)
    const script = join(odd, 'renew.js')
    writeFileSync(
      script,
      'console.log(JSON.stringify([process.argv.slice(1), process.env.RENEW_HOME, process.env.TZ]))',
    )
    for (const home of ['/plain', `${odd}\\`, '"', '\\"\\\\"', '%PATH%']) {
      const task = renderTask(
        planWith({ node: process.execPath, script, env: { RENEW_HOME: home, TZ: 'Asia/Almaty' } }),
      )
      const words = windowsWords(elementTexts(task, 'Arguments')[0] ?? '')
      const { stdout, stderr } = await runProgram(elementTexts(task, 'Command')[0] ?? '', words)
      expect(stderr).toBe('')
      expect(JSON.parse(stdout)).toEqual([[script, 'remind', '--scheduled'], home, 'Asia/Almaty'])
    }
  })

  test('gives Node the variables that it reads only when it starts, and ends as the script does', async () => {
    const folder = folderForTest()
    const own = ownCertificate()
    const [ca, script] = [join(folder, '100% ca.pem'), join(folder, 'renew.js')]
    writeFileSync(ca, own.cert)
    const server = createServer(own, (_request, response) => response.end('hello')).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
    writeFileSync(
      script,
      `console.log(process.argv.slice(1).join())
      require('https').get(${JSON.stringify(url)}, { agent: false }, reply => reply.pipe(process.stdout))
      process.exitCode = 4`,
    )
    const odd = planWith({ node: process.execPath, script, env: { NODE_EXTRA_CA_CERTS: ca } })
    const task = renderTask(odd)
    expect(readTask(task)).toMatchObject({ script, env: odd.env })
    const words = windowsWords(elementTexts(task, 'Arguments')[0] ?? '')
    expect(await runProgram(process.execPath, words)).toEqual({
      code: 4,
      stdout: `${script},remind,--scheduled\nhello`,
      stderr: '',
      error: null,
    })
  })
})

const xmllint = existsSync('/usr/bin/xmllint')

describe.skipIf(!xmllint)(`xmllint${xmllint ? '' : ' (skipped: it is not installed)'}`, () => {
  test('takes the file for well-formed XML', async () => {
    const file = join(folderForTest(), 'task.xml')
    writeFileSync(file, toTaskFile(renderTask(plan)))
    const { code, stderr } = await runProgram('xmllint', ['--noout', file])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const path = '//*[local-name()="Command"]/text()'
    expect((await runProgram('xmllint', ['--xpath', path, file])).stdout.trim()).toBe(plan.node)
  })
})
