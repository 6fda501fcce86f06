import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { CatalogueEntry } from './catalogue-entry.ts'
import type { Connection } from './connection.ts'
import { CommandError, exitCodes } from './exit-code.ts'
import { freshToken } from './fresh-token.ts'

/** The server may take this long for an answer; its own limit is shorter. */
const patience = 180_000

export interface Request {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  /** Bytes to send instead of JSON. */
  readonly stream?: Readable
  /** Takes the bytes of an answer that is a file; what it answers becomes the body. */
  readonly save?: (response: IncomingMessage) => Promise<unknown>
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Sends one request with the credentials; throws a CommandError when no answer comes. */
export async function send(connection: Connection, request: Request): Promise<Answer> {
  const url = new URL(request.path, connection.address)
  // Loaded here, because help and completion work from the cache without any network.
  const { request: open } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const text = request.body === undefined ? undefined : JSON.stringify(request.body)
  const headers = {
    accept: 'application/json',
    authorization: `Bearer ${await freshToken(connection)}`,
    'user-agent': 'optimus/cli',
    'optimus-surface': 'cli',
    ...(request.stream ? { 'content-type': 'application/octet-stream' } : {}),
    ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
    ...request.headers,
  }
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => reject(notReachable(connection, error))
    const sent = open(url, { method: request.method, headers, timeout: patience }, (response) => {
      const isFile = request.save !== undefined && (response.statusCode ?? 0) < 300
      const read = isFile ? request.save!(response) : readBody(response)
      read.then((body) => resolve({ status: response.statusCode ?? 0, body }), fail)
    })
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${patience / 1000} s`)))
    sent.on('error', fail)
    if (request.stream) request.stream.on('error', reject).pipe(sent)
    else sent.end(text)
  })
}

/** Puts the input where the operation's address wants it: path, query or body. */
export function requestOf(entry: CatalogueEntry, input: Readonly<Record<string, unknown>>): Request {
  const rest = { ...input }
  const path = entry.path.replace(/:(\w+)/g, (_, field: string) => {
    delete rest[field]
    return encodeURIComponent(String(input[field]))
  })
  const isQuery = entry.method === 'GET' || entry.method === 'DELETE' || entry.bytes === 'in'
  if (!isQuery) return { method: entry.method, path, body: rest }
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries(rest)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== null && item !== undefined) query.append(field, String(item))
  }
  const text = query.toString()
  return { method: entry.method, path: text === '' ? path : `${path}?${text}` }
}

async function readBody(response: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString('utf8')
  if (text === '') return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    return {
      status: response.statusCode,
      detail: `This address does not answer as Optimus does (status ${response.statusCode}).`,
      code: 'cli.not_optimus',
    }
  }
}

function notReachable(connection: Connection, error: NodeJS.ErrnoException): CommandError {
  const why = error.code ?? error.message
  const how = connection.source === 'local' ? 'Start it with "npm start" in its folder.' : 'Is it running, and is the address right?'
  return new CommandError(exitCodes.unreachable, `Optimus at ${connection.address} is not reachable (${why}). ${how}`)
}
