import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readQueues } from '../queue-row.ts'

export const listQueues = operation(contract.listQueues, async (ctx, input) => ({ items: await readQueues(ctx, input.name ?? null) }))
