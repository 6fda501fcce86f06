import { operation } from '#kernel/operation.ts'
import { listCommands } from '../commands.ts'
import { contract } from '../contract.ts'

export const commands = operation(contract.commands, async (ctx, input) => ({ items: await listCommands(ctx, input.project) }))
