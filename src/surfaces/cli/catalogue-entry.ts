export type JsonSchema = Readonly<Record<string, unknown>>

/** An operation as `GET /api/v1/operations` describes it. */
export interface CatalogueEntry {
  readonly id: string
  readonly system: string
  readonly name: string
  readonly summary: string
  readonly description: string | null
  readonly effect: 'read' | 'write' | 'danger'
  readonly permission: string
  readonly method: string
  readonly path: string
  readonly long: boolean
  /** Whether a file comes along with the call, or is the answer. */
  readonly bytes: 'in' | 'out' | null
  readonly deprecated: { readonly since: string; readonly use: string } | null
  readonly input: JsonSchema
}

/** `createPlan` is `create-plan` on the command line. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

export function commandOf(entry: Pick<CatalogueEntry, 'system' | 'name'>): string {
  return `optimus ${entry.system} ${kebab(entry.name)}`
}

/** Finds `projects list`, `projects.list` or `projects findDependency`. */
export function findEntry(entries: readonly CatalogueEntry[], system: string, name: string): CatalogueEntry | undefined {
  return entries.find((entry) => entry.system === system && (kebab(entry.name) === name || entry.name === name))
}

/** The sentence about an operation whose days are numbered, or null. */
export function deprecationOf(entry: CatalogueEntry): string | null {
  if (!entry.deprecated) return null
  const [system = '', name = ''] = entry.deprecated.use.split('.')
  return `${commandOf(entry)} is deprecated since ${entry.deprecated.since.slice(0, 10)}; use ${commandOf({ system, name })}.`
}
