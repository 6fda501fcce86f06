import { Readable } from 'node:stream'
import type { McpHttpHandler, Server } from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { version } from '#kernel/version.ts'
import { callTool } from './call-tool.ts'
import { listOperations, type Caller } from './caller.ts'
import { instructions } from './pinned-tools.ts'
import { toolList } from './tools.ts'

const path = '/mcp'

/** MCP over Streamable HTTP. No session is kept: each request proves who sends it, and any node may answer it. */
export function addMcp(app: FastifyInstance, kernel: Kernel): void {
  let handler: Promise<McpHttpHandler> | undefined
  app.route({
    method: ['GET', 'POST', 'DELETE'],
    url: path,
    handler: async (request, reply) => {
      const caller = await admit(kernel, request)
      // Loaded by the first caller: the protocol's schemas are megabytes that most starts never need.
      handler ??= createHandler(kernel)
      return exchange(await handler, caller, request, reply)
    },
  })
  app.addHook('preClose', async () => (await handler)?.close())
}

/** Only bearers of a credential: a cookie would let a foreign page speak for the person. */
async function admit(kernel: Kernel, request: FastifyRequest): Promise<Caller> {
  const { origin, authorization } = request.headers
  if (origin !== undefined && origin !== kernel.config.publicUrl && URL.parse(origin)?.host !== request.host) {
    throw new Problem(kernelErrors.forbidden, 'This call came from another site.')
  }
  const actor = await kernel.authenticate({ authorization }, request.ip)
  if (actor.kind === 'anonymous')
    throw new Problem(kernelErrors.not_signed_in, 'Send an API key as Authorization: Bearer opt_…, or use the command optimus mcp.')
  const device = request.headers['user-agent']?.split(' ')[0]?.slice(0, 60) ?? 'MCP client'
  return { kernel, actor, address: request.ip, device }
}

async function createHandler(kernel: Kernel): Promise<McpHttpHandler> {
  const sdk = await import('@modelcontextprotocol/server')
  const factory = (context: { authInfo?: { extra?: Record<string, unknown> } }): Server => {
    const caller = context.authInfo?.extra?.['caller'] as Caller
    const server = new sdk.Server({ name: 'optimus', title: 'Optimus', version }, { capabilities: { tools: {} }, instructions })
    server.setRequestHandler('tools/list', async () => ({ tools: toolList(await listOperations(caller)) }))
    server.setRequestHandler('tools/call', (request, extra) =>
      callTool({ ...caller, signal: extra.mcpReq.signal }, request.params.name, request.params.arguments),
    )
    return server
  }
  return sdk.createMcpHandler(factory, { onerror: (error) => kernel.log.debug({ err: error.message }, 'an MCP request was refused') })
}

async function exchange(handler: McpHttpHandler, caller: Caller, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const gone = new AbortController()
  reply.raw.once('close', () => gone.abort())
  const authInfo = { token: '', clientId: caller.actor.id, scopes: [], extra: { caller } }
  const response = await handler.fetch(toWebRequest(caller.kernel, request, gone.signal), { authInfo, parsedBody: request.body })
  reply.code(response.status)
  for (const [name, value] of response.headers) reply.header(name, value)
  return reply.send(response.body ? Readable.fromWeb(response.body as never) : null)
}

function toWebRequest(kernel: Kernel, request: FastifyRequest, signal: AbortSignal): Request {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== 'authorization' && name !== 'cookie' && typeof value === 'string') headers.set(name, value)
  }
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? null) : undefined
  return new Request(new URL(request.url, kernel.config.publicUrl), { method: request.method, headers, body, signal })
}
