import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { SentFile } from '#kernel/sent-file.ts'

/** A route whose body reaches the operation as a stream, whatever its type; the operation bounds it. */
export function takeBytes(app: FastifyInstance, route: RouteOptions): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    scope.route({ ...route, bodyLimit: Number.MAX_SAFE_INTEGER })
  })
}

/** The body as it comes in; an announced length of nothing is an empty file, which Fastify does not hand on. */
export function bytesOf(request: FastifyRequest): Readable | undefined {
  return (request.body as Readable | undefined) ?? (request.headers['content-length'] === '0' ? Readable.from([]) : undefined)
}

/** Sends a file to be saved: what people uploaded is never shown as a page of ours. */
export function sendFile(reply: FastifyReply, file: SentFile): FastifyReply {
  return reply
    .headers({
      'content-type': file.mediaType,
      'content-length': file.size,
      'content-disposition': `attachment; filename="${plain(file.name)}"; filename*=UTF-8''${encode(file.name)}`,
      'content-security-policy': "sandbox; default-src 'none'",
      etag: `"${file.hash}"`,
    })
    .send(Readable.from(file.bytes))
}

/** For clients that read only the first of the two names (RFC 6266). */
function plain(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%/]/g, '_')
}

function encode(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
