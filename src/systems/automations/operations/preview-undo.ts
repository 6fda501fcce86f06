import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { undoOf } from '../preview-undo.ts'
import { findRun, projectOfRun } from '../run-summary.ts'

export const previewUndo = operation(
  contract.previewUndo,
  async (ctx, input) => {
    const { id, hash } = await findRun(ctx, input.run)
    return { calls: await undoOf(ctx, id, hash) }
  },
  projectOfRun,
)
