import { closeSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { CommandError, exitCodes } from './exit-code.ts'
import { loginPath, readLogin, saveLogin, type DeviceLogin } from './login-file.ts'
import { clientId, postForm, tokensIn } from './oauth.ts'

/** A token that ends sooner than this is exchanged before it is used. */
const reserve = 60_000
/** Whoever holds the lock for longer has died with it. */
const stale = 60_000
const between = 50

/** The token to send now. One that a person allowed lives for minutes and is exchanged for the next as needed. */
export async function freshToken(connection: Connection): Promise<string> {
  if (connection.source !== 'login') return connection.token
  const login = readLogin(process.env)
  if (login?.method !== 'device' || login.address !== connection.address) return connection.token
  return isFresh(login) ? login.token : alone(exchange)
}

/**
 * Each refresh token is used once, and a second use looks like theft and ends the sign-in: so of several commands at
 * one moment one exchanges it, and the others find the result.
 */
async function exchange(): Promise<string> {
  const login = readLogin(process.env)
  if (login?.method !== 'device') throw ended()
  if (isFresh(login)) return login.token
  const answer = await postForm(login.address, '/api/auth/token', {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: login.refresh,
  })
  if (answer.body.error === 'invalid_grant') throw ended()
  if (answer.status !== 200)
    throw new CommandError(exitCodes.problem, answer.body.error_description ?? `The server answered ${answer.status}.`)
  const tokens = tokensIn(answer)
  saveLogin(process.env, { ...login, ...tokens })
  return tokens.token
}

async function alone<T>(work: () => Promise<T>): Promise<T> {
  const lock = `${loginPath(process.env)}.lock`
  mkdirSync(dirname(lock), { recursive: true, mode: 0o700 })
  while (!take(lock)) {
    if (isStale(lock)) rmSync(lock, { force: true })
    else await pause(between)
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx', 0o600))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isStale(lock: string): boolean {
  const { mtimeMs } = statSync(lock, { throwIfNoEntry: false }) ?? {}
  return mtimeMs !== undefined && Date.now() - mtimeMs > stale
}

function isFresh(login: DeviceLogin): boolean {
  return Date.parse(login.expiresAt) - Date.now() > reserve
}

function ended(): CommandError {
  return new CommandError(
    exitCodes.noRight,
    'This sign-in has ended: it was taken back, is too old, or was used elsewhere. Sign in again: optimus login',
  )
}
