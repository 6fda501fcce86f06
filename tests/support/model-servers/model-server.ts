/**
 * A model server on loopback for tests: OpenAI Responses and Chat Completions, Anthropic Messages, and their lists of
 * models, streamed or whole. A test says what it answers; it keeps what it was asked, and holds both sides against the
 * official descriptions (`openai-description.json`, `anthropic-shapes.ts`):
 *
 *   const server = await startModelServer((asked) => say('four'))
 *   … base URL of OpenAI kinds: server.openai, of Anthropic: server.anthropic; any key does …
 *   assert.match(server.asked[0]!.text, /2 \+ 2/)
 *   assert.deepEqual(server.violations, [])
 *
 * Faults: `fail(429, { retryAfter: 1 })`, `fail(500)`, `hang`, `garbage('not JSON')`, `cut('half an ans…')` (a stream that
 * ends in the middle), `redirect('http://…')`, `flood(bytes)`. It closes with the test file.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { anthropicList, anthropicProtocol } from './anthropic-protocol.ts'
import { openaiChatProtocol } from './openai-chat-protocol.ts'
import { openaiList } from './openai-description.ts'
import { openaiResponsesProtocol } from './openai-responses-protocol.ts'
import type { Asked, Protocol, Reply, Spoken } from './reply.ts'

export interface ModelServer {
  /** Base URL for the kinds openai-responses, openai-chat and openai-compatible. */
  readonly openai: string
  readonly anthropic: string
  readonly host: string
  /** Every question for a completion, in the order of arrival. */
  readonly asked: Asked[]
  /** Where a request or an answer broke the official description. */
  readonly violations: string[]
  /** Every other request, such as for the list of models: `GET /v1/models`. */
  readonly others: string[]
  /** What it answers from now on. */
  answer(with_: Answerer): void
  /** Names in its list of models. */
  list(names: readonly string[]): void
  close(): Promise<void>
}

export type Answerer = (asked: Asked, count: number) => Reply | Promise<Reply>

const protocols: Readonly<Record<string, Protocol>> = {
  'POST /v1/responses': openaiResponsesProtocol,
  'POST /v1/chat/completions': openaiChatProtocol,
  'POST /anthropic/v1/messages': anthropicProtocol,
}

export async function startModelServer(answerer: Answerer, names: readonly string[] = ['gpt-5-mini']): Promise<ModelServer> {
  const state = { answerer, names, asked: [] as Asked[], violations: [] as string[], others: [] as string[] }
  const server = createServer(
    (request, response) => void serve(state, request, response).catch((error) => response.destroy(error as Error)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  after(close)
  return {
    openai: `http://${host}/v1`,
    anthropic: `http://${host}/anthropic/v1`,
    host,
    asked: state.asked,
    violations: state.violations,
    others: state.others,
    answer: (next) => void (state.answerer = next),
    list: (next) => void (state.names = next),
    close,
  }
}

interface State {
  answerer: Answerer
  names: readonly string[]
  asked: Asked[]
  violations: string[]
  others: string[]
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url!, 'http://server').pathname
  const protocol = protocols[`${request.method} ${path}`]
  if (!protocol) return serveOther(state, `${request.method} ${path}`, response)
  const body = JSON.parse(await textOf(request)) as Record<string, unknown>
  state.violations.push(...protocol.checkRequest(body, request.headers))
  const asked: Asked = {
    protocol: protocol.name,
    model: String(body['model']),
    text: protocol.textOf(body),
    body,
    headers: request.headers,
    streamed: body['stream'] === true,
  }
  state.asked.push(asked)
  await reply(state, { protocol, asked, response }, await state.answerer(asked, state.asked.length))
}

interface Exchange {
  readonly protocol: Protocol
  readonly asked: Asked
  readonly response: ServerResponse
}

async function reply(state: State, { protocol, asked, response }: Exchange, answer: Reply): Promise<void> {
  if (answer.kind === 'hang') return
  if (answer.kind === 'redirect') return void response.writeHead(307, { location: answer.to }).end()
  if (answer.kind === 'fail') {
    const headers = answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }
    return void response
      .writeHead(answer.status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(protocol.errorBody(answer.status, answer.message)))
  }
  if (answer.kind === 'garbage') return void response.writeHead(200, { 'content-type': 'application/json' }).end(answer.text)
  if (answer.kind === 'flood') return flood(response, answer.bytes)
  if (asked.streamed) return streamAnswer(state, { protocol, asked, response }, answer)
  const whole = protocol.whole(asked, answer)
  state.violations.push(...protocol.checkAnswer(whole))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole))
}

/** Server-sent events as the provider frames them; a cut answer loses its connection half way. */
async function streamAnswer(state: State, { protocol, asked, response }: Exchange, answer: Spoken): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const events = protocol.events(asked, answer)
  const sent = answer.isCut ? events.slice(0, Math.ceil(events.length / 2)) : events
  for (const event of sent) {
    state.violations.push(...protocol.checkEvent(event.data))
    response.write(`${event.name ? `event: ${event.name}\n` : ''}data: ${JSON.stringify(event.data)}\n\n`)
    await new Promise(setImmediate)
  }
  if (answer.isCut) return void response.destroy()
  if (protocol.endMark) response.write(`data: ${protocol.endMark}\n\n`)
  response.end()
}

function flood(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const piece = Buffer.alloc(65_536, 'a')
  let left = bytes
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= piece.length
      if (!response.write(piece)) return void response.once('drain', more)
    }
    response.end()
  }
  response.on('error', () => {})
  more()
}

function serveOther(state: State, what: string, response: ServerResponse): void {
  state.others.push(what)
  const json = (status: number, value: unknown) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  if (what === 'GET /v1/models') return json(200, openaiList(state.names))
  if (what === 'GET /anthropic/v1/models') return json(200, anthropicList(state.names))
  json(404, { error: { type: 'invalid_request_error', message: `Nothing here: ${what}`, param: null, code: null } })
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}
