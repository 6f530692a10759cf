import { describe, expect, test } from 'vitest'
import type { ProgramResult } from '../../src/io/io.ts'
import { type DiskWorld, steadyPath, whyItVanishes } from '../../src/timers/program-paths.ts'

/**
 * A disk with some files.
 * @param links the real path of each file; a file that is not named is its own
 * @param nodes programs that start in the timer's environment, and the version they say
 */
function disk(
  links: Record<string, string> = {},
  nodes: Record<string, string> = {},
  env: Record<string, string> = {},
): DiskWorld {
  return {
    env: { HOME: '/home/a', USER: 'a', PATH: '/usr/bin:/bin', ...env },
    real: file => links[file] ?? (file in nodes ? file : null),
    async run(file, args, options): Promise<ProgramResult> {
      expect([args, options?.bare]).toEqual([['-p', 'process.versions.node'], true])
      const version = nodes[file]
      return version === undefined
        ? { code: 127, stdout: '', stderr: `${file}: asdf: not found`, error: null }
        : { code: 0, stdout: `${version}\n`, stderr: '', error: null }
    },
  }
}

/** Every version manager: the path of its Node, and the name that stays; a program is one that must be tried. */
const NODES: [manager: string, node: string, steady: string, how: 'link' | 'program'][] = [
  ['nvm', '/home/a/.nvm/versions/node/v20.20.2/bin/node', '/home/a/.nvm/current/bin/node', 'link'],
  [
    'fnm',
    '/home/a/.local/share/fnm/node-versions/v20.20.2/installation/bin/node',
    '/home/a/.local/share/fnm/aliases/default/bin/node',
    'link',
  ],
  ['n', '/usr/local/n/versions/node/20.20.2/bin/node', '/usr/local/bin/node', 'program'],
  ['nodenv', '/home/a/.nodenv/versions/20.20.2/bin/node', '/home/a/.nodenv/shims/node', 'program'],
  ['asdf', '/home/a/.asdf/installs/nodejs/20.20.2/bin/node', '/home/a/.asdf/shims/node', 'program'],
  [
    'mise',
    '/home/a/.local/share/mise/installs/node/20.20.2/bin/node',
    '/home/a/.local/share/mise/shims/node',
    'program',
  ],
  ['Volta', '/home/a/.volta/tools/image/node/20.20.2/bin/node', '/home/a/.volta/bin/node', 'program'],
  ['proto', '/home/a/.proto/tools/node/20.20.2/bin/node', '/home/a/.proto/shims/node', 'program'],
  ['nvs', '/home/a/.nvs/node/20.20.2/x64/bin/node', '/home/a/.nvs/default/bin/node', 'link'],
  ['nodebrew', '/home/a/.nodebrew/node/v20.20.2/bin/node', '/home/a/.nodebrew/current/bin/node', 'link'],
  ['Homebrew', '/opt/homebrew/Cellar/node/22.11.0/bin/node', '/opt/homebrew/opt/node/bin/node', 'link'],
  [
    'Homebrew',
    '/home/linuxbrew/.linuxbrew/Cellar/node@20/20.18.0_1/bin/node',
    '/home/linuxbrew/.linuxbrew/opt/node@20/bin/node',
    'link',
  ],
  ['Snap', '/snap/node/8421/bin/node', '/snap/node/current/bin/node', 'link'],
  [
    'Flatpak',
    `/var/lib/flatpak/app/org.node/x86_64/stable/${'0a'.repeat(32)}/files/bin/node`,
    '/var/lib/flatpak/app/org.node/x86_64/stable/active/files/bin/node',
    'link',
  ],
  ['Nix', '/nix/store/1b2c-nodejs-20.20.2/bin/node', '/home/a/.nix-profile/bin/node', 'link'],
  ['Nix', '/nix/store/1b2c-nodejs-20.20.2/bin/node', '/etc/profiles/per-user/a/bin/node', 'link'],
  ['Nix', '/nix/store/1b2c-nodejs-20.20.2/bin/node', '/run/current-system/sw/bin/node', 'program'],
  ['Guix', '/gnu/store/1b2c-node-20.20.2/bin/node', '/home/a/.guix-profile/bin/node', 'link'],
  ['pnpm', '/home/a/.local/share/pnpm/nodejs/20.20.2/bin/node', '/home/a/.local/share/pnpm/node', 'link'],
  ['an unknown one', '/opt/node-v20.20.2-linux-x64/bin/node', '/usr/bin/node', 'link'],
  [
    'fnm',
    'C:\\Users\\A\\AppData\\Roaming\\fnm\\node-versions\\v20.20.2\\installation\\node.exe',
    'C:\\Users\\A\\AppData\\Roaming\\fnm\\aliases\\default\\node.exe',
    'link',
  ],
  ['nvm', 'C:\\Users\\A\\AppData\\Roaming\\nvm\\v20.20.2\\node.exe', 'C:\\nvm4w\\nodejs\\node.exe', 'link'],
  [
    'Volta',
    'C:\\Users\\A\\AppData\\Local\\Volta\\tools\\image\\node\\20.20.2\\node.exe',
    'C:\\Users\\A\\AppData\\Local\\Volta\\bin\\node.exe',
    'program',
  ],
  [
    'Scoop',
    'C:\\Users\\A\\scoop\\apps\\nodejs-lts\\20.20.2\\node.exe',
    'C:\\Users\\A\\scoop\\apps\\nodejs-lts\\current\\node.exe',
    'link',
  ],
]

