import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Returns a port of this machine that nothing uses. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Waits until something listens. */
export async function listening(port: number): Promise<void> {
  for (let left = 100; left > 0; left--) {
    const isOpen = await new Promise<boolean>(resolve => {
      const socket = connect({ host: '127.0.0.1', port })
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('close', () => {})
      setTimeout(() => socket.destroy(), 50)
    })
    if (isOpen) return
    await wait(100)
  }
  throw new Error(`nothing listens on port ${port}`)
}
