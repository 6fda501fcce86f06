import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readRetention } from '../retention/read-retention.ts'

export const getRetention = operation(contract.getRetention, (ctx) => readRetention(ctx))
