import type { AuditEntry } from './client.ts'
import { word } from './words.ts'

/** Whoever did it, and how they came in. */
export function whoDid(entry: Pick<AuditEntry, 'actorKind' | 'person'>, nameOf: (person: string) => string | undefined): string {
  const name = entry.person === null ? undefined : (nameOf(entry.person) ?? word('by.unknown'))
  if (entry.actorKind === 'system' || entry.actorKind === 'workflow') return word(`kind.${entry.actorKind}`)
  if (name === undefined) return word('kind.anonymous')
  return entry.actorKind === 'key' || entry.actorKind === 'agent' ? word(`kind.${entry.actorKind}`, { name }) : name
}
