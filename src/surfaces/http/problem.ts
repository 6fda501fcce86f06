import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { kernelErrors, Problem, type DeclaredError } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'

/** RFC 9457. `type` leads to the sentence about this code in the documentation. */
export function problemDocument(problem: Problem, instance: string | null): Record<string, unknown> {
  return {
    ...problem.more,
    type: `/docs/errors#${problem.code}`,
    title: problem.title,
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    ...(instance ? { instance } : {}),
  }
}

export function answerProblem(kernel: Kernel, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : (fromFastify(error as FastifyError) ?? internal(kernel, error))
  const requestId = reply.getHeader('x-request-id')
  if (problem.status === 401) reply.header('www-authenticate', challengeOf(kernel, request))
  if (typeof problem.more['retryAfter'] === 'number') reply.header('retry-after', String(problem.more['retryAfter']))
  return reply
    .code(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, typeof requestId === 'string' ? `urn:request:${requestId}` : null)))
}

/** RFC 9728: an MCP client that has no token yet learns here whom to ask for one. */
function challengeOf(kernel: Kernel, request: FastifyRequest): string {
  if (request.url.split('?')[0] !== '/mcp') return 'Bearer realm="optimus"'
  return `Bearer realm="optimus", resource_metadata="${kernel.config.publicUrl}/.well-known/oauth-protected-resource/mcp"`
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = new Problem(
    kernelErrors.not_found,
    `${request.method} ${request.url.split('?')[0]} leads nowhere; GET /api/v1/operations lists what there is.`,
  )
  return reply
    .code(404)
    .type('application/problem+json')
    .send(JSON.stringify(problemDocument(problem, null)))
}

/** What Fastify itself refuses: bodies that are too large, broken JSON, other media types, addresses that cannot be decoded. */
function fromFastify(error: FastifyError): Problem | null {
  const status = error.statusCode ?? 500
  if (status >= 500) return null
  return new Problem(byStatus[status] ?? kernelErrors.invalid_input, error.message, {}, error)
}

const byStatus: Record<number, DeclaredError> = {
  400: kernelErrors.invalid_body,
  404: kernelErrors.not_found,
  405: kernelErrors.method_not_allowed,
  413: kernelErrors.too_large,
  415: kernelErrors.unsupported_media_type,
}

function internal(kernel: Kernel, error: unknown): Problem {
  kernel.log.error({ err: error }, 'a request broke outside of any operation')
  return new Problem(kernelErrors.internal, undefined, {}, error)
}
