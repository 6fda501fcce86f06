import type { FastifyInstance, FastifyRequest } from 'fastify'
import { may } from '#kernel/actor.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { addressOf } from '#kernel/operations/describe.ts'
import { RequestTally } from './request-tally.ts'
import type { Scrape } from './scrape.ts'

const path = '/metrics'
const permission = 'metrics:read'
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** `GET /metrics` for Prometheus: the process, requests by operation, the outbox, runs and the pool. */
export function addMetrics(app: FastifyInstance, kernel: Kernel): void {
  const tally = new RequestTally()
  const names = new Map(
    [...kernel.operations.values()].map(({ declaration }) => [`${declaration.http[0]} ${addressOf(declaration)}`, declaration.id]),
  )
  app.addHook('onResponse', (request, reply, done) => {
    const operation = names.get(`${request.method} ${request.routeOptions.url}`) ?? otherName(request)
    tally.add(operation, reply.statusCode, reply.elapsedTime / 1000)
    done()
  })
  let scrape: Promise<Scrape> | undefined
  app.get(path, async (request, reply) => {
    await admit(kernel, request)
    // Loaded by the first scrape: most installations are never scraped.
    scrape ??= import('./scrape.ts').then(({ createScrape }) => createScrape(kernel, tally))
    const { type, text } = await (await scrape)()
    return reply.type(type).header('cache-control', 'no-store').send(text)
  })
}

/** Everything that is no operation is one of a few names: addresses that people make up must not become labels. */
function otherName(request: FastifyRequest): string {
  const route = request.routeOptions.url
  if (route === undefined) return 'none'
  return route.includes('*') || route.includes('.') ? 'web' : route
}

/** This machine reads without a credential, unless a proxy stands between; everybody else needs the right. */
async function admit(kernel: Kernel, request: FastifyRequest): Promise<void> {
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined
  if (!isForwarded && loopback.has(request.socket.remoteAddress ?? '')) return
  const actor = await kernel.authenticate(request.headers, request.ip)
  if (actor.kind === 'anonymous') throw new Problem(kernelErrors.not_signed_in)
  if (!may(actor, permission))
    throw new Problem(kernelErrors.forbidden, `This needs the right ${permission}, which ${actor.name} does not have.`)
}
