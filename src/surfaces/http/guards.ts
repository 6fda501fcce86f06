import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Answers only to names that are ours, so that no foreign page can reach us through a DNS name of its own, and
 * sends browsers from loopback addresses to localhost, because passkeys refuse addresses.
 */
export function guardHost(kernel: Kernel) {
  const publicUrl = new URL(kernel.config.publicUrl)
  const ours = new Set([...loopbackNames, publicUrl.hostname, kernel.config.host])
  const isLoopback = loopbackNames.has(publicUrl.hostname)
  // Every request passes here, so nothing waits: a callback costs less than a promise.
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const host = hostOf(request)
    if (!ours.has(host))
      return done(
        new Problem(kernelErrors.forbidden, `This is not ${host.slice(0, 100)}. Set OPTIMUS_PUBLIC_URL to the address people use.`),
      )
    const navigates = isLoopback && host !== 'localhost' && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!navigates) return done()
    void reply.redirect(`${publicUrl.protocol}//localhost:${request.port ?? publicUrl.port}${request.url}`, 302)
  }
}

/** The name in the Host header without its port, in lower case; empty for what is no name, or several. */
function hostOf(request: FastifyRequest): string {
  return /^([^\s:,[\]]+|\[[0-9a-f:.]+\])(:\d+)?$/.exec((request.host ?? '').toLowerCase())?.[1] ?? ''
}

/**
 * What reached us without TLS: a page goes on to the https address, anything else is refused, so that a program with a
 * wrong address fails at once instead of telling its key to the network for years. Callers on this machine and the
 * questions for health are not meant.
 */
export function guardTransport(kernel: Kernel) {
  const { publicUrl } = kernel.config
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    const said = request.headers['x-forwarded-proto']
    const isPlain = said === undefined ? !isLoopback(request.socket.remoteAddress) : lastOf(said) !== 'https'
    if (!isPlain || !publicUrl.startsWith('https:') || healthAddresses.has(request.url)) return done()
    const navigates = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (!navigates) return done(new Problem(kernelErrors.forbidden, `This call was not encrypted. Use ${publicUrl}`))
    void reply.redirect(`${publicUrl}${request.url}`, 308)
  }
}

const healthAddresses = new Set(['/healthz', '/readyz'])

function isLoopback(address: string | undefined): boolean {
  return address === '::1' || (address ?? '').replace('::ffff:', '').startsWith('127.')
}

/** What the nearest proxy said; what stands before it came from further away. */
function lastOf(header: string | string[]): string {
  return String(header).split(',').at(-1)!.trim().toLowerCase()
}

/**
 * A write without a bearer token must come from our own pages, or from no page at all: with our cookie a foreign one would
 * act for the person, and without it sign the browser in as somebody else.
 */
export function requireSameOrigin(kernel: Kernel, request: FastifyRequest): void {
  const { origin, authorization } = request.headers
  if (authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none'
  const foreignOrigin = origin !== undefined && origin !== kernel.config.publicUrl && URL.parse(origin)?.host !== request.host
  if (foreignSite || foreignOrigin) throw new Problem(kernelErrors.forbidden, 'This call came from another site.')
}

const policy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

export function setSecurityHeaders(kernel: Kernel) {
  const headers: Record<string, string> = {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self), payment=(), usb=()',
  }
  if (kernel.config.publicUrl.startsWith('https:')) headers['strict-transport-security'] = 'max-age=31536000; includeSubDomains'
  // What is not a page cannot frame, run or leak anything: two headers do.
  const forCalls: Record<string, string> = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }
  return (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
    reply.headers(request.url.startsWith('/api/') ? forCalls : headers)
    done()
  }
}
