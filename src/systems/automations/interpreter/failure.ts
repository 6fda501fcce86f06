import type { Json, JsonObject } from '../expressions/json.ts'

/** An error of the DSL, which is a problem document of RFC 9457. */
export interface ErrorBody {
  readonly type: string
  readonly status: number
  readonly title?: string
  readonly detail?: string
  /** Reference of the task that raised it. */
  readonly instance?: string
}

const standard = 'https://open-workflow-specification.org/spec/1.0.0/errors/'

/** The errors that the specification names, with their usual status. */
const kinds = {
  configuration: 400,
  validation: 400,
  expression: 400,
  authentication: 401,
  authorization: 403,
  timeout: 408,
  communication: 500,
  runtime: 500,
} as const

export type FailureKind = keyof typeof kinds

/** What a task fails with: it may be caught by the document, is recorded, and is shown to people. */
export class Failure extends Error {
  readonly body: ErrorBody

  constructor(body: ErrorBody) {
    super(body.detail ?? body.title ?? body.type)
    this.name = 'Failure'
    this.body = body
  }

  at(instance: string): Failure {
    return this.body.instance === undefined ? new Failure({ ...this.body, instance }) : this
  }
}

export function failure(kind: FailureKind, detail: string, more: { status?: number; title?: string } = {}): Failure {
  return new Failure({
    type: standard + kind,
    status: more.status ?? kinds[kind],
    title: more.title ?? titles[kind],
    detail: detail.slice(0, 4000),
  })
}

const titles: Readonly<Record<FailureKind, string>> = {
  configuration: 'The automation is set up wrong',
  validation: 'The data does not fit',
  expression: 'An expression does not work on this data',
  authentication: 'Signing in failed',
  authorization: 'This is not allowed',
  timeout: 'It took too long',
  communication: 'The other side did not answer as hoped',
  runtime: 'The step failed',
}

/** Older names of the specification's errors are the same errors. */
function canonicalType(type: string): string {
  return type.replace(
    /^https?:\/\/(?:serverlessworkflow\.io|open-workflow-specification\.org)\/(?:spec\/[\d.]+\/errors|dsl\/errors\/types)\//,
    standard,
  )
}

/** Whether an error has every member that a `catch` asks for. */
export function matchesError(body: ErrorBody, wanted: JsonObject | undefined): boolean {
  if (wanted === undefined) return true
  const has = body as unknown as Record<string, Json>
  return Object.entries(wanted).every(([key, value]) => {
    if (key === 'type') return canonicalType(body.type) === canonicalType(String(value))
    return has[key] === value
  })
}

/** The execution was ended from outside, or its branch lost: nothing of the document may catch that. */
export class Stopped extends Error {
  constructor(why: string) {
    super(why)
    this.name = 'Stopped'
  }
}

/** `then: end`: the workflow is over, with this as its output. */
export class Ended extends Error {
  readonly output: Json

  constructor(output: Json) {
    super('The workflow ended here.')
    this.name = 'Ended'
    this.output = output
  }
}

/** Any error as one of the DSL; what ends an execution stays what it is. */
export function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error
  const { message, code } = (error ?? {}) as { message?: string; code?: unknown }
  return failure('runtime', message || String(code ?? error))
}
