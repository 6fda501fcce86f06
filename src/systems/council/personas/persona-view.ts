import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { listUsableModels, type UsableModel } from '#systems/models/public.ts'
import { lensProblem } from '../evidence/lens-entries.ts'
import { suggestPauses } from '../learning/pause.ts'
import { readState } from '../outcomes/state-store.ts'
import type { persona } from '../shapes.ts'
import { assignModels } from './assign-models.ts'
import { modelProblem } from './model-problem.ts'
import { contentOf, readPersonas, type PersonaRow } from './persona-row.ts'

export type PersonaView = z.output<typeof persona>

/** The minds with the model each would be asked on now and what was learned about it. */
export async function viewPersonas(ctx: Pick<Ctx, 'query' | 'config'>): Promise<{ items: PersonaView[]; providers: number }> {
  const rows = await readPersonas(ctx)
  const models = await listUsableModels(ctx)
  const assigned = assignModels(
    rows.filter((row) => row.enabled),
    models,
  )
  const { state } = await readState(ctx)
  const paused = new Set(suggestPauses(state))
  const weights = new Map(state.voters.map((voter, seat) => [voter.id, voter.answered > 0 ? state.weights[seat]! : null]))
  const items = rows.map((row) =>
    asPersona(row, {
      speaksWith: assigned.get(row.id)?.model ?? null,
      weight: weights.get(row.id) ?? null,
      paused: paused.has(row.id),
      warnings: warningsOf(row, models),
    }),
  )
  return { items, providers: new Set(models.map((model) => model.provider)).size }
}

export async function viewPersona(ctx: Pick<Ctx, 'query' | 'config'>, id: string): Promise<PersonaView> {
  const { items } = await viewPersonas(ctx)
  return items.find((one) => one.id === id)!
}

/** A model may leave after it was chosen, and so may a source of evidence. */
function warningsOf({ model, lens }: PersonaRow, models: readonly UsableModel[]): string[] {
  const silent = model === null ? null : modelProblem(model, models)
  return [silent, ...lens.map(lensProblem)].filter((problem) => problem !== null)
}

interface Known {
  readonly speaksWith: string | null
  readonly weight: number | null
  readonly paused: boolean
  readonly warnings: string[]
}

function asPersona(row: PersonaRow, known: Known): PersonaView {
  return {
    ...contentOf(row),
    id: row.id,
    builtIn: row.built_in,
    speaksWith: known.speaksWith,
    learnedWeight: known.weight,
    warnings: known.warnings,
    pauseSuggested: known.paused,
    version: row.version,
    changedAt: row.changed_at.toISOString(),
  }
}
