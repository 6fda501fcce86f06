import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const parameters = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** A PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await tagOf(password, nonce, parameters)
  return `$argon2id$v=19$m=${parameters.memory},t=${parameters.passes},p=${parameters.parallelism}$${plain(nonce)}$${plain(tag)}`
}

/** Whether the password belongs to the hash. Without a hash the same work is done, so time tells nothing. */
export async function checkPassword(password: string, hash: string | null): Promise<boolean> {
  const match = hash === null ? null : pattern.exec(hash)
  const [memory, passes, parallelism] = match
    ? [Number(match[1]), Number(match[2]), Number(match[3])]
    : [parameters.memory, parameters.passes, parameters.parallelism]
  const nonce = match ? Buffer.from(match[4]!, 'base64') : Buffer.alloc(16)
  const expected = match ? Buffer.from(match[5]!, 'base64') : Buffer.alloc(parameters.tagLength)
  const tag = await tagOf(password, nonce, { memory, passes, parallelism, tagLength: expected.length })
  return timingSafeEqual(tag, expected) && match !== null
}

const pattern = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

async function tagOf(password: string, nonce: Buffer, cost: typeof parameters): Promise<Buffer> {
  const normalised = password.normalize('NFKC')
  return (await derive('argon2id', { message: normalised, nonce, ...cost })) as Buffer
}

function plain(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
