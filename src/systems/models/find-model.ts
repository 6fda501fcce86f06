import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { asModel, modelSelect, type ModelRow } from './model-row.ts'
import type { Model } from './model.ts'

export async function findModel(ctx: Pick<Ctx, 'query'>, id: string): Promise<Model> {
  const rows = await ctx.query<ModelRow>(`${modelSelect} WHERE m.id = $1`, [id])
  const row = rows.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found, 'There is no such model.')
  return asModel(row)
}
