import { attention } from './health.ts'
import type { ProjectSummary } from './project.ts'

type Compare = (a: ProjectSummary, b: ProjectSummary) => number

const orders: Readonly<Record<string, Compare>> = {
  attention: (a, b) => attention.indexOf(a.health.level) - attention.indexOf(b.health.level) || lastActivity(b) - lastActivity(a),
  name: (a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base', numeric: true }),
  activity: (a, b) => lastActivity(a) - lastActivity(b),
  risk: (a, b) => (a.risk.score ?? -1) - (b.risk.score ?? -1),
  firstSeenAt: (a, b) => Date.parse(a.firstSeenAt) - Date.parse(b.firstSeenAt),
}

/** Sorted by a name of the contract's allow-list; equal ones in the order of their names. */
export function sortProjects(projects: readonly ProjectSummary[], sort: string): ProjectSummary[] {
  const descending = sort.startsWith('-')
  const compare = orders[descending ? sort.slice(1) : sort] ?? orders['name']!
  const byName = orders['name']!
  return [...projects].sort((a, b) => (descending ? compare(b, a) : compare(a, b)) || byName(a, b) || (a.id < b.id ? -1 : 1))
}

function lastActivity(project: ProjectSummary): number {
  return project.git?.lastCommitAt ? Date.parse(project.git.lastCommitAt) : 0
}
