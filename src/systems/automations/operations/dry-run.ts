import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { dryRunText } from '../dry-run-text.ts'

export const dryRun = operation(contract.dryRun, (ctx, input) => dryRunText(ctx, input))
