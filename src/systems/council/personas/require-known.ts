import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { listUsableModels } from '#systems/models/public.ts'
import { errors } from '../errors.ts'
import { lensProblem } from '../evidence/lens-entries.ts'
import { modelProblem } from './model-problem.ts'

interface Chosen {
  readonly lens?: readonly string[] | undefined
  readonly model?: string | null | undefined
}

/** Refuses a lens or model that does not exist. What the mind had before stays, so that a model that left blocks no change. */
export async function requireKnown(ctx: Pick<Ctx, 'query' | 'config'>, chosen: Chosen, before: Chosen = {}): Promise<void> {
  for (const entry of chosen.lens ?? []) {
    const problem = before.lens?.includes(entry) ? null : lensProblem(entry)
    if (problem) throw new Problem(errors.unknown_lens, problem, { errors: [{ path: 'lens', message: problem }] })
  }
  if (!chosen.model || chosen.model === before.model) return
  const problem = modelProblem(chosen.model, await listUsableModels(ctx))
  if (problem) throw new Problem(errors.unknown_model, problem, { errors: [{ path: 'model', message: problem }] })
}
