import type { Part } from '../discovery/part.ts'
import type { Fact, ProjectFact } from './fact.ts'

const mostEvidence = 8

/** One fact for each technology over the packages of a project. What a person rejected in a part is left out there. */
export function rollUp(facts: readonly Fact[], parts: readonly Part[]): ProjectFact[] {
  const packages = new Set(parts.filter((part) => part.role === 'package').map((part) => part.path))
  const counted = facts.filter((fact) => fact.override !== 'rejected' && (packages.has(fact.part) || fact.override === 'added'))
  const groups = Map.groupBy(counted, (fact) => fact.id)
  return [...groups.values()]
    .map(join)
    .sort((a, b) => b.confidence - a.confidence || b.parts.length - a.parts.length || (a.id < b.id ? -1 : 1))
}

function join(facts: readonly Fact[]): ProjectFact {
  const [first] = [...facts].sort((a, b) => depth(a.part) - depth(b.part) || b.confidence - a.confidence || (a.part < b.part ? -1 : 1))
  if (!first) throw new Error('A group of facts is never empty')
  const versions = [...new Set(facts.map((fact) => fact.version).filter((version) => version !== null))].sort()
  const confidence = Math.max(...facts.map((fact) => fact.confidence))
  const others = facts.filter((fact) => fact !== first).flatMap((fact) => fact.evidence.slice(0, 1))
  return {
    ...first,
    version: versions.length === 1 ? (versions[0] ?? null) : first.version,
    confidence,
    evidence: [...first.evidence, ...others].slice(0, mostEvidence),
    parts: facts.map((fact) => fact.part).sort(),
    versions,
  }
}

function depth(part: string): number {
  return part === '' ? 0 : part.split('/').length
}
