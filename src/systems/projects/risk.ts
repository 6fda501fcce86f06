import type { GitSummary } from './project.ts'

export interface RiskFacts {
  readonly git: GitSummary | null
  readonly hasRemote: boolean | null
  /** Days since the last commit; null when unknown. */
  readonly idleDays: number | null
  readonly manifestWithoutLock: boolean
  readonly hasTests: boolean
  readonly hasPipeline: boolean
  readonly broken: number
}

export interface Risk {
  /** 0 to 100; the sum of the reasons, capped. */
  readonly score: number
  readonly reasons: readonly string[]
}

interface Reason {
  readonly points: number
  readonly sentence: string
}

/** What could be lost or go wrong, in points with a sentence each, so that every score can be read. */
export function reckonRisk(facts: RiskFacts): Risk {
  const reasons = [...lossReasons(facts), ...careReasons(facts)].sort((a, b) => b.points - a.points)
  const score = Math.min(
    100,
    reasons.reduce((sum, reason) => sum + reason.points, 0),
  )
  return { score, reasons: reasons.map((reason) => `${reason.sentence} (${reason.points})`) }
}

function lossReasons({ git, hasRemote }: RiskFacts): Reason[] {
  if (git === null) return [{ points: 25, sentence: 'It is not under version control' }]
  const unpushed = git.unpushed ?? 0
  const changes = git.changes ?? 0
  return [
    ...(hasRemote === false ? [{ points: 25, sentence: 'No remote: this disk holds the only copy' }] : []),
    ...(hasRemote && unpushed > 0
      ? [{ points: Math.min(20, 4 + unpushed), sentence: `${unpushed} ${unpushed === 1 ? 'commit is' : 'commits are'} on no remote` }]
      : []),
    ...(changes > 0
      ? [
          {
            points: Math.min(12, 2 + Math.floor(changes / 5)),
            sentence: `${changes} changed ${changes === 1 ? 'file is' : 'files are'} not committed`,
          },
        ]
      : []),
    ...((git.behind ?? 0) > 0
      ? [{ points: Math.min(8, 1 + Math.floor(git.behind! / 10)), sentence: `${git.behind} behind its upstream` }]
      : []),
  ]
}

function careReasons(facts: RiskFacts): Reason[] {
  return [
    ...(facts.broken > 0 ? [{ points: 15, sentence: `${facts.broken} ${facts.broken === 1 ? 'part' : 'parts'} could not be read` }] : []),
    ...(facts.manifestWithoutLock ? [{ points: 10, sentence: 'Dependencies are not locked' }] : []),
    ...(facts.hasTests ? [] : [{ points: 6, sentence: 'No tests were found' }]),
    ...(facts.hasPipeline ? [] : [{ points: 4, sentence: 'No pipeline was found' }]),
    ...(facts.idleDays !== null && facts.idleDays > 365
      ? [{ points: 6, sentence: `No commit for ${Math.floor(facts.idleDays / 30)} months` }]
      : []),
  ]
}
