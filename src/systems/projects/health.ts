import type { HealthLevel, Signal } from './project.ts'

/** What health is reckoned from. Null is unknown, which is never taken for good. */
export interface HealthFacts {
  readonly present: boolean
  readonly scanned: boolean
  readonly signals: readonly Pick<Signal, 'source' | 'level' | 'sentence'>[]
  readonly broken: readonly string[]
  readonly running: { readonly processes: number; readonly ports: readonly number[] } | null
  readonly conflicts: number
  readonly operation: string | null
}

export interface Health {
  readonly level: HealthLevel
  readonly sentence: string
}

/** Worst first: the order in which projects ask for attention. */
export const attention: readonly HealthLevel[] = ['failing', 'risk', 'asks', 'running', 'unknown', 'healthy', 'stopped']

/**
 * The worst of what is known: what other systems report, then what the folder itself shows, then whether anything
 * runs. A project about which nothing is known is unknown, and one that does nothing is stopped, not healthy.
 */
export function reckonHealth(facts: HealthFacts): Health {
  if (!facts.present) return { level: 'unknown', sentence: 'The folder was not there at the last scan.' }
  const own = ownHealth(facts)
  const reported = facts.signals.map(({ level, sentence }): Health => ({ level, sentence }))
  return [own, ...reported].reduce((worst, next) => (attention.indexOf(next.level) < attention.indexOf(worst.level) ? next : worst))
}

function ownHealth(facts: HealthFacts): Health {
  if (!facts.scanned) return { level: 'unknown', sentence: 'It was found but not read yet.' }
  if (facts.broken.length > 0) return { level: 'risk', sentence: facts.broken[0]! }
  if (facts.conflicts > 0)
    return {
      level: 'asks',
      sentence: `${count(facts.conflicts, 'file')} in conflict${facts.operation ? ` during a ${facts.operation}` : ''}.`,
    }
  if (facts.operation) return { level: 'asks', sentence: `A ${facts.operation} is not finished.` }
  if (facts.running === null) return { level: 'unknown', sentence: 'Processes were not looked at yet.' }
  if (facts.running.processes === 0) return { level: 'stopped', sentence: 'Nothing of it runs.' }
  const ports = facts.running.ports.map((port) => `:${port}`).join(' ')
  return { level: 'healthy', sentence: `${count(facts.running.processes, 'process', 'processes')}${ports ? ` on ${ports}` : ''}.` }
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
