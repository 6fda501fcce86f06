/** One field that does not fit: where, and what to do about it. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

/** What the server answered instead of a result (RFC 9457), or that no answer came at all. */
export class ProblemError extends Error {
  readonly code: string
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number
  readonly title: string
  readonly errors: readonly FieldError[]
  /** The whole document, for members such as `current` of a stale row. */
  readonly document: Readonly<Record<string, unknown>>

  constructor(status: number, document: Record<string, unknown>) {
    const title = text(document.title) ?? `The server answered ${status}.`
    super(text(document.detail) ?? title)
    this.name = 'ProblemError'
    this.status = status
    this.title = title
    this.code = text(document.code) ?? `http.${status}`
    this.errors = fieldErrors(document.errors)
    this.document = document
  }
}

export function unreachable(): ProblemError {
  return new ProblemError(0, { code: 'client.unreachable', title: 'Optimus does not answer. Is the server running?' })
}

/** Any thrown thing as a problem, so that pages have one shape to show. */
export function asProblem(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown
  const title = thrown instanceof Error ? thrown.message : String(thrown)
  return new ProblemError(-1, { code: 'client.broken', title })
}

/** Reads `errors` in the spellings servers use: `path` as text or list, `field`, `pointer`. */
function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return []
  return value.filter(isRecord).map((error) => ({
    path: pathText(error.path ?? error.field ?? error.pointer),
    message: text(error.message) ?? text(error.detail) ?? 'This does not fit.',
  }))
}

function pathText(path: unknown): string {
  if (Array.isArray(path)) return path.join('.')
  return (text(path) ?? '').replace(/^#?\//, '').replaceAll('/', '.')
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
