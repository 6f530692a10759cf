import { existsSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished } from 'vitest'
import { buildRenew, run } from '../built-program.ts'
import { mailServer } from '../channels/mail-server.ts'
import { newHome, renew } from '../world.ts'

/** What makes clocks faster: Debian's package `faketime`. */
export const FAKETIME = '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1'

/** Why a day cannot be simulated here, or null. */
export function whyNoSimulation(): string | null {
  return existsSync(FAKETIME) ? null : 'needs faketime'
}

const HOUR = 3_600_000

/** The clock of the simulated machine. It runs faster than the real one, and can be set. */
export class Clock {
  #shown = at(1, '00:00')
  #since = Date.now()

  private constructor(
    /** How many seconds of the machine pass in a real one. */
    readonly speed: number,
    /** The same for the time limits of a run: node and its sockets need real time to start. */
    readonly runSpeed: number,
  ) {}

  /** Makes a clock whose hour is long enough for several runs on this machine, as busy as it is. */
  static async start(script: string): Promise<Clock> {
    const began = Date.now()
    await run(script, newHome(), ['status'])
    const hour = Math.max(1500, 5 * (Date.now() - began))
    return new Clock(HOUR / hour, 45_000 / hour)
  }

  now(): number {
    return this.#shown + (Date.now() - this.#since) * this.speed
  }

  set(day: number, time: string): void {
    this.#shown = at(day, time)
    this.#since = Date.now()
  }

  async until(day: number, time: string): Promise<void> {
    await wait(Math.max(0, (at(day, time) - this.now()) / this.speed))
  }
}

function at(day: number, time: string): number {
  return Date.parse(`2026-12-0${day}T${time}:00Z`)
}

/** The machine of a day: a daemon that starts renew by the entry that `timer install` wrote. */
export interface Machine {
  /** Installs the timer, as a user would. */
  install(script: string, home: string): Promise<void>
  /** Notes that the clock was set while the machine was on. */
  clockSet?(): void
  /** Puts the machine to sleep, or turns it off. */
  sleep(): Promise<void>
  wake(): Promise<void>
}

/**
 * Keeps a file with the variables that every job of the daemon gets: the machine's clock for renew, and a faster clock for
 * its time limits. Files and locks keep their real times.
 */
export function keepEnvironment(file: string, clock: Clock): void {
  const write = () => {
    const now = new Date(clock.now()).toISOString()
    writeFileSync(
      `${file}.new`,
      `RENEW_NOW=${now}\nLD_PRELOAD=${FAKETIME}\nFAKETIME="+0 x${clock.runSpeed}"\nFAKETIME_DISABLE_SHM=1\n`,
    )
    renameSync(`${file}.new`, file)
  }
  write()
  const timer = setInterval(write, 10)
  onTestFinished(() => clearInterval(timer))
}

/** A network in front of a server: down until it is up, and slow to answer where asked. */
async function network(target: number) {
  const held = new Set<Socket>()
  const state = { port: 0, delay: 0, up: async () => {}, down: async () => {} }
  const make = (): Server =>
    createServer(socket => {
      const through = connect(target, '127.0.0.1')
      for (const end of [socket, through]) {
        held.add(end)
        end.on('error', () => {}).on('close', () => held.delete(end))
      }
      const slow = new Transform({
        transform: (chunk, _encoding, done) => void setTimeout(done, state.delay, null, chunk),
      })
      socket.pipe(through).pipe(slow).pipe(socket)
    })
  let server = make()
  state.up = async () => {
    server = make()
    await new Promise<void>(resolve => server.listen(state.port, '127.0.0.1', resolve))
  }
  state.down = () => new Promise(resolve => void server.close(() => resolve()))
  await state.up()
  state.port = (server.address() as AddressInfo).port
  await state.down()
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    server.close()
  })
  return state
}

