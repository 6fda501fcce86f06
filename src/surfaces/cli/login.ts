import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { readFileSync, rmSync } from 'node:fs'
import { send } from './client.ts'
import { loginPath, originOf, saveLogin, type Connection } from './connection.ts'
import { CommandError, exitCodes, usage } from './exit-code.ts'
import { print } from './run-operation.ts'

interface Session {
  readonly signedIn?: boolean
  readonly person?: { readonly name: string } | null
}

const keyForm = /^opt_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/
const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `optimus login <address> [--key opt_…]`; `--forget` removes what was kept. */
export async function login(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) return print([help])
  if (words.includes('--forget')) {
    rmSync(loginPath(process.env), { force: true })
    return print(['The sign-in of this computer was forgotten. Revoke the key as well: optimus identity revoke-key'])
  }
  const { address, key } = readWords(words)
  const token = key === null || key === '-' ? await readKey(address) : key
  if (!keyForm.test(token)) throw usage('That is not an API key; one begins with opt_ and is made by optimus identity create-key.')
  const name = await whose({ address, token, source: 'login', boot: '', cache: '' })
  saveLogin(process.env, { address, method: 'key', token, savedAt: new Date().toISOString() })
  const { protocol, hostname } = new URL(address)
  if (protocol === 'http:' && !loopback.has(hostname))
    process.stderr.write('This address is not encrypted: everybody on the way can read the key.\n')
  return print([`Signed in to ${address} as ${name}.`])
}

const help = [
  'Usage: optimus login <address> [--key opt_…]',
  '',
  'Without --key the key is read from standard input. Make one with: optimus identity create-key <name>',
  'optimus login --forget removes the key from this computer.',
].join('\n')

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
    throw new CommandError(exitCodes.noRight, 'That key is not valid there, has expired or was revoked.')
  return session.person?.name ?? 'its owner'
}
