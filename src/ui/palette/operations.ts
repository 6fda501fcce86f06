import { useQuery } from '@tanstack/react-query'
import type { Effect, HttpMethod } from '#kernel/contract.ts'
import { requestAddress } from '../client/address.ts'
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

export function runListed(operation: ListedOperation, input: Record<string, unknown>): Promise<unknown> {
  const { id, method, path, effect } = operation
  return send(requestAddress(id, [method, path, effect], input), { confirmed: effect === 'danger' })
}
