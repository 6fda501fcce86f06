import { requestAddress } from '../client/address.ts'
import { asProblem } from '../client/problem.ts'
import { send } from '../client/send.ts'
import { rereadSystem } from '../client/use-mutation-of.ts'
import { notify, notifyProblem } from '../kit/toast-store.ts'
import { followRun } from '../runs/follow-run.ts'
import type { ListedOperation } from './operations.ts'
import { word } from './words.ts'

/** Calls an operation of the server's list; what is dangerous was confirmed by the form that asked. */
export function runListed(operation: ListedOperation, input: Record<string, unknown>): Promise<unknown> {
  const { id, method, path, effect } = operation
  return send(requestAddress(id, [method, path, effect], input), { confirmed: effect === 'danger' })
}

/** Runs what needs no input, and says how it went. */
export async function runNow(operation: ListedOperation): Promise<void> {
  try {
    finished(operation, await runListed(operation, {}))
  } catch (error) {
    notifyProblem(asProblem(error))
  }
}

/** Tells that it is done, or follows the run that carries it on. */
export function finished(operation: ListedOperation, output: unknown): void {
  void rereadSystem(operation.system)
  const run = typeof output === 'object' && output !== null && 'run' in output ? String(output.run) : null
  if (run) followRun(run)
  else notify({ kind: 'passed', title: word('done.title', { summary: operation.summary }) })
}
