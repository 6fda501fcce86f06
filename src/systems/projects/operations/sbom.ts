import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { makeSbom } from '../make-sbom.ts'

export const sbom = operation(contract.sbom, async (ctx, input) => {
  const { text } = await makeSbom(ctx, input.project)
  return JSON.parse(text) as Record<string, unknown>
})
