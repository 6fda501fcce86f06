import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { decide } from '../decide.ts'
import { projectOfApproval } from '../row.ts'

export const approve = operation(contract.approve, (ctx, input) => decide(ctx, input.id, 'approved'), projectOfApproval)
