import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { notifyProblem } from '../kit/toast-store.ts'
import { followRun } from '../runs/follow-run.ts'
import type { AnyContract, Client, InputFor, NameIn, OutputFor } from './client.ts'
import { asProblem, type ProblemError } from './problem.ts'
import { queryClient } from './query-client.ts'
import type { CallOptions } from './send.ts'

export interface MutationOptions<I, O> extends Pick<CallOptions, 'confirmed' | 'version'> {
  readonly done?: (output: O, input: I) => void
  /** Give it where the page shows the problem itself, as forms do; otherwise a toast says it. */
  readonly failed?: (problem: ProblemError, input: I) => void
}

/**
 * Writes through an operation. Afterwards the answers of the same system are read again; long work (`{ run }`) is
 * followed by a toast with progress and Cancel.
 */
export function useMutationOf<C extends AnyContract, N extends NameIn<C>>(
  client: Client<C>,
  name: N,
  options: MutationOptions<InputFor<C, N>, OutputFor<C, N>> = {},
): UseMutationResult<OutputFor<C, N>, ProblemError, InputFor<C, N>> {
  const { confirmed, version, done, failed } = options
  return useMutation({
    mutationFn: (input) => client.call(name, input, { confirmed, version }),
    onSuccess: (output, input) => {
      if (isStarted(output)) followRun(output.run)
      void rereadSystem(client.system)
      done?.(output, input)
    },
    onError: (error, input) => {
      const problem = asProblem(error)
      return failed ? failed(problem, input) : notifyProblem(problem)
    },
  })
}

/** Reads all open answers of one system again. */
export function rereadSystem(system: string): Promise<void> {
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith(`${system}.`) })
}

function isStarted(output: unknown): output is { run: string } {
  return typeof output === 'object' && output !== null && 'run' in output && typeof output.run === 'string'
}