describe('a Node that its version manager replaces', () => {
  const env = { NVM_SYMLINK: 'C:\\nvm4w\\nodejs' }

  test.each(NODES)('%s: %s is taken as %s', async (_, node, steady, how) => {
    const world = how === 'link' ? disk({ [steady]: node }, {}, env) : disk({}, { [steady]: '22.12.0' }, env)
    expect(await steadyPath('node', node, world)).toEqual({ path: steady, replacedBy: null })
  })

  test.each(NODES)('%s: %s stays where there is no such name, and that is said', async (manager, node) => {
    const name = manager === 'an unknown one' ? null : manager
    expect(await steadyPath('node', node, disk())).toEqual({ path: node, replacedBy: { manager: name } })
  })

  test.each(NODES.filter(([, , , how]) => how === 'program'))(
    '%s: a program beside %s that does not start in the timer’s environment is not taken',
    async (manager, node, steady) => {
      const shim = disk({ [steady]: steady })
      expect(await steadyPath('node', node, shim)).toEqual({ path: node, replacedBy: { manager } })
    },
  )

  test.each([
    ['18.20.0', false],
    ['20.11.1', false],
    ['20.12.0', true],
    ['26.0.0', true],
  ])('the chosen Node is taken in version %s: %s', async (version, isTaken) => {
    const node = '/home/a/.volta/tools/image/node/20.20.2/bin/node'
    const { replacedBy } = await steadyPath('node', node, disk({}, { '/home/a/.volta/bin/node': version }))
    expect(replacedBy === null).toBe(isTaken)
  })

  test('a link for one shell is followed to the version, and then to the name that stays', async () => {
    const root = '/home/a/.local/share/fnm'
    const node = `${root}/node-versions/v20.20.2/installation/bin/node`
    const shell = '/run/user/1000/fnm_multishells/42_17/bin/node'
    const world = disk({ [shell]: node, [`${root}/aliases/default/bin/node`]: node })
    expect((await steadyPath('node', shell, world)).path).toBe(`${root}/aliases/default/bin/node`)
    expect((await steadyPath('node', shell, disk())).path).toBe(shell)
  })

  test.each([
    '/usr/bin/node',
    '/opt/homebrew/bin/node',
    '/usr/local/lib/nodejs/bin/node',
    '/home/a/node/bin/node',
  ])('%s is taken as it is', async node => {
    expect(await steadyPath('node', node, disk())).toEqual({ path: node, replacedBy: null })
  })
})

describe('a script that a package manager replaces', () => {
  const at = '/node_modules/renew-reminder/bin/renew.js'

  test.each([
    ['/home/a/.local/share/pnpm/global/5/.pnpm/renew-reminder@0.1.0', '/home/a/.local/share/pnpm/global/5'],
    ['/srv/app/node_modules/.pnpm/renew-reminder@0.1.0', '/srv/app'],
    [
      '/home/a/.local/share/fnm/node-versions/v20.20.2/installation/lib',
      '/home/a/.local/share/fnm/aliases/default/lib',
    ],
    ['/opt/homebrew/Cellar/renew/0.1.0/libexec/lib', '/opt/homebrew/opt/renew/libexec/lib'],
  ])('%s is taken as in %s', async (version, steady) => {
    const world = disk({ [steady + at]: version + at })
    expect(await steadyPath('renew', version + at, world)).toEqual({ path: steady + at, replacedBy: null })
  })

  test.each([
    ['nvm', '/home/a/.nvm/versions/node/v20.20.2/lib'],
    ['asdf', '/home/a/.asdf/installs/nodejs/20.20.2/lib'],
    ['mise', '/home/a/.local/share/mise/installs/node/20.20.2/lib'],
    ['nodenv', '/home/a/.nodenv/versions/20.20.2/lib'],
  ])('%s: that in %s stays, and that is said', async (manager, version) => {
    expect(await steadyPath('renew', version + at, disk())).toEqual({
      path: version + at,
      replacedBy: { manager },
    })
  })

  test.each([
    '/usr/lib',
    '/opt/homebrew/lib',
    '/home/a/.volta/tools/image/packages/renew-reminder/lib',
    '/home/a/.bun/install/global',
  ])('that in %s stays', async folder => {
    expect((await steadyPath('renew', folder + at, disk())).replacedBy).toBeNull()
  })
})

