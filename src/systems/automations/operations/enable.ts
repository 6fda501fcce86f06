import { operation } from '#kernel/operation.ts'
import { projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { setEnabled } from '../set-enabled.ts'

export const enable = operation(contract.enable, (ctx, input) => setEnabled(ctx, input.automation, null), projectOfAutomation)
