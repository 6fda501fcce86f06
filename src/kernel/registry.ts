import type { EventDeclaration } from './events.ts'
import type { BoundOperation } from './operation.ts'
import type { Reaction, System } from './system.ts'
import type { WorkflowDefinition } from './workflow.ts'

/** Everything the listed systems declared, looked up by name. */
export interface Registry {
  readonly systems: readonly System[]
  readonly operations: ReadonlyMap<string, BoundOperation>
  readonly events: ReadonlyMap<string, EventDeclaration>
  readonly workflows: ReadonlyMap<string, WorkflowDefinition>
  readonly reactions: ReadonlyMap<string, readonly NamedReaction[]>
}

export interface NamedReaction extends Reaction {
  /** `<system>.<name>`: what is recorded beside the event. */
  readonly id: string
}

/** Collects the manifests; a contradiction among them ends the start with a sentence. */
export function buildRegistry(systems: readonly System[]): Registry {
  const operations = new Map<string, BoundOperation>()
  const addresses = new Set<string>()
  for (const bound of systems.flatMap((system) => system.operations)) {
    const { id, http } = bound.declaration
    const address = `${http[0]} ${bound.declaration.system}${http[1].replace(/:\w+/g, ':')}`
    if (operations.has(id)) throw new Error(`Operation ${id} is listed twice.`)
    if (addresses.has(address)) throw new Error(`Two operations answer ${address}; one of them is ${id}.`)
    operations.set(id, bound)
    addresses.add(address)
  }
  for (const system of systems) requireAllBound(system, operations)
  const events = named(
    systems.flatMap((system) => Object.values(system.events ?? {})),
    'Event',
  )
  const workflows = named<WorkflowDefinition>(
    systems.flatMap((system) => system.workflows ?? []),
    'Workflow',
  )
  return { systems, operations, events, workflows, reactions: collectReactions(systems, events) }
}

function requireAllBound(system: System, operations: ReadonlyMap<string, BoundOperation>): void {
  const missing = Object.values(system.contract).filter((declared) => !operations.has(declared.id))
  if (missing.length > 0) throw new Error(`system.ts of ${system.id} does not list ${missing.map((declared) => declared.id).join(', ')}.`)
}

function named<T extends { readonly name: string }>(items: readonly T[], kind: string): Map<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    if (found.has(item.name)) throw new Error(`${kind} ${item.name} is declared twice.`)
    found.set(item.name, item)
  }
  return found
}

function collectReactions(systems: readonly System[], events: ReadonlyMap<string, EventDeclaration>): Map<string, NamedReaction[]> {
  const found = new Map<string, NamedReaction[]>()
  for (const system of systems) {
    for (const reaction of system.reactions ?? []) {
      const names = reaction.event.name === '*' ? [...events.keys()] : events.has(reaction.event.name) ? [reaction.event.name] : []
      for (const name of names) {
        const list = found.get(name) ?? []
        list.push({ ...reaction, id: `${system.id}.${reaction.name}` })
        found.set(name, list)
      }
    }
  }
  return found
}
