import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { withSpooled } from '../spool.ts'
import { writeFile } from '../store-file.ts'

export const upload = operation(contract.upload, async (ctx, { name, mediaType, content }) => {
  const body = content === undefined ? ctx.body : [Buffer.from(content, 'base64')]
  if (body === null) throw new Problem(errors.content_missing)
  return withSpooled(ctx.config.home, body, (spooled) => ctx.transaction((inside) => writeFile(inside, { ...spooled, name, mediaType })))
})
