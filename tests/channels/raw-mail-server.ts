import { type AddressInfo, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a server does at one step of a dialogue. */
export interface Dialogue {
  /** Milliseconds before the greeting. */
  greetsAfter?: number
  /** The lines after `250-` in the answer to EHLO. */
  abilities?: readonly string[]
  /** Returns the answer to a command line, or to `.`; null hangs, `cut` ends the connection, undefined is the usual answer. */
  answer?(line: string, seen: readonly string[]): string | null | undefined
  /** Ends the connection in the middle of the text. */
  cutsText?: boolean
}

export interface RawServer {
  port: number
  /** Every command line of all connections. */
  lines: string[]
  /** Every text that ended with a dot. */
  texts: string[]
  connections: number
}

/** A server that follows a script, for what a real one does only when it is ill. */
export async function rawMailServer(how: Dialogue = {}): Promise<RawServer> {
  const held = new Set<Socket>()
  const seen: RawServer = { port: 0, lines: [], texts: [], connections: 0 }
  const server = createServer(socket => {
    seen.connections++
    held.add(socket)
    socket.on('error', () => {}).on('close', () => held.delete(socket))
    const greet = () => socket.write('220 mail.example.org ESMTP\r\n')
    setTimeout(greet, how.greetsAfter ?? 0).unref()
    talk(socket, how, seen)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  seen.port = (server.address() as AddressInfo).port
  onTestFinished(() => {
    for (const socket of held) socket.destroy()
    server.close()
  })
  return seen
}

function talk(socket: Socket, how: Dialogue, seen: RawServer): void {
  let buffer = ''
  let text: string | null = null
  const say = (line: string): boolean => {
    const scripted = how.answer?.(line, seen.lines)
    if (scripted === null) return false
    if (scripted === 'cut') socket.destroy()
    else socket.write(`${scripted ?? usual(line, how.abilities ?? [])}\r\n`)
    return scripted === undefined
  }
  socket.on('data', chunk => {
    buffer += chunk.toString('utf8')
    for (;;) {
      if (text !== null && how.cutsText) return void socket.destroy()
      const end = buffer.indexOf('\r\n')
      if (end < 0) return
      const line = buffer.slice(0, end)
      buffer = buffer.slice(end + 2)
      if (text === null) {
        seen.lines.push(line)
        if (say(line) && line === 'DATA') text = ''
      } else if (line === '.') {
        seen.texts.push(text)
        text = null
        say(line)
      } else text += `${line}\r\n`
    }
  })
}

function usual(line: string, abilities: readonly string[]): string {
  if (/^EHLO/.test(line))
    return ['250-mail.example.org', ...abilities.map(one => `250-${one}`), '250 HELP'].join('\r\n')
  if (line === 'DATA') return '354 go on'
  return line === 'QUIT' ? '221 bye' : '250 2.0.0 fine'
}
