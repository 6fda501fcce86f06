import type { z } from 'zod'
import type { Operation } from '../contract.ts'
import { kernelErrors, Problem } from '../errors.ts'

/** The input as the contract wants it, or a problem that names each wrong field. */
export function parseInput(declaration: Operation, input: unknown): Record<string, unknown> {
  const parsed = declaration.input.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.slice(0, 50).map(describe)
  const first = errors[0]!
  throw new Problem(kernelErrors.invalid_input, `${first.path || 'The input'}: ${first.message}`, { errors })
}

function describe(issue: z.core.$ZodIssue): { path: string; message: string } {
  return { path: issue.path.map(String).join('.'), message: issue.message }
}
