import { useQuery } from '@tanstack/react-query'
import type { Effect, HttpMethod } from '#kernel/contract.ts'
import type { ProblemError } from '../client/problem.ts'
import { send } from '../client/send.ts'
import type { JsonSchema } from '../form/json-schema.ts'

/** An operation as the server lists it for this person. */
export interface ListedOperation {
  readonly id: string
  readonly system: string
  readonly name: string
  readonly summary: string
  readonly description: string | null
  readonly effect: Effect
  readonly method: HttpMethod
  readonly path: string
  readonly input: JsonSchema
}

/** All that this person may run. */
export function useListedOperations() {
  return useQuery<readonly ListedOperation[], ProblemError>({
    queryKey: ['operations'],
    queryFn: async ({ signal }) => {
      const answer = await send({ method: 'GET', url: '/api/v1/operations', body: undefined }, { signal })
      return (answer as { items: readonly ListedOperation[] }).items
    },
    staleTime: 5 * 60_000,
  })
}

/** Whether it can be run as it stands: nothing to fill in, nothing to confirm, no answer to read. */
export function runsAtOnce(operation: ListedOperation): boolean {
  return operation.effect === 'write' && Object.keys(operation.input.properties ?? {}).length === 0
}
