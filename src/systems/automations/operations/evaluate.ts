import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { evaluateFor } from '../evaluate-for.ts'

export const evaluate = operation(contract.evaluate, (ctx, input) => evaluateFor(ctx, input))
