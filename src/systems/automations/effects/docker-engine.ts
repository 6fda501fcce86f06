import type { IncomingMessage } from 'node:http'
import { request } from '#kernel/node-http.ts'
import type { Duplex } from 'node:stream'
import type { Json } from '../expressions/json.ts'

export interface EngineAnswer {
  readonly status: number
  readonly body: Json
}

const usualSocket = '/var/run/docker.sock'

/** Where the Docker Engine of this machine listens. */
export function engineSocket(environment: NodeJS.ProcessEnv): string {
  const host = environment['DOCKER_HOST']
  return host?.startsWith('unix://') ? host.slice('unix://'.length) : usualSocket
}

interface EngineCall {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** One call of the Docker Engine's own interface. */
export async function callEngine(socketPath: string, call: EngineCall): Promise<EngineAnswer> {
  const response = await respond(socketPath, call)
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString('utf8')
  return { status: response.statusCode ?? 0, body: parsed(text) }
}

/** The answer as it comes. */
function respond(socketPath: string, { method, path, body, signal }: EngineCall): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const sent = request({ socketPath, method, path: `/v1.41${path}`, headers, signal }, resolve)
    sent.on('error', reject)
    sent.end(text)
  })
}

/** A connection that carries what a container writes, to the last unfinished line, and what it reads if it shall. */
export function attach(socketPath: string, container: string, { input }: { input: boolean }): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const path = `/v1.41/containers/${container}/attach?stream=1&stdout=1&stderr=1${input ? '&stdin=1' : ''}`
    const sent = request({ socketPath, method: 'POST', path, headers: { connection: 'Upgrade', upgrade: 'tcp' } })
    sent.once('upgrade', (_response, socket, head) => {
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    sent.once('response', (response) => reject(new Error(`The engine answered ${response.statusCode}.`)))
    sent.once('error', reject)
    sent.end()
  })
}

function parsed(text: string): Json {
  try {
    return text === '' ? null : (JSON.parse(text) as Json)
  } catch {
    return text
  }
}
