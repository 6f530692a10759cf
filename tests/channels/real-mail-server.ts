import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newFolder } from '../folders.ts'
import { ownCertificate } from './own-certificate.ts'
import { freePort, listening } from './ports.ts'

/** A mail server of a distribution: 20 000 bytes and two recipients a mail, STARTTLS, SMTPUTF8, greylisting of `grey@`. */
export interface RealMailServer {
  port: number
  /** The file of its certificate. */
  ca: string
  /** Returns the addresses that mails were delivered to, with the same one as often as it got one. */
  delivered(): string[]
  /** Everything that was delivered. */
  text(): string
  /** Whether mails to `grey@` are refused for now. */
  setGrey(isGrey: boolean): void
  stop(): void
}

const run = (file: string, ...args: string[]) => spawnSync(file, args, { encoding: 'utf8' })
const idOf = (user: string): number => Number(run('id', '-u', user).stdout || Number.NaN)

/** Returns why the tests with a server cannot run here; null when they can. */
function obstacle(program: string, user: string): string | null {
  if (process.getuid?.() !== 0) return 'needs root'
  if (run('which', program).status !== 0) return `needs ${program}`
  return Number.isNaN(idOf(user)) ? `needs the user ${user}` : null
}

interface Kind {
  obstacle: string | null
  start(): Promise<RealMailServer>
}

export const SERVERS: Record<string, Kind> = {
  Postfix: { obstacle: obstacle('postfix', 'postfix'), start: startPostfix },
  Exim: { obstacle: obstacle('exim4', 'Debian-exim'), start: startExim },
}

async function startPostfix(): Promise<RealMailServer> {
  const { folder, ca, key, port } = await prepared('postfix')
  const access = path.join(folder, 'access')
  for (const name of ['queue', 'data']) mkdirSync(path.join(folder, name))
  chownSync(path.join(folder, 'data'), idOf('postfix'), -1)
  writeFileSync(access, '')
  writeFileSync(path.join(folder, 'boxes'), '/./ all\n')
  writeFileSync(
    path.join(folder, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
alias_maps =
virtual_mailbox_domains = example.org, xn--fsqu00a.example, 例子.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = regexp:${folder}/boxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
message_size_limit = 20000
smtpd_recipient_limit = 2
smtpd_tls_cert_file = ${ca}
smtpd_tls_key_file = ${key}
smtpd_tls_security_level = may
smtpd_helo_required = yes
smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname
smtpd_recipient_restrictions = check_recipient_access regexp:${access}, permit_mynetworks, reject
mynetworks = 127.0.0.0/8
`,
  )
  writeFileSync(
    path.join(folder, 'master.cf'),
    `127.0.0.1:${port} inet n - n - - smtpd -o max_use=1
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
virtual unix - n n - - virtual
error unix - - n - - error
retry unix - - n - - error
`,
  )
  const started = run('postfix', '-c', folder, 'start')
  if (started.status !== 0) throw new Error(started.stderr)
  await listening(port)
  return {
    ...inFolder(folder, port, ca, /^Delivered-To: (.*)$/gm),
    setGrey: isGrey => writeFileSync(access, isGrey ? '/^grey@/ 450 4.7.1 Greylisted, come back\n' : ''),
    stop: () => {
      run('postfix', '-c', folder, 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startExim(): Promise<RealMailServer> {
  const { folder, ca, key, port } = await prepared('exim')
  const grey = path.join(folder, 'grey')
  const config = path.join(folder, 'exim.conf')
  for (const name of ['spool', 'log', 'mail']) {
    mkdirSync(path.join(folder, name), { recursive: true })
    chownSync(path.join(folder, name), idOf('Debian-exim'), -1)
  }
  chownSync(key, idOf('Debian-exim'), -1)
  const program = run('which', 'exim4').stdout.trim()
  writeFileSync(
    config,
    `exim_path = ${program}
keep_environment =
primary_hostname = mail.example.org
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
daemon_smtp_ports = ${port}
local_interfaces = 127.0.0.1
message_size_limit = 20000
recipients_max = 2
deliver_drop_privilege = true
smtputf8_advertise_hosts = *
tls_advertise_hosts = *
tls_certificate = ${ca}
tls_privatekey = ${key}
acl_smtp_rcpt = rcpt
acl_smtp_data = accept
begin acl
rcpt:
  defer local_parts = grey
        condition = \${if exists{${grey}}}
        message = 4.7.1 Greylisted, come back
  accept
begin routers
all:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  file = ${folder}/mail/all
  envelope_to_add
`,
  )
  const daemon = spawn(program, ['-C', config, '-bdf', '-oX', `127.0.0.1:${port}`, '-oP', `${folder}/pid`], {
    stdio: 'ignore',
  })
  await listening(port)
  return {
    ...inFolder(folder, port, ca, /^Envelope-to: (.*)$/gm),
    setGrey: isGrey => (isGrey ? writeFileSync(grey, '') : rmSync(grey, { force: true })),
    stop: () => stopped(daemon, folder),
  }
}

function stopped(daemon: ChildProcess, folder: string): void {
  daemon.kill()
  rmSync(folder, { recursive: true, force: true })
}

/** Makes a folder with a certificate that the server's own user can reach. */
async function prepared(name: string) {
  const folder = path.join(newFolder(), name)
  mkdirSync(path.join(folder, 'mail'), { recursive: true })
  chmodSync(path.dirname(folder), 0o755)
  chownSync(path.join(folder, 'mail'), 65534, 65534)
  const { cert, key } = ownCertificate()
  const [ca, keyFile] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
  writeFileSync(ca, cert)
  writeFileSync(keyFile, key, { mode: 0o600 })
  return { folder, ca, key: keyFile, port: await freePort() }
}

function inFolder(folder: string, port: number, ca: string, recipient: RegExp) {
  const file = path.join(folder, 'mail', 'all')
  const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  return { port, ca, text, delivered: () => [...text().matchAll(recipient)].map(found => found[1]!).sort() }
}
