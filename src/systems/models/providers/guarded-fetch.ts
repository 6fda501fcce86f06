/** An answer larger than this is none that anybody wants to read or pay for. */
const largestAnswer = 8 * 1024 * 1024

/** A request or answer that the guard stopped. `sent`: the question had left, so it may have been paid. */
export class GuardError extends Error {
  readonly kind: 'other_host' | 'redirect' | 'too_large'
  readonly sent: boolean

  constructor(kind: GuardError['kind'], message: string) {
    super(message)
    this.name = 'GuardError'
    this.kind = kind
    this.sent = kind === 'too_large'
  }

  /** The guard's error, however deep an SDK wrapped it. */
  static in(error: unknown): GuardError | null {
    for (let one = error; one instanceof Error; one = one.cause) if (one instanceof GuardError) return one
    return null
  }
}

/** `fetch` that reaches only what lies below this address, follows no redirect, and reads no endless answer. */
export function guardedFetch(baseUrl: string): typeof fetch {
  const allowed = new URL(baseUrl)
  const folder = allowed.pathname.endsWith('/') ? allowed.pathname : `${allowed.pathname}/`
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.origin !== allowed.origin || !url.pathname.startsWith(folder)) {
      throw new GuardError('other_host', `${url.origin} is not the configured address ${allowed.origin}.`)
    }
    const response = await fetch(input, { ...init, redirect: 'manual' })
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel()
      throw new GuardError('redirect', `${allowed.host} answers with a redirect, which is not followed. Configure the address it leads to.`)
    }
    return bounded(response)
  }
}

function bounded(response: Response): Response {
  if (response.body === null) return response
  let seen = 0
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      seen += chunk.byteLength
      if (seen > largestAnswer)
        controller.error(new GuardError('too_large', `The answer is larger than ${largestAnswer / 1024 / 1024} MiB.`))
      else controller.enqueue(chunk)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(counter), { status, statusText, headers })
}
