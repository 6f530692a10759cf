import { expect, test } from 'vitest'
import { DeliveryError } from '../../src/channels/channel.ts'
import { CHANNELS, type ChannelKind } from '../../src/channels/index.ts'
import { openChannel, shownSettings } from '../../src/channels/open-channel.ts'
import { failing } from '../failures.ts'
import { message, world } from './fixtures.ts'

const stored = (kind: string, settings: Record<string, string> = {}) => ({ kind, lang: null, settings })

test('a kind of a newer program fails when it sends, and not before', async () => {
  const outlet = await openChannel('mine', stored('pigeon', { token: 'hunter22' }), world())
  expect(await failing(outlet.send(message(), world().signal))).toBe(
    'this version of renew has no channel of the kind "pigeon"',
  )
  expect(await shownSettings(stored('pigeon', { token: 'hunter22' }))).toEqual({ token: '****' })
})

test('names of the prototype are no kinds', async () => {
  const outlet = await openChannel('mine', stored('constructor'), world())
  await expect(outlet.send(message(), world().signal)).rejects.toBeInstanceOf(DeliveryError)
})

test.each(Object.keys(CHANNELS) as ChannelKind[])(
  '%s without the settings that it needs fails when it sends, and starts nothing',
  async kind => {
    const { settings } = await CHANNELS[kind]()
    if (!settings.some(({ required }) => required)) return
    const started: unknown[] = []
    const watched = { ...world(), run: async (file: string) => void started.push(file) as never }
    const outlet = await openChannel('mine', stored(kind), watched)
    expect(await failing(outlet.send(message(), world().signal))).toMatch(/^--[a-z]+ is not set$/)
    expect(started).toEqual([])
  },
)

test('carries the limit and the language of its channel', async () => {
  const outlet = await openChannel('desk', { kind: 'desktop', lang: 'zh', settings: {} }, world())
  expect(outlet).toMatchObject({ name: 'desk', lang: 'zh', limit: { unit: 'characters', size: 600 } })
})

test.skipIf(process.platform === 'win32')('hands on whether a failure passes', async () => {
  const settings = { run: '/bin/sh', args: "-c 'exit 75'" }
  const outlet = await openChannel('mine', stored('command', settings), world())
  const error = await outlet.send(message(), world().signal).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ name: 'DeliveryError', details: { outcome: 'busy' } })
})

test('shows the settings of a channel without secrets as they are', async () => {
  expect(await shownSettings(stored('command', { run: '/bin/x' }))).toEqual({ run: '/bin/x' })
})
