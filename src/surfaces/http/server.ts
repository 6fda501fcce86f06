import compress from '@fastify/compress'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Kernel } from '#kernel/kernel.ts'
import type { System } from '#kernel/system.ts'
import { answerClientError } from './client-error.ts'
import { guardHost, guardTransport, setSecurityHeaders } from './guards.ts'
import { addHealth } from './health.ts'
import { httpOptions } from './listen.ts'
import { addOperations } from './operations.ts'
import { answerNotFound, answerProblem } from './problem.ts'
import { addRawRoutes } from './raw-routes.ts'
import { addWeb } from './web.ts'

const bodyLimit = 1024 * 1024

export interface HttpOptions {
  readonly kernel: Kernel
  readonly systems: readonly System[]
  /** Folder of the built web app. */
  readonly web: string
  /** Further adapters on the same port: live updates, MCP, documents. */
  readonly plugins?: readonly ((app: FastifyInstance, kernel: Kernel) => Promise<void> | void)[]
}

/** The HTTP surface: every operation as REST, raw routes of systems, health, and the web app. Not yet listening. */
export async function createHttpServer({ kernel, systems, web, plugins = [] }: HttpOptions): Promise<FastifyInstance> {
  const proxies = kernel.config.trustProxy
  const app = Fastify({
    bodyLimit,
    trustProxy: proxies > 0 && ((_address, hop) => hop < proxies),
    requestTimeout: 120_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500 },
    genReqId: () => '',
    frameworkErrors: (error, request, reply) => answerProblem(kernel, error, request, reply),
    logger: false,
    // Contracts check and shape; the library's own compilers for schemas would only be loaded.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    // Of two Authorization headers the first would win silently; joined they are what they are, malformed.
    http: httpOptions,
    clientErrorHandler: answerClientError,
  })
  acceptEmptyBodies(app)
  app.setErrorHandler((error, request, reply) => answerProblem(kernel, error, request, reply))
  app.setNotFoundHandler((request, reply) => answerNotFound(request, reply))
  app.addHook('onRequest', guardHost(kernel))
  if (proxies > 0) app.addHook('onRequest', guardTransport(kernel))
  app.addHook('onRequest', setSecurityHeaders(kernel))
  await app.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] })
  addHealth(app, kernel)
  addOperations(app, kernel)
  addRawRoutes(app, kernel, systems)
  for (const plugin of plugins) await plugin(app, kernel)
  await addWeb(app, web)
  return app
}

function noSchemas(): never {
  throw new Error('A route has no schema of its own: the contract of its operation checks.')
}

/** Many clients say that JSON follows and then send none, above all with DELETE. */
function acceptEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}
