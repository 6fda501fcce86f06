import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'

/** What the outside world was asked for: by which key, at which place, with which words. */
export interface Asked {
  readonly key: string
  readonly place: string
  readonly body: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Stands for the outside world of nodes that are killed: it lives in the test's process, and forgets nothing. */
export interface RecordingServer {
  readonly address: string
  readonly asked: readonly Asked[]
  /** How often each key was asked for. */
  counts(place?: string): Map<string, number>
  /** How many wait for their answer at a place now, and the most that ever did. */
  open(place: string): number
  most(place: string): number
  close(): void
}

/** `answerAfter` decides how long an answer takes; a promise holds it back until it is settled. */
export async function startRecordingServer(answerAfter: (asked: Asked) => number | Promise<unknown>): Promise<RecordingServer> {
  const asked: Asked[] = []
  const open = new Map<string, number>()
  const most = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const at = Date.now()
    const one: Asked = { key: String(request.headers['idempotency-key']), place: request.url!, body: await bodyOf(request), at }
    const number = asked.push(one)
    open.set(one.place, (open.get(one.place) ?? 0) + 1)
    most.set(one.place, Math.max(most.get(one.place) ?? 0, open.get(one.place)!))
    response.once('close', () => open.set(one.place, open.get(one.place)! - 1))
    const after = answerAfter(one)
    await (typeof after === 'number' ? delay(after) : after)
    // Tells which of several requests with one key it was that was recorded.
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ answer: number }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    counts(place) {
      const counts = new Map<string, number>()
      for (const one of asked) if (place === undefined || one.place === place) counts.set(one.key, (counts.get(one.key) ?? 0) + 1)
      return counts
    },
    open: (place) => open.get(place) ?? 0,
    most: (place) => most.get(place) ?? 0,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  try {
    for await (const chunk of request) text += String(chunk)
  } catch {
    // Who asked was killed while it did: what it said until then is what it asked.
  }
  return text
}
