import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findRun, projectOfRun } from '../find-run.ts'
import { asRun } from '../row.ts'

export const get = operation(contract.get, async (ctx, input) => asRun(await findRun(ctx, input.id)), projectOfRun)
