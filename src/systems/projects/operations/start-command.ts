import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { findCommand, isOpen } from '../commands.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'
import { startRun } from '../start-run.ts'

export const startCommand = operation(contract.startCommand, async (ctx, input) => {
  const project = await findProjectHere(ctx, input.project)
  const command = await findCommand(ctx, input.project, input.command)
  if (isOpen(command)) throw new Problem(errors.already_running)
  await startRun(ctx, project, command, input)
  return findCommand(ctx, input.project, input.command)
})
