import { anonymous } from '#kernel/actor.ts'
import type { OutputOf } from '#kernel/contract.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { RawRoute } from '#kernel/system.ts'
import { contract } from './contract.ts'

/**
 * Where providers send browsers back to. The work is an operation like any other; this turns its outcome into the
 * page that comes next. Problems travel as their codes, so that no text of others gets into our pages.
 */
export const callbackRoute: RawRoute = {
  method: 'GET',
  path: '/api/auth/callback/:provider',
  async handle(request, { address, kernel, device }) {
    const url = new URL(request.url)
    const cookies: string[] = []
    const headers = { cookie: request.headers.get('cookie') ?? undefined }
    const actor = await kernel.authenticate(headers, address).catch(() => anonymous)
    const input = { provider: url.pathname.split('/').at(-1), response: url.search.slice(1) }
    const call = {
      operation: contract.finishProvider.id,
      input,
      actor,
      address,
      device,
      cookies,
      cookie: headers.cookie,
      surface: 'http' as const,
    }
    const page = await kernel.execute(call).then(
      ({ output }) => pageAfter(input.provider ?? '', output as OutputOf<typeof contract.finishProvider>),
      (problem: unknown) => pageOf(problem),
    )
    const answer = new Headers({ location: new URL(page, kernel.config.publicUrl).href, 'cache-control': 'no-store' })
    for (const cookie of cookies) answer.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers: answer })
  },
}

function pageAfter(provider: string, { next, linked, returnTo }: OutputOf<typeof contract.finishProvider>): string {
  if (linked) return withField(returnTo, 'linked', provider)
  if (next === null) return returnTo
  // After the hash nothing reaches a server or its log.
  return `/sign-in#${new URLSearchParams({ step: next.token, factors: next.factors.join(','), return: returnTo })}`
}

function pageOf(error: unknown): string {
  const { code, more } = error instanceof Problem ? error : { code: kernelErrors.internal.code, more: {} as Problem['more'] }
  const { returnTo } = more
  return withField(typeof returnTo === 'string' ? returnTo : '/sign-in', 'problem', code)
}

function withField(path: string, name: string, value: string): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}
