import type { Pattern } from './syntax.ts'

/** The variables that a pattern binds. */
export function boundNames(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name]
  if (pattern.kind === 'array') return pattern.items.flatMap(boundNames)
  return pattern.entries.flatMap((entry) => [
    ...(entry.variable === null ? [] : [entry.variable]),
    ...(entry.value === null ? [] : boundNames(entry.value)),
  ])
}
