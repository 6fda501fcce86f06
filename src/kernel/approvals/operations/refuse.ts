import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { decide } from '../decide.ts'
import { projectOfApproval } from '../row.ts'

export const refuse = operation(contract.refuse, (ctx, input) => decide(ctx, input.id, 'refused'), projectOfApproval)
