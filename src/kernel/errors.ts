/** An error people may see: a stable code, an HTTP status and a sentence that says what to do. RFC 9457 carries it. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  /** Further public members of the problem document, such as `errors` of a form or `current` of a stale row. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(declared: DeclaredError, detail?: string, more: Record<string, unknown> = {}, cause?: unknown) {
    super(detail ?? declared.title, cause === undefined ? undefined : { cause })
    this.name = 'Problem'
    this.code = declared.code
    this.status = declared.status
    this.title = declared.title
    this.more = more
  }
}

export interface DeclaredError {
  readonly code: string
  readonly status: number
  readonly title: string
}

export type ErrorCatalogue<S extends string = string, K extends string = string> = {
  readonly [N in K]: DeclaredError & { readonly code: `${S}.${N}` }
}

/** A system's catalogue: `<system>.<key>` with its HTTP status and public sentence. Docs are generated from it. */
export function defineErrors<const S extends string, const K extends string>(
  system: S,
  errors: Record<K, { status: number; title: string }>,
): ErrorCatalogue<S, K> {
  const coded = Object.entries<{ status: number; title: string }>(errors).map(([key, error]) => [
    key,
    Object.freeze({ code: `${system}.${key}`, ...error }),
  ])
  return Object.freeze(Object.fromEntries(coded)) as ErrorCatalogue<S, K>
}

/** What the executor and the surfaces themselves may answer. */
export const kernelErrors = defineErrors('kernel', {
  not_signed_in: { status: 401, title: 'Sign in, or send an API key as a bearer token.' },
  forbidden: { status: 403, title: 'You do not have the right to do this.' },
  not_found: { status: 404, title: 'There is nothing here, or you may not see it.' },
  method_not_allowed: { status: 405, title: 'This address does not take that method.' },
  invalid_input: { status: 400, title: 'The input does not fit; the list of errors names the fields.' },
  invalid_body: { status: 400, title: 'The body is not valid JSON.' },
  unsupported_media_type: { status: 415, title: 'Send JSON with content type application/json.' },
  too_large: { status: 413, title: 'The body is larger than this address takes.' },
  headers_too_large: { status: 431, title: 'The headers are larger than this server takes; send fewer or shorter ones.' },
  malformed_request: { status: 400, title: 'This is not a valid HTTP request.' },
  request_timeout: { status: 408, title: 'The request did not arrive in time; send it again.' },
  too_many_requests: { status: 429, title: 'Too many calls; wait as long as Retry-After says.' },
  confirmation_required: { status: 428, title: 'This is dangerous: confirm it first.' },
  verification_required: { status: 403, title: 'Confirm that it is you first: this needs a recent proof of who you are.' },
  approval_required: { status: 403, title: 'A person has to approve this call first.' },
  idempotency_conflict: { status: 422, title: 'This idempotency key was used with another body.' },
  answer_not_kept: { status: 409, title: 'This was done already, and its answer held a secret that is shown only once.' },
  idempotency_in_progress: { status: 409, title: 'A call with this idempotency key is still running.' },
  stale_version: { status: 412, title: 'Somebody changed this meanwhile; look at the current state and try again.' },
  conflict: { status: 409, title: 'This collides with something that exists already.' },
  unavailable: { status: 503, title: 'A part that this needs is not reachable right now; try again soon.' },
  timeout: { status: 504, title: 'This took longer than it may.' },
  internal: { status: 500, title: 'Something broke on our side; the request id finds it in the log.' },
})