describe('a path that will vanish, or does not start renew', () => {
  test.each([
    ['/home/a/.npm/_npx/1b2c3d/node_modules/renew-reminder/bin/renew.js', 'npx'],
    ['C:\\Users\\A\\AppData\\Local\\npm-cache\\_npx\\1b\\node_modules\\renew-reminder\\bin\\renew.js', 'npx'],
    ['/home/a/.cache/pnpm/dlx/x1/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/tmp/bunx-1000-renew-reminder@latest/node_modules/renew-reminder/bin/renew.js', 'one-off'],
    ['/run/user/1000/fnm_multishells/42_17/bin/node', 'shell'],
    ['C:\\Users\\A\\AppData\\Local\\fnm_multishells\\42_17\\node.exe', 'shell'],
    ['/home/a/.cache/node/corepack/v1/pnpm/9.0.0/bin/node', 'cache'],
    ['/home/a/.cache/deno/npm/registry.npmjs.org/renew-reminder/0.1.0/bin/renew.js', 'cache'],
    ['/home/a/.bun/install/cache/renew-reminder@0.1.0@@@1/bin/renew.js', 'cache'],
    ['/srv/app/.yarn/cache/renew-reminder-npm-0.1.0.zip/node_modules/renew-reminder/bin/renew.js', 'cache'],
    ['/home/a/.vscode-server/bin/0a1b2c/node', 'editor'],
    ['/home/a/.vscode-server/cli/servers/Stable-0a1b2c/server/node', 'editor'],
    ['/home/a/.vscode-server-insiders/bin/0a1b2c/node', 'editor'],
    ['/home/a/.cursor-server/bin/0a1b2c/node', 'editor'],
    ['/home/a/.windsurf-server/bin/0a1b2c/node', 'editor'],
    ['/usr/lib/code-server/lib/node', 'editor'],
    ['/vscode/bin/linux-x64/0a1b2c/node', 'editor'],
    ['/usr/share/code/code', 'editor'],
    ['/usr/share/cursor/resources/app/resources/helpers/node', 'editor'],
    ['/Applications/Cursor.app/Contents/Resources/app/resources/helpers/node', 'editor'],
    ['/Applications/Visual Studio Code.app/Contents/MacOS/Electron', 'editor'],
    ['C:\\Users\\A\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe', 'editor'],
    ['/home/a/.cache/JetBrains/IntelliJIdea2026.2/node/20/bin/node', 'editor'],
    ['/home/a/Library/Caches/JetBrains/WebStorm2026.2/node/bin/node', 'editor'],
    ['/home/a/.local/share/zed/node/node-v22.5.1-linux-x64/bin/node', 'editor'],
    ['/tmp/.mount_nodeX1/usr/bin/node', 'appimage'],
    ['/opt/mounted/usr/bin/node', 'appimage'],
    ['/home/a/.deno/bin/deno', 'not-node'],
    ['/tmp/renew/bin/renew.js', 'temporary'],
    ['/dev/shm/renew/bin/renew.js', 'temporary'],
    ['/private/var/folders/x/y/T/renew/bin/renew.js', 'temporary'],
    ['/proc/self/fd/3', 'temporary'],
  ])('%s: %s', (file, why) => {
    expect(whyItVanishes(file, { APPDIR: '/opt/mounted' })).toBe(why)
  })

  test('the programs inside a Flatpak are not there outside of it', () => {
    expect(whyItVanishes('/app/bin/node', { FLATPAK_ID: 'com.visualstudio.code' })).toBe('sandbox')
    expect(whyItVanishes('/home/a/node/bin/node', { FLATPAK_ID: 'com.visualstudio.code' })).toBeNull()
    expect(whyItVanishes('/app/bin/node', {})).toBeNull()
  })

  test.each([
    '/usr/bin/node',
    '/usr/bin/nodejs',
    '/home/a/tmp/renew/bin/renew.js',
    '/tmpfiles/renew.js',
    '/home/a/my_npx/renew.js',
    '/opt/dlxtools/renew.js',
    '/home/a/code/renew/bin/renew.js',
    '/home/a/cursor/renew/bin/renew.js',
    '/home/a/code-server-notes/bin/node',
    '/home/a/code-server/renew/bin/renew.js',
    '/home/a/.bun/bin/bun',
    'C:\\Program Files\\nodejs\\node.exe',
    ...NODES.map(([, node]) => node),
    ...NODES.map(([, , steady]) => steady),
  ])('%s stays', file => {
    expect(whyItVanishes(file, {})).toBeNull()
  })
})