/** A service that takes messages and keeps the reminders in them. */
async function service(got: (text: string) => void): Promise<number> {
  const server = createHttpServer((request, response) => {
    let body = ''
    request.on('data', chunk => {
      body += chunk
    })
    request.on('end', () => {
      for (const { name, milestone } of JSON.parse(body).reminders) got(`${name} ${milestone}`)
      response.end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const FOREIGN = '{"pid":1,"host":"c1","token":"1-abcd"}'

/**
 * A day and the next evening on a machine whose daemon starts renew every hour: the network is down at first, the mail server
 * answers late, another container's lock is in the way, the clock is five days ahead for three hours, and the next day the
 * machine is on from 20 to 23 h. Every reminder that is due arrives once on each channel.
 */
export async function simulateDay(start: (clock: Clock) => Machine | Promise<Machine>): Promise<void> {
  const [script, home] = [await buildRenew(), newHome()]
  const mailbox = await mailServer()
  const pushed: string[] = []
  const push = await network(await service(text => pushed.push(text)))
  const mail = await network(mailbox.port)
  const mailed = () => mailbox.got.map(({ mail }) => mail.subject)
  const lock = join(home, 'run.lock')
  const put = (minutes: number) => {
    const since = Date.now() / 1000 - minutes * 60
    if (minutes < 60) writeFileSync(lock, FOREIGN)
    utimesSync(lock, since, since)
  }

  const common = ['--guide', 'generic', '--zone', 'UTC', '--workdays', 'none', '--milestones']
  for (const words of [
    ['config', 'set', 'zone', 'UTC'],
    ['channel', 'add', 'webhook', '--url', `http://127.0.0.1:${push.port}/`, '--no-test'],
    [
      'channel',
      'add',
      'email',
      '--to',
      'a@example.org',
      '--from',
      'b@example.org',
      '--host',
      '127.0.0.1',
    ].concat(['--port', String(mail.port), '--tls', 'none', '--no-test']),
    ['add', 'Old', '--expires', '2026-12-10', ...common, '10d'],
    ['add', 'New', '--expires', '2026-12-11', ...common, '10d,6d'],
    ['add', 'Last', '--expires', '2026-12-02', ...common, '1d,0d'],
  ]) {
    const { code, stderr } = await renew(home, words, { now: '2026-11-29T12:00:00Z' })
    expect(code, stderr).toBe(0)
  }
  const clock = await Clock.start(script)
  const machine = await start(clock)
  await machine.install(script, home)
  clock.set(1, '00:00')
  await machine.wake()

  const first = 'Old: 9 days left to act'
  const second = 'Last: 1 day left to act, and 1 more document'
  const ahead = 'New: 5 days left to act, and 1 more document'

  // What was due the day before goes with any run, as soon as there is a network. Each answer then takes two seconds.
  await clock.until(1, '02:30')
  expect(pushed).toEqual([])
  mail.delay = 2000 / clock.runSpeed
  await push.up()
  await mail.up()
  await clock.until(1, '06:30')
  expect({ pushed, mailed: mailed() }).toEqual({ pushed: ['Old 10d'], mailed: [first] })

  // What is due today waits for eight o'clock, and here for a lock of another container.
  put(10)
  await clock.until(1, '09:30')
  expect(pushed).toHaveLength(1)
  put(61)
  await clock.until(1, '14:00')
  expect(pushed.slice(1).toSorted()).toEqual(['Last 1d', 'New 10d'])
  expect(mailed()).toEqual([first, second])

  // The clock is five days ahead, and then right again; that is reported, once a day.
  clock.set(6, '14:00')
  machine.clockSet?.()
  await clock.until(6, '18:00')
  expect(pushed.slice(3).toSorted()).toEqual(['Last +4d', 'New 6d'])
  clock.set(1, '18:00')
  machine.clockSet?.()
  await clock.until(2, '00:00')
  expect(pushed).toHaveLength(5)
  expect(mailed()).toEqual([first, second, ahead, 'renew: something is wrong'])

  await machine.sleep()
  clock.set(2, '20:00')
  await machine.wake()
  await clock.until(2, '23:00')
  await machine.sleep()
  expect(pushed.slice(5)).toEqual(['Last 0d'])
  expect(mailed().slice(4)).toEqual(['Last: expires today'])
}
