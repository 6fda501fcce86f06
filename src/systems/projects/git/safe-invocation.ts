/**
 * read: no network, no writes. remote: may fetch. checkout: may also change
 * files, with the filters the person set up.
 */
export type GitIntent = 'read' | 'remote' | 'checkout'

export interface InvocationTarget {
  readonly gitDir: string
  readonly workTree: string | null
}

/**
 * The full argument list. Naming the git directory and work tree keeps git from
 * searching upwards and from following a core.worktree that points elsewhere.
 */
export function gitArguments(target: InvocationTarget, args: readonly string[], filtersOff: readonly string[] = []): string[] {
  const [command = '', ...rest] = args
  return [
    '--no-optional-locks',
    '--no-pager',
    '--literal-pathspecs',
    `--git-dir=${target.gitDir}`,
    ...(target.workTree === null ? [] : [`--work-tree=${target.workTree}`, '-C', target.workTree]),
    ...[...SAFE_SETTINGS, ...filtersOff.flatMap(withoutFilter)].flatMap((setting) => ['-c', setting]),
    command,
    ...(DIFFERS.has(command) ? ['--no-ext-diff', '--no-textconv'] : []),
    ...rest,
  ]
}

/** Git can be told to skip a filter only by its name, and a name with "=" cannot be told at all. */
export function canSwitchOff(filter: string): boolean {
  return !filter.includes('=') && !filter.includes('\n')
}

/** Only what git needs; nothing of the server's own secrets or GIT_ variables gets through. */
export function gitEnvironment(own: NodeJS.ProcessEnv, intent: GitIntent): NodeJS.ProcessEnv {
  const names = intent === 'read' ? NEEDED : [...NEEDED, ...NEEDED_FOR_REMOTES]
  const environment: NodeJS.ProcessEnv = {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS_REQUIRE: 'never',
    GCM_INTERACTIVE: 'never',
    GIT_OPTIONAL_LOCKS: '0',
    ...(intent === 'read' ? OFFLINE : { GIT_ALLOW_PROTOCOL: 'https:http:ssh:git:file' }),
  }
  for (const name of names) if (own[name] !== undefined) environment[name] = own[name]
  return environment
}

// A partial clone would otherwise fetch what a log or status misses. "none" is the name of no transport.
const OFFLINE = { GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' }

const SAFE_SETTINGS: readonly string[] = [
  'safe.directory=*',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.askPass=',
  'credential.interactive=false',
  'log.showSignature=false',
  'color.ui=false',
  'i18n.logOutputEncoding=UTF-8',
  'submodule.recurse=false',
  'maintenance.auto=false',
  'gc.auto=0',
  'protocol.ext.allow=never',
]

const DIFFERS = new Set(['diff', 'log', 'show'])

const NEEDED = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'TMPDIR', 'SYSTEMROOT', 'USERPROFILE']
const NEEDED_FOR_REMOTES = [
  'USER',
  'SSH_AUTH_SOCK',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'GIT_SSL_CAINFO',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_RUNTIME_DIR',
  'http_proxy',
  'https_proxy',
  'all_proxy',
  'no_proxy',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
]

function withoutFilter(name: string): string[] {
  return [`filter.${name}.clean=`, `filter.${name}.smudge=`, `filter.${name}.process=`, `filter.${name}.required=false`]
}
