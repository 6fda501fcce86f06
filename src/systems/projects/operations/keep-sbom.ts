import { storeFile } from '#kernel/files/public.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { makeSbom } from '../make-sbom.ts'

export const keepSbom = operation(contract.keepSbom, async (ctx, input) => {
  const { name, text } = await makeSbom(ctx, input.project)
  const { hash, size } = await storeFile(ctx, { name, mediaType: 'application/vnd.cyclonedx+json', bytes: Buffer.from(text) })
  return { file: hash, name, size }
})
