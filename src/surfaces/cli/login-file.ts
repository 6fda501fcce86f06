import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** What `optimus login` leaves behind, mode 0600: a key that was pasted, or what a person allowed by device code. */
export type Login = KeyLogin | DeviceLogin

interface Kept {
  readonly address: string
  readonly token: string
  readonly savedAt: string
}

export interface KeyLogin extends Kept {
  readonly method: 'key'
}

export interface DeviceLogin extends Kept {
  readonly method: 'device'
  /** Used once; the answer brings the next one. */
  readonly refresh: string
  /** When `token` ends. */
  readonly expiresAt: string
}

type Environment = Readonly<Record<string, string | undefined>>

export function loginPath(env: Environment): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'optimus', 'login.json')
}

export function readLogin(env: Environment): Login | null {
  try {
    return JSON.parse(readFileSync(loginPath(env), 'utf8')) as Login
  } catch {
    return null
  }
}

/** All or nothing: a crash leaves the old one or the new one, never half of a file, and never one that others may read. */
export function saveLogin(env: Environment, login: Login): void {
  const path = loginPath(env)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const fresh = `${path}.${process.pid}`
  rmSync(fresh, { force: true })
  writeFileSync(fresh, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(fresh, path)
}

export function forgetLogin(env: Environment): void {
  rmSync(loginPath(env), { force: true })
}
