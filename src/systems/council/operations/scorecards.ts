import { operation } from '#kernel/operation.ts'
import { errorCorrelation, meanCorrelation } from '../aggregation/dependence.ts'
import { contract } from '../contract.ts'
import { voicesAmong } from '../scoring/voices-among.ts'
import { quorumRule } from '../deliberation/quorum-rule.ts'
import { scoreForecasts } from '../learning/scorecard.ts'
import { readForecasts } from '../scoring/read-forecasts.ts'
import { asScores } from '../scoring/score-view.ts'
import { scoreVoters } from '../scoring/voter-scores.ts'

export const scorecards = operation(contract.scorecards, async (ctx, { domain, days }) => {
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
})
