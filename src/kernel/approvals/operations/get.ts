import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asApproval, findApproval, projectOfApproval } from '../row.ts'

export const get = operation(contract.get, async (ctx, input) => asApproval(await findApproval(ctx, input.id)), projectOfApproval)
