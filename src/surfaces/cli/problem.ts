import type { Answer } from './client.ts'
import { CommandError, exitCodeOf } from './exit-code.ts'
import type { Flag } from './flags.ts'
import { clean } from './terminal.ts'
import { shown } from './value.ts'

interface ProblemDocument {
  readonly code?: string
  readonly detail?: string
  readonly title?: string
  readonly errors?: readonly { readonly path: string; readonly message: string }[]
}

/** The problem document as sentences; wrong fields by the name of their flag. */
export function failed(answer: Answer, flags: readonly Flag[]): CommandError {
  const problem = (answer.body ?? {}) as ProblemDocument
  const code = problem.code ?? ''
  const fields = problem.errors ?? []
  const lines =
    fields.length > 0 ? fields.map(({ path, message }) => `${fieldName(path, flags)}: ${message}`) : [sentenceOf(problem, answer.status)]
  return new CommandError(exitCodeOf(answer.status, code), clean([...lines, ...adviceFor(code, answer.status)].join('\n')))
}

function sentenceOf(problem: ProblemDocument, status: number): string {
  return problem.detail ?? problem.title ?? `The server answered with status ${status}.`
}

function adviceFor(code: string, status: number): string[] {
  if (code === 'kernel.approval_required') return ['A person approves it in Optimus; then add --approval with the id of the approval.']
  if (status === 401) return ['Sign in again: optimus login <address>']
  return []
}

function fieldName(path: string, flags: readonly Flag[]): string {
  const [field = '', ...inner] = path.split('.')
  const flag = flags.find((one) => one.field === field)
  const name = flag ? shown(flag) : path === '' ? 'The input' : field
  return inner.length > 0 && flag ? `${name} (${inner.join('.')})` : name
}
