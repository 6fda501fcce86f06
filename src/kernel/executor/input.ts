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

/**
 * Refuses fields that the contract does not name. Zod would drop them, and a caller who mistyped a filter would take the
 * whole list for the filtered one.
 */
export function requireKnownFields({ input: { def, shape } }: Operation, given: unknown): void {
  if (given === null || typeof given !== 'object' || Array.isArray(given) || def.catchall !== undefined) return
  let unknown: string[] | undefined
  for (const field in given) if (!Object.hasOwn(shape, field)) (unknown ??= []).push(field.slice(0, 100))
  if (unknown === undefined) return
  const known = Object.keys(shape)
  const takes = known.length === 0 ? 'this takes no input' : `this takes ${known.join(', ')}`
  const errors = unknown.slice(0, 50).map((path) => ({ path, message: `is not known; ${takes}` }))
  throw new Problem(kernelErrors.invalid_input, `${errors[0]!.path} ${errors[0]!.message}.`, { errors, known })
}

function describe(issue: z.core.$ZodIssue): { path: string; message: string } {
  return { path: issue.path.map(String).join('.'), message: issue.message }
}
