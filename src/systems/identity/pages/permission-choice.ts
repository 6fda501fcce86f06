/** One right, and what the operations do that ask for it. */
export interface Right {
  readonly permission: string
  readonly summaries: readonly string[]
}

export interface SystemRights {
  readonly system: string
  readonly rights: readonly Right[]
}

interface Declared {
  readonly permission: string
  readonly summary: string
}

/** The rights that operations ask for, by system. */
export function rightsOf(operations: readonly Declared[]): readonly SystemRights[] {
  const systems = new Map<string, Map<string, string[]>>()
  for (const { permission, summary } of operations) {
    const [system, right] = permission.split(':')
    if (!system || !right) continue
    const rights = systems.get(system) ?? new Map<string, string[]>()
    systems.set(system, rights.set(permission, [...(rights.get(permission) ?? []), summary]))
  }
  return [...systems]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([system, rights]) => ({
      system,
      rights: [...rights].toSorted(([a], [b]) => a.localeCompare(b)).map(([permission, summaries]) => ({ permission, summaries })),
    }))
}

export function has(chosen: readonly string[], permission: string): boolean {
  return chosen.includes('*') || chosen.includes(permission) || chosen.includes(`${permission.split(':')[0]}:*`)
}

/** All of a system's rights, those that come later too; or none of them. */
export function toggleSystem(chosen: readonly string[], of: SystemRights, all: readonly SystemRights[]): readonly string[] {
  const others = spelledOut(chosen, all).filter((pattern) => !pattern.startsWith(`${of.system}:`))
  return of.rights.every(({ permission }) => has(chosen, permission)) ? others : [...others, `${of.system}:*`]
}

/** Taking one right out of a whole leaves the others, named. */
export function toggleRight(chosen: readonly string[], permission: string, all: readonly SystemRights[]): readonly string[] {
  if (!has(chosen, permission)) return [...chosen, permission]
  const system = permission.split(':')[0]!
  const rest = all.find((one) => one.system === system)?.rights ?? []
  const others = spelledOut(chosen, all).filter((pattern) => !pattern.startsWith(`${system}:`))
  return [...others, ...rest.map((right) => right.permission).filter((one) => one !== permission && has(chosen, one))]
}

function spelledOut(chosen: readonly string[], all: readonly SystemRights[]): readonly string[] {
  return chosen.includes('*') ? all.map(({ system }) => `${system}:*`) : chosen
}
