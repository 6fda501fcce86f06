import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { Connection } from './connection.ts'

const path = '/api/v1/live'
const mostConnections = 500
const largestMessage = 64 * 1024

/** Live updates: news as they are committed, by topic, over WebSocket, each under the right of its read operation. */
export function addLive(app: FastifyInstance, kernel: Kernel): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })
  const connections = new Set<Connection>()
  app.server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== path) return
    socket.on('error', () => socket.destroy())
    admit(kernel, request, connections.size).then(
      (actor) =>
        sockets.handleUpgrade(request, socket, head, (opened) => {
          const connection = new Connection(kernel, opened, request, actor)
          connections.add(connection)
          opened.once('close', () => connections.delete(connection))
        }),
      (error: unknown) => refuse(socket, error instanceof Problem ? error.status : 500),
    )
  })
  const stopListening = kernel.live.listen((event) => {
    for (const connection of connections) connection.tell(event)
  })
  const heartbeat = setInterval(() => {
    for (const connection of connections) connection.ping()
  }, 25_000)
  heartbeat.unref()
  app.addHook('preClose', (done) => {
    clearInterval(heartbeat)
    stopListening()
    for (const connection of connections) connection.close(1001, 'The server is stopping')
    done()
  })
}

/** Only our own pages and bearers of a credential; a foreign page cannot ride on the cookie. */
async function admit(kernel: Kernel, request: IncomingMessage, open: number) {
  if (open >= mostConnections) throw new Problem({ code: 'kernel.unavailable', status: 503, title: 'Too many live connections.' })
  const { origin, host } = request.headers
  const foreign = origin !== undefined && origin !== kernel.config.publicUrl && URL.parse(origin)?.host !== host
  const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(host ?? '') || URL.parse(kernel.config.publicUrl)?.host === host
  if (foreign || !loopback) throw new Problem({ code: 'kernel.forbidden', status: 403, title: 'This call came from another site.' })
  const actor = await kernel.authenticate(request.headers, request.socket.remoteAddress ?? '')
  if (actor.kind === 'anonymous') throw new Problem({ code: 'kernel.not_signed_in', status: 401, title: 'Sign in first.' })
  return actor
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
