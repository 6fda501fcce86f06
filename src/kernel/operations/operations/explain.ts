import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { explainOperation } from '../explain.ts'

export const explain = operation(contract.explain, async (ctx, input) => {
  const found = ctx.operations.get(input.id)
  if (!found) throw new Problem(errors.not_found, `There is no operation ${input.id}.`)
  return explainOperation(found.declaration)
})
