import type { Ctx } from '#kernel/context.ts'
import type { InputOf, OutputOf } from '#kernel/contract.ts'
import { errorCorrelation, meanCorrelation } from '../aggregation/dependence.ts'
import type { contract } from '../contract.ts'
import { quorumRule } from '../deliberation/quorum-rule.ts'
import { scoreForecasts } from '../learning/scorecard.ts'
import { readForecasts } from './read-forecasts.ts'
import { asScores } from './score-view.ts'
import { voicesAmong } from './voices-among.ts'
import { scoreVoters } from './voter-scores.ts'

type Declared = typeof contract.scorecards

export async function scoreCouncil(ctx: Ctx, { domain, days }: InputOf<Declared>): Promise<OutputOf<Declared>> {
  const since = days === undefined ? undefined : new Date(ctx.clock.now().getTime() - days * 86_400_000)
  const { state, forecasts } = await readForecasts(ctx, { projects: ctx.projects, domain, since })
  const cards = scoreForecasts(forecasts)
  const heard = state.voters.flatMap((voter, seat) => (voter.answered > 0 ? [seat] : []))
  const known = heard.length > 1
  return {
    outcomes: forecasts.length,
    council: asScores(cards.council),
    plainPool: asScores(cards.plainPool),
    voters: await scoreVoters(ctx, { state, cards: cards.voters, forecasts }),
    correlation: known ? meanCorrelation(errorCorrelation(state, heard)) : null,
    effectiveVoices: known ? voicesAmong(state, heard) : null,
    quorum: quorumRule(
      state,
      state.voters.map((voter) => voter.id),
    ),
  }
}
