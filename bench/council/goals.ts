import type { SeedResult } from './run-seed.ts'
import type { Summary } from './summary.ts'
import { spreadOf } from './summary.ts'

export type Verdict = {
  readonly scenario: string
  readonly goal: string
  readonly reached: number
  readonly standardError: number
  readonly met: boolean
}

type Goal = {
  readonly scenario: string
  readonly goal: string
  readonly limit: number
  /** `least`: the mean may fall short, `most`: it may exceed, by one standard error; `never`: no seed may exceed. */
  readonly kind: 'least' | 'most' | 'never'
  readonly measure: (result: SeedResult, twin: SeedResult | undefined) => number
  /** Another scenario drawn from the same worlds, compared seed by seed. */
  readonly twin?: string
}

const accuracy = ({ council }: SeedResult) => council.accuracy
const over = (baseline: string) => (result: SeedResult) => accuracy(result) - result.baselines[baseline]!.accuracy
const fullOutcomes = ['base', 'domains', 'one-provider', 'saboteurs', 'flat', 'lure', 'two-options']

const goals: readonly Goal[] = [
  { scenario: 'base', goal: 'accuracy >= 76.5 %', kind: 'least', limit: 0.765, measure: accuracy },
  { scenario: 'base', goal: 'Brier <= .33', kind: 'most', limit: 0.33, measure: ({ council }) => council.brier },
  { scenario: 'base', goal: 'ECE <= .05', kind: 'most', limit: 0.05, measure: (result) => result.calibrationError },
  { scenario: 'base', goal: '+8 pp over plurality', kind: 'least', limit: 0.08, measure: over('plurality') },
  { scenario: 'base', goal: '+5.5 pp over confidence vote', kind: 'least', limit: 0.055, measure: over('confidence vote') },
  { scenario: 'base', goal: '+5 pp over best persona', kind: 'least', limit: 0.05, measure: over('best persona (hindsight)') },
  { scenario: 'saboteurs', goal: 'accuracy >= 78 %', kind: 'least', limit: 0.78, measure: accuracy },
  { scenario: 'one-provider', goal: 'accuracy >= 72 %', kind: 'least', limit: 0.72, measure: accuracy },
  { scenario: 'flat', goal: 'accuracy >= 73.5 %', kind: 'least', limit: 0.735, measure: accuracy },
  { scenario: 'lure', goal: 'accuracy >= 78.5 %', kind: 'least', limit: 0.785, measure: accuracy },
  { scenario: 'lure', goal: 'not below confidence vote', kind: 'least', limit: 0, measure: over('confidence vote') },
  { scenario: 'domains', goal: 'accuracy >= 81.5 %', kind: 'least', limit: 0.815, measure: accuracy },
  { scenario: 'no-outcomes', goal: 'log pool -.5 pp or better', kind: 'least', limit: -0.005, measure: over('log pool') },
  ...fullOutcomes.map((scenario): Goal => ({
    scenario,
    goal: 'regret <= 9 nats, every seed',
    kind: 'never',
    limit: 9,
    measure: ({ regret }) => regret,
  })),
  { scenario: 'quorum', goal: '<= 10 of 13 calls', kind: 'most', limit: 10, measure: ({ calls }) => calls },
  {
    scenario: 'quorum',
    goal: 'costs <= 1.5 pp against base',
    kind: 'least',
    limit: -0.015,
    twin: 'base',
    measure: (result, twin) => accuracy(result) - accuracy(twin!),
  },
  { scenario: 'quorum-independent', goal: '>= 12.5 of 13 calls', kind: 'least', limit: 12.5, measure: ({ calls }) => calls },
]

/** Holds the results against every goal whose scenarios were run. */
export function judge(summaries: readonly Summary[]): Verdict[] {
  const byName = new Map(summaries.map((summary) => [summary.scenario, summary]))
  return goals.flatMap((goal) => {
    const results = byName.get(goal.scenario)?.results
    const twins = goal.twin ? byName.get(goal.twin)?.results : undefined
    if (!results || (goal.twin && !twins)) return []
    const values = results.map((result) =>
      goal.measure(
        result,
        twins?.find(({ seed }) => seed === result.seed),
      ),
    )
    const { mean, standardError } = spreadOf(values)
    const reached = goal.kind === 'never' ? Math.max(...values) : mean
    return [{ scenario: goal.scenario, goal: goal.goal, reached, standardError, met: isMet(goal, reached, standardError) }]
  })
}

function isMet({ kind, limit }: Goal, reached: number, standardError: number): boolean {
  if (kind === 'never') return reached <= limit
  return kind === 'least' ? reached + standardError >= limit : reached - standardError <= limit
}
