import type { Operation } from '../contract.ts'

const longList = 200

/**
 * Parses the output, which also drops what the contract does not name, such as a secret column. Outputs declared
 * `trusted` and long lists are passed on as they are, unless every output is checked (development and tests).
 */
export function checkOutput(declaration: Operation, output: unknown, always: boolean): unknown {
  if (!always && (declaration.trusted || isLong(output))) return output
  const parsed = declaration.output.safeParse(output)
  if (parsed.success) return parsed.data
  throw new Error(`${declaration.id} answered what its contract does not promise: ${parsed.error.message}`)
}

function isLong(output: unknown): boolean {
  const items = (output as { items?: unknown } | null)?.items
  return Array.isArray(items) && items.length > longList
}
