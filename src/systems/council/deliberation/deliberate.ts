import type { Workflow } from '#kernel/workflow.ts'
import { collectClaims } from './collect-claims.ts'
import { askTogether, conclude } from './conclude.ts'
import { frameQuestion, type Frame } from './frame.ts'
import { openVote } from './open-vote.ts'
import { packQuestion } from './pack-question.ts'
import { stopAsking } from './stop-asking.ts'

/** Frame → evidence → blind ballots → people's votes → answer. */
export async function deliberate(workflow: Workflow, question: string): Promise<unknown> {
  const frame = await workflow.step('frame', ({ ctx }) => frameQuestion(ctx, question))
  if (!frame.goesOn) return { question }
  await workflow.progress({ done: 0, total: null, unit: 'ballots', step: 'evidence', message: 'Gathering evidence' })
  await workflow.step('evidence', ({ ctx }) => packQuestion(ctx, question), { retries: 2, intervalMilliseconds: 300 })
  const votable = frame.type !== 'open' || (await claimRound(workflow, question, frame)) > 0
  if (votable) await ballotRound(workflow, question, frame)
  const vote = await workflow.step('vote', ({ ctx }) => openVote(ctx, question))
  return vote.waits ? { question, waits: 'for people' } : conclude(workflow, question)
}

async function claimRound(workflow: Workflow, question: string, frame: Frame): Promise<number> {
  await workflow.progress({ step: 'claims', message: 'Every mind makes its claims' })
  await askTogether(workflow, { question, round: 'claims', voters: frame.waves.flat(), until: frame.until.claims })
  return workflow.step('claims', ({ ctx }) => collectClaims(ctx, question))
}

/** All at once, or in waves while the answer may be settled before everybody has spoken. */
async function ballotRound(workflow: Workflow, question: string, { waves, until }: Frame): Promise<void> {
  const total = waves.flat().length
  let asked = 0
  for (const [index, wave] of waves.entries()) {
    await workflow.progress({ done: asked, total, unit: 'ballots', step: 'ballots', message: `Asking ${wave.length} minds, blind` })
    await askTogether(workflow, { question, round: 'ballot', voters: wave, until: until.ballot })
    asked += wave.length
    if (index === waves.length - 1) break
    const rest = waves.slice(index + 1).flat()
    const settled = await workflow.step(`quorum ${index + 1}`, ({ ctx }) => stopAsking(ctx, question, rest))
    if (settled) break
  }
  await workflow.progress({ done: asked, total })
}
