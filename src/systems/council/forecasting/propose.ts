import type { ResolverSpec } from '../outcomes/resolver-row.ts'

/** What is known of a project that a forecast can be about; null is unknown. */
export interface ForecastSubject {
  readonly id: string
  readonly name: string
  readonly lastCommitAt: string | null
  readonly unpushed: number | null
  readonly changes: number | null
  readonly level: string | null
  readonly dependencies: number | null
}

export interface Proposal {
  readonly project: string
  readonly text: string
  readonly resolver: ResolverSpec
}

const day = 86_400_000

/**
 * Yes/no questions about the installation's own records that answer themselves within days. Which ones come on a day
 * changes from day to day and is the same however often it is asked.
 */
export function proposeForecasts(subjects: readonly ForecastSubject[], now: Date, most: number): Proposal[] {
  const today = Math.floor(now.getTime() / day)
  const all = subjects.flatMap((subject) => proposalsFor(subject, now))
  return all
    .map((proposal, index) => ({ proposal, turn: (index * 7919 + today * 104_729) % 1_000_003 }))
    .sort((left, right) => left.turn - right.turn)
    .slice(0, most)
    .map(({ proposal }) => proposal)
}

function proposalsFor(subject: ForecastSubject, now: Date): Proposal[] {
  const inDays = (days: number) => new Date(Math.ceil(now.getTime() / day) * day + (days - 1) * day).toISOString()
  const about = (text: string, path: string, rest: Pick<ResolverSpec & { kind: 'operation' }, 'is' | 'value' | 'by'>): Proposal => ({
    project: subject.id,
    text: `${text} by ${rest.by.slice(0, 10)}?`,
    resolver: { kind: 'operation', operation: 'projects.get', input: { project: subject.id }, path, ...rest },
  })
  const { name, lastCommitAt, unpushed, changes, level, dependencies } = subject
  const proposals: Proposal[] = []
  if (lastCommitAt !== null) {
    proposals.push(about(`Will there be a new commit in ${name}`, 'git.lastCommitAt', { is: '>', value: lastCommitAt, by: inDays(3) }))
  }
  if (unpushed !== null && unpushed > 0) {
    proposals.push(
      about(`Will the ${unpushed} unpushed commits of ${name} be pushed`, 'git.unpushed', { is: '=', value: 0, by: inDays(5) }),
    )
  }
  if (changes !== null && changes > 0) {
    proposals.push(about(`Will ${name} have no changed files`, 'git.changes', { is: '=', value: 0, by: inDays(3) }))
  }
  if (level !== null && level !== 'unknown') {
    proposals.push(
      about(`Will the health of ${name} be something else than ${level}`, 'health.level', { is: '!=', value: level, by: inDays(7) }),
    )
  }
  if (dependencies !== null && dependencies > 0) {
    proposals.push(
      about(`Will ${name} have more than ${dependencies} packages`, 'dependencies', { is: '>', value: dependencies, by: inDays(7) }),
    )
  }
  return proposals
}
