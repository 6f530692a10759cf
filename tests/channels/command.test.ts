import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { command } from '../../src/channels/command.ts'
import { message, world } from './fixtures.ts'

test.skipIf(process.platform === 'win32')(
  'a program of the user’s gets the message as JSON with exactly the keys of the specification',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'renew command '))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const out = path.join(folder, 'out')
    const run = path.join(folder, 'my program')
    writeFileSync(run, `#!/bin/sh\nexec cat > '${out}'\n`, { mode: 0o755 })
    await command.send(message(), { run }, world())
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual({
      schema: 1,
      id: '0123456789abcdef',
      lang: 'en',
      text: 'me (Registration card)\nToday is the last valid day: Thu 31 Dec 2026.',
      reminders: [
        {
          card: 'aaaa',
          name: 'me',
          expires: '2026-12-31',
          milestone: '0d',
          date: '2026-12-31',
          channel: 'mine',
          id: 'fedcba9876543210',
          stage: 'last-day',
          daysLeft: 0,
          next: { code: 'act-today', text: 'Act today', by: '2026-12-31' },
        },
      ],
    })
    expect(readFileSync(out, 'utf8').startsWith('{"schema":1,')).toBe(true)
  },
)
