import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asFile, findFile } from '../row.ts'
import { readFile } from '../store-file.ts'

/** What a JSON answer may carry. */
const longestInJson = 256 * 1024

export const download = operation(contract.download, async (ctx, input) => {
  const file = asFile(await findFile(ctx, input.file))
  const bytes = readFile(ctx, file.hash, file.size)
  if (ctx.sendFile({ ...file, bytes })) return { ...file, content: null }
  if (file.size > longestInJson) throw new Problem(errors.too_long_for_json)
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return { ...file, content: Buffer.concat(parts).toString('base64') }
})
