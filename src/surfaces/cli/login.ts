import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { readFileSync } from 'node:fs'
import { send } from './client.ts'
import { originOf, type Connection } from './connection.ts'
import { deviceLogin } from './device-login.ts'
import { CommandError, exitCodes, usage } from './exit-code.ts'
import { saveLogin, type Login } from './login-file.ts'
import { print } from './run-operation.ts'

interface Session {
  readonly signedIn?: boolean
  readonly person?: { readonly name: string } | null
}

const keyForm = /^opt_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `optimus login <address>`: a person allows this computer in their browser. With `--key`, an API key instead. */
export async function login(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) return print([help])
  const { address, key } = readWords(words)
  warnOfPlain(address)
  const savedAt = new Date().toISOString()
  const kept: Login =
    key === null
      ? { address, method: 'device', ...(await deviceLogin(address)), savedAt }
      : { address, method: 'key', token: await keyFrom(key, address), savedAt }
  const name = await whose({ address, token: kept.token, source: 'environment', boot: '', cache: '' })
  saveLogin(process.env, kept)
  return print([`Signed in to ${address} as ${name}.`])
}

const help = [
  'Usage: optimus login <address> [--key opt_…]',
  '',
  'Shows a code that you confirm in a browser, where you are signed in. optimus logout ends it.',
  'With --key it keeps an API key instead; --key - reads it from standard input.',
].join('\n')

function warnOfPlain(address: string): void {
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' && !loopback.has(hostname))
    process.stderr.write('This address is not encrypted: everybody on the way can read what signs you in.\n')
}

async function keyFrom(word: string, address: string): Promise<string> {
  const key = word === '-' ? await readKey(address) : word
  if (keyForm.test(key)) return key
  throw usage('That is not an API key; one begins with opt_ and is made by optimus identity create-key.')
}

function readWords(words: readonly string[]): { address: string; key: string | null } {
  let key: string | null = null
  const plain: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!
    if (word.startsWith('--key=')) key = word.slice(6)
    else if (word === '--key') key = words[(at += 1)] ?? ''
    else if (word.startsWith('--')) throw usage(`optimus login has no ${word}. See optimus login --help`)
    else plain.push(word)
  }
  if (plain.length !== 1) throw usage('Say which address: optimus login https://optimus.example.com')
  return { address: originOf(plain[0]!), key }
}

/** From a pipe, or typed without being shown. */
async function readKey(address: string): Promise<string> {
  if (!process.stdin.isTTY) return readFileSync(0, 'utf8').trim()
  process.stderr.write(`API key for ${address}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const asking = createInterface({ input: process.stdin, output: silent, terminal: true })
  const answer = await new Promise<string>((resolve) => {
    asking.once('SIGINT', () => asking.close())
    asking.once('line', resolve)
    asking.once('close', () => resolve(''))
  })
  asking.close()
  process.stderr.write('\n')
  return answer.trim()
}

async function whose(connection: Connection): Promise<string> {
  const answer = await send(connection, { method: 'GET', path: '/api/v1/identity/session' })
  const session = answer.body as Session
  if (answer.status === 200 && session.signedIn === undefined)
    throw new CommandError(exitCodes.problem, `${connection.address} does not answer as Optimus does.`)
  if (answer.status !== 200 || !session.signedIn)
    throw new CommandError(exitCodes.noRight, 'That is not valid there, has expired or was revoked.')
  return session.person?.name ?? 'its owner'
}
