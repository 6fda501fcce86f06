export type Severity = 'error' | 'warning'
export type Path = readonly (string | number)[]

/** Something wrong with an automation's text, with the place where a person can put it right. */
export interface Problem {
  /** Stable, for programs: `yaml`, `schema`, `unknown-key`, `unsupported-grpc` … The README lists them. */
  readonly code: string
  readonly severity: Severity
  /** One sentence that says what is wrong and, where it is known, what to write instead. */
  readonly message: string
  /** Both count from 1. */
  readonly line: number
  readonly column: number
  /** Where in the value: keys and positions from the root. */
  readonly path: Path
}

export interface Place {
  readonly line: number
  readonly column: number
}

export const START: Place = { line: 1, column: 1 }

export function problemAt(place: Place, path: Path, what: { code: string; message: string; severity?: Severity }): Problem {
  return { severity: 'error', ...what, line: place.line, column: place.column, path }
}

/** By place, then errors before warnings; equal ones once. */
export function inOrder(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>()
  return [...problems].sort(before).filter((problem) => {
    const key = `${problem.line}:${problem.column}:${problem.code}:${problem.message}`
    return seen.size < seen.add(key).size
  })
}

function before(left: Problem, right: Problem): number {
  return left.line - right.line || left.column - right.column || left.severity.localeCompare(right.severity)
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some(({ severity }) => severity === 'error')
}

/** RFC 6901: `/do/0/build`. */
export function pointer(path: Path): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
