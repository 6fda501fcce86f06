import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { anonymous, type Actor } from '#kernel/actor.ts'
import type { SentFile } from '#kernel/sent-file.ts'
import type { Surface } from '#kernel/context.ts'
import type { Operation } from '#kernel/contract.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { bytesOf, sendFile, takeBytes } from './bytes.ts'
import { requireSameOrigin } from './guards.ts'
import { deviceOf } from './device.ts'
import { inputReader, isBodied } from './input.ts'

/** One route for each operation; there is nothing to add by hand. */
export function addOperations(app: FastifyInstance, kernel: Kernel): void {
  for (const { declaration } of kernel.operations.values()) {
    // What has no body has nothing to unpack; a hook that looks for it would be paid by every read.
    const unpack = isBodied(declaration) ? {} : { decompress: false as const }
    const route = {
      method: declaration.http[0],
      url: addressOf(declaration),
      handler: handlerOf(kernel, declaration),
      compress: false as const,
    }
    if (declaration.bytes === 'in') takeBytes(app, { ...route, ...unpack })
    else app.route({ ...route, ...unpack })
  }
}

function handlerOf(kernel: Kernel, declaration: Operation) {
  const readInput = inputReader(declaration)
  const operation = declaration.id
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { headers } = request
    const requestId = newId()
    reply.header('x-request-id', requestId)
    if (declaration.effect !== 'read') requireSameOrigin(kernel, request)
    const actor = await actorOf(kernel, declaration, request)
    const cookies: string[] = []
    const files: SentFile[] | undefined = declaration.bytes === 'out' ? [] : undefined
    const answer = await kernel.execute({
      cookies,
      cookie: headers.cookie,
      files,
      body: declaration.bytes === 'in' ? bytesOf(request) : undefined,
      operation,
      actor,
      requestId,
      input: readInput(request),
      surface: surfaceOf(headers['optimus-surface']),
      address: request.ip,
      device: deviceOf(headers['user-agent']),
      ifMatch: readVersion(headers['if-match']),
      idempotencyKey: readKey(headers['idempotency-key']),
      confirmed: headers['optimus-confirm'] === 'yes',
      approval: single(headers['optimus-approval']),
    })
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    if (answer.replayed) reply.header('idempotency-replayed', 'true')
    if (declaration.deprecated) announceEnd(reply, declaration.deprecated)
    if (files?.[0]) return sendFile(reply.code(answer.status), files[0])
    return send(request, reply.code(answer.status), JSON.stringify(answer.output))
  }
}

/** A short answer goes out as it is: packing it would cost more than it saves. */
function send(request: FastifyRequest, reply: FastifyReply, text: string): FastifyReply | Promise<FastifyReply> {
  reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding')
  const isPacked = text.length >= packedFrom && /\bgzip\b/.test(String(request.headers['accept-encoding']))
  return isPacked ? sendPacked(reply, text) : reply.send(text)
}

async function sendPacked(reply: FastifyReply, text: string): Promise<FastifyReply> {
  return reply.header('content-encoding', 'gzip').send(await gzip(text))
}

const gzip = promisify(zlib.gzip)
const packedFrom = 8192

/** An expired cookie must not stand in the way of signing in again. */
async function actorOf(kernel: Kernel, declaration: Operation, request: FastifyRequest): Promise<Actor> {
  const actor = kernel.authenticate(request.headers, request.ip)
  return declaration.permission === 'public' ? actor.catch(() => anonymous) : actor
}

/** A caller may name itself the command line, which a person sits at as well; never anything with fewer checks. */
function surfaceOf(header: string | string[] | undefined): Surface {
  return header === 'cli' || header === 'mcp' ? header : 'http'
}

/** The version in `If-Match: "7"`. */
function readVersion(header: string | undefined): number | null {
  if (header === undefined || header === '*') return null
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)
  if (!match) throw new Problem(kernelErrors.invalid_input, 'If-Match must be the version of the row you read, such as "7".')
  return Number(match[1])
}

function readKey(header: string | string[] | undefined): string | null {
  const key = single(header)
  if (key === null) return null
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw new Problem(kernelErrors.invalid_input, 'Idempotency-Key must be 1 to 200 printable ASCII characters without spaces.')
}

function single(header: string | string[] | undefined): string | null {
  return typeof header === 'string' && header !== '' ? header : null
}

function announceEnd(reply: FastifyReply, deprecated: { since: string; use: string }): void {
  reply.header('deprecation', `@${Math.floor(Date.parse(deprecated.since) / 1000)}`)
  reply.header('sunset', new Date(Date.parse(deprecated.since) + 180 * 86_400_000).toUTCString())
  reply.header('link', `</api/docs#${deprecated.use}>; rel="successor-version"`)
}
