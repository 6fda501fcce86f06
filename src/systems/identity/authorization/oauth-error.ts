/** RFC 6749 5.2: what the token endpoint answers instead of tokens. */
export class OAuthError extends Error {
  readonly error: string
  readonly status: number

  constructor(error: string, description: string, status = 400) {
    super(description)
    this.error = error
    this.status = status
  }
}

export function answerOAuthError(error: unknown): Response {
  if (!(error instanceof OAuthError)) throw error
  return answerJson({ error: error.error, error_description: error.message }, error.status)
}

export function answerJson(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })
}

/** The fields of a form, each once: doubled ones contradict each other. */
export async function readForm(request: Request): Promise<Map<string, string>> {
  if (!(request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded'))
    throw new OAuthError('invalid_request', 'Send application/x-www-form-urlencoded.')
  return readFields(new URLSearchParams(await request.text()))
}

export function readFields(parameters: URLSearchParams): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of parameters) {
    if (fields.has(name)) throw new OAuthError('invalid_request', `${name} is given twice.`)
    // No field of the protocol has one, and the database takes none.
    if (value.includes('\0')) throw new OAuthError('invalid_request', `${name} has a character that means nothing.`)
    fields.set(name, value)
  }
  return fields
}

export function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name)
  if (!value || value.length > 2000) throw new OAuthError('invalid_request', `${name} is missing or too long.`)
  return value
}
