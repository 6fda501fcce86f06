import { kebab } from '../format/text.ts'

interface Named {
  readonly system: string
  readonly name: string
  readonly path: string
}

/**
 * The same call on the command line: `optimus deployments roll-back ledgerline --to 2.13.4`. Fields of the path stand
 * by position, the rest as flags; true is a bare flag, lists repeat it.
 */
export function commandLine(operation: Named, input: Readonly<Record<string, unknown>> = {}): string {
  const positions = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const words = ['optimus', operation.system, kebab(operation.name), ...positions.map((name) => positional(name, input[name]))]
  const flags = Object.entries(input)
    .filter(([name, value]) => !positions.includes(name) && value !== undefined && value !== null && value !== '')
    .flatMap(([name, value]) => flag(name, value))
  return [...words, ...flags].join(' ')
}

function positional(name: string, value: unknown): string {
  return value === undefined || value === null || value === '' ? `<${kebab(name)}>` : quoted(value)
}

function flag(name: string, value: unknown): string[] {
  if (value === true) return [`--${kebab(name)}`]
  if (value === false) return [`--no-${kebab(name)}`]
  if (Array.isArray(value)) return value.flatMap((one) => flag(name, one))
  return [`--${kebab(name)} ${quoted(value)}`]
}

function quoted(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
