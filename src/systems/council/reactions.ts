import { events as runs } from '#kernel/runs/events.ts'
import { reaction } from '#kernel/system.ts'
import { events as projects } from '#systems/projects/events.ts'
import { endQuestion } from './deliberation/end-question.ts'
import { concludeWorkflow, deliberateWorkflow } from './workflows.ts'

export const reactions = [
  // A deliberation that broke or was cancelled must not look as if it were still under way.
  reaction(runs.changed, 'deliberation-ended', async (ctx, { payload }) => {
    if (payload.workflow !== deliberateWorkflow.name && payload.workflow !== concludeWorkflow.name) return
    if (payload.state === 'failed' || payload.state === 'cancelled') await endQuestion(ctx, payload.run, payload.state)
  }),
  // What was learned stays: the ledger holds ballots and outcome, and names no project.
  reaction(projects.project_deleted, 'project-deleted', async (ctx, { payload }) => {
    await ctx.query('DELETE FROM council.question WHERE project = $1', [payload.project])
  }),
]
