import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Kernel } from '#kernel/kernel.ts'
import type { RawRoute, System } from '#kernel/system.ts'
import { deviceOf } from './device.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** Web requests that systems answer themselves, as standard Request and Response. */
export function addRawRoutes(app: FastifyInstance, kernel: Kernel, systems: readonly System[]): void {
  app.register(async (scope) => {
    // The body reaches the system as bytes, whatever its type: signatures are made over bytes.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    for (const route of systems.flatMap((system) => system.routes ?? [])) {
      scope.route({
        method: route.method === 'ALL' ? [...methods] : route.method,
        url: route.path,
        bodyLimit: route.bodyLimit ?? 1024 * 1024,
        handler: (request, reply) => answer(kernel, route, request, reply),
      })
    }
  })
}

async function answer(kernel: Kernel, route: RawRoute, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const response = await route.handle(toWebRequest(kernel, request), {
    address: request.ip,
    device: deviceOf(request.headers['user-agent']),
    kernel,
  })
  reply.code(response.status)
  for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(response.body ? Readable.fromWeb(response.body as never) : null)
}

function toWebRequest(kernel: Kernel, request: FastifyRequest): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item !== undefined) headers.append(name, item)
  }
  const body = Buffer.isBuffer(request.body) && request.method !== 'GET' ? new Uint8Array(request.body) : undefined
  return new Request(new URL(request.url, kernel.config.publicUrl), { method: request.method, headers, body })
}
