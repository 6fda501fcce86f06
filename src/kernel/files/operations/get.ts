import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asFile, findFile } from '../row.ts'

export const get = operation(contract.get, async (ctx, input) => asFile(await findFile(ctx, input.file)))
