import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { findConnection, type Connection } from './connection.ts'
import { exitCodes } from './exit-code.ts'
import { freshToken } from './fresh-token.ts'
import { readEvents } from './server-sent-events.ts'

interface Message {
  readonly jsonrpc: '2.0'
  readonly id?: string | number | null
  readonly method?: string
  readonly params?: {
    readonly name?: string
    readonly requestId?: string | number
    readonly _meta?: Readonly<Record<string, unknown>>
  }
}

/** A server that restarts is waited for this long before a request is answered with an error. */
const patience = 45_000
const versionKey = 'io.modelcontextprotocol/protocolVersion'

/**
 * `optimus mcp`: passes JSON-RPC between standard input and output and `/mcp`, with the credentials of this command
 * line. Each message is a request of its own, so a restart of the server is only a pause.
 */
export async function bridge(): Promise<number> {
  // An editor may be quicker than the server: its first question waits, and the log says for what.
  if (!findConnection(process.env)) process.stderr.write('Optimus is not reachable yet; waiting for it.\n')
  const session: Session = { version: null, open: new Map(), listening: new Set() }
  const open = new Set<Promise<void>>()
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    const message = parse(line)
    if (message === null) {
      write({ jsonrpc: '2.0', id: null, error: { code: -32_700, message: 'This line is not JSON.' } })
      continue
    }
    if (message.method === 'notifications/cancelled') session.open.get(message.params?.requestId ?? '')?.abort()
    const passing = pass(session, message).finally(() => open.delete(passing))
    open.add(passing)
    // The version that both sides speak is known only after the first answer.
    if (message.method === 'initialize') await passing
  }
  // The client has gone: what it asked is answered to the end, what it only listened to is closed.
  for (const [id, request] of session.open) if (session.listening.has(id)) request.abort()
  await Promise.allSettled(open)
  return exitCodes.done
}

interface Session {
  /** Protocol version of a client that began with `initialize`; later ones name it in every message. */
  version: string | null
  /** Requests under way, so that the client can take one back. */
  readonly open: Map<string | number, AbortController>
  readonly listening: Set<string | number>
}

async function pass(session: Session, message: Message): Promise<void> {
  const taken = new AbortController()
  const id = message.id ?? null
  if (id !== null) session.open.set(id, taken)
  if (id !== null && message.method === 'subscriptions/listen') session.listening.add(id)
  try {
    const response = await post(session, message, taken.signal)
    const type = response.headers.get('content-type') ?? ''
    if (type.includes('text/event-stream') && response.body)
      for await (const text of readEvents(response.body)) emit(session, message, text)
    else if (response.status !== 202) emit(session, message, await response.text())
  } catch (error) {
    if (!taken.signal.aborted) refuse(message, error instanceof Error ? error.message : String(error))
  } finally {
    if (id !== null) session.open.delete(id)
  }
}

/** Hands one message of the server on; anything that is not JSON-RPC becomes an error of the request. */
function emit(session: Session, request: Message, text: string): void {
  const answer = parse(text) as (Message & { result?: { protocolVersion?: string }; detail?: string }) | null
  if (answer?.jsonrpc !== '2.0') return refuse(request, answer?.detail ?? 'The server did not answer as an MCP server does.')
  if (request.method === 'initialize' && answer.result?.protocolVersion) session.version = answer.result.protocolVersion
  write(answer)
}

function refuse(request: Message, message: string): void {
  if (request.id !== undefined) write({ jsonrpc: '2.0', id: request.id, error: { code: -32_000, message } })
}

/** Sends until somebody answers. What was sent and broke off is not sent again: it may have been done. */
async function post(session: Session, message: Message, signal: AbortSignal): Promise<Response> {
  const deadline = Date.now() + patience
  for (;;) {
    const connection = findConnection(process.env)
    const response = connection ? await attempt(connection, { session, message, signal }) : null
    const isPassing = response === null || response.status === 503 || (response.status === 401 && connection?.source === 'local')
    if (response && (!isPassing || Date.now() > deadline)) return response
    if (Date.now() > deadline) throw new Error('Optimus is not reachable. Start it with "npm start" in its folder.')
    await pause(500, undefined, { signal })
  }
}

/** Null while nobody listens there. */
async function attempt(connection: Connection, one: { session: Session; message: Message; signal: AbortSignal }): Promise<Response | null> {
  const { session, message, signal } = one
  const token = await freshToken(connection)
  try {
    return await fetch(new URL('/mcp', connection.address), {
      method: 'POST',
      headers: headersFor(token, session, message),
      body: JSON.stringify(message),
      signal,
    })
  } catch (error) {
    const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? ''
    const causes = ((error as Error).cause as AggregateError | undefined)?.errors as NodeJS.ErrnoException[] | undefined
    if (code === 'ECONNREFUSED' || causes?.some((cause) => cause.code === 'ECONNREFUSED')) return null
    throw new Error(`The connection to Optimus broke off (${code || (error as Error).message}); it may or may not have done this.`, {
      cause: error,
    })
  }
}

/** Newer protocol versions repeat in headers what the message says, so that proxies can route by it. */
function headersFor(token: string, session: Session, message: Message): Record<string, string> {
  const version = (message.params?._meta?.[versionKey] as string | undefined) ?? session.version
  const name = message.params?.name
  const isModern = message.params?._meta?.[versionKey] !== undefined
  return {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'user-agent': 'optimus/mcp',
    ...(version && message.method !== 'initialize' ? { 'mcp-protocol-version': version } : {}),
    ...(isModern && message.method ? { 'mcp-method': message.method } : {}),
    ...(isModern && typeof name === 'string' ? { 'mcp-name': name } : {}),
  }
}

function parse(text: string): Message | null {
  try {
    return JSON.parse(text) as Message
  } catch {
    return null
  }
}

function write(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}
