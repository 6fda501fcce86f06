import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { readCliFile } from './cli-file.ts'
import { CommandError, exitCodes, usage } from './exit-code.ts'
import { readLogin } from './login-file.ts'

/** Where the server is and how we prove who we are. */
export interface Connection {
  readonly address: string
  readonly token: string
  readonly source: 'local' | 'login' | 'environment'
  /** Changes when what was remembered about the server may be wrong: with each of its starts, or each login. */
  readonly boot: string
  readonly cache: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** The server of this machine while it runs, else the one that was signed in to, else that of the environment. */
export function findConnection(env: Environment): Connection | null {
  const home = homeOf(env)
  const local = readCliFile(home)
  const personal = join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'optimus')
  if (local && isAlive(local.pid))
    return { address: local.address, token: local.token, source: 'local', boot: String(local.pid), cache: localCache(home) }
  const login = readLogin(env)
  if (login) return { address: login.address, token: login.token, source: 'login', boot: login.savedAt, cache: personal }
  const { OPTIMUS_URL: url, OPTIMUS_KEY: key } = env
  if (url && key) return { address: originOf(url), token: key, source: 'environment', boot: '', cache: personal }
  if (url || key) throw usage('OPTIMUS_URL and OPTIMUS_KEY belong together; set both or neither.')
  return null
}

/** The connection, or the sentence that says how to get one. */
export function requireConnection(env: Environment): Connection {
  const found = findConnection(env)
  if (found) return found
  throw new CommandError(
    exitCodes.unreachable,
    `Optimus does not run on ${homeOf(env)}. Start it with "npm start" in its folder, or sign in to another one: optimus login https://optimus.example.com`,
  )
}

export function homeOf(env: Environment): string {
  return resolve(env['OPTIMUS_HOME'] || (process.getuid?.() === 0 ? '/var/lib/optimus' : join(homedir(), '.optimus')))
}

/** Where the command line remembers what it learned from the server of this home. */
export function localCache(home: string): string {
  return join(home, 'cache', 'cli')
}

/** Scheme, name and port of an address as somebody typed it. */
export function originOf(text: string): string {
  const url = URL.parse(text.includes('://') ? text : `https://${text}`)
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw usage(`${text} is not an address such as https://optimus.example.com.`)
}

/** Whether the process that wrote the file still runs; one of another user answers EPERM. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
