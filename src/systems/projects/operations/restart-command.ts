import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { requireCommandWatch } from '../command-watch.ts'
import { findCommand } from '../commands.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'

export const restartCommand = operation(contract.restartCommand, async (ctx, input) => {
  await findProjectHere(ctx, input.project)
  const command = await findCommand(ctx, input.project, input.command)
  if (!command.run) throw new Problem(errors.command_not_running, 'It was never started by Optimus; start it instead.')
  const watch = requireCommandWatch()
  await watch.takeOver(command.run.id)
  const result = await watch.supervisor.restart(command.run.id)
  if (!result.started) throw new Problem(result.code === 'port_in_use' ? errors.port_taken : errors.start_failed, result.sentence)
  return findCommand(ctx, input.project, input.command)
})
