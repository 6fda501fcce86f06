import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useLiveQuery } from '../live/use-live.ts'
import type { AnyContract, Client, InputFor, NameIn, OutputFor } from './client.ts'
import type { ProblemError } from './problem.ts'

/**
 * Reads an operation and keeps it true: the events that the page declares as `live` read it again. Old data stays
 * while new data loads (`isPlaceholderData`). An input of null waits.
 */
export function useOperation<C extends AnyContract, N extends NameIn<C>>(
  client: Client<C>,
  name: N,
  input: InputFor<C, N> | null,
): UseQueryResult<OutputFor<C, N>, ProblemError> {
  const key = operationKey(client, name, input)
  useLiveQuery(input === null ? null : key)
  return useQuery<OutputFor<C, N>, ProblemError>({
    queryKey: key,
    queryFn: ({ signal }) => client.call(name, input as InputFor<C, N>, { signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  })
}

/** `['projects.list', input]`; without input it is the prefix of all answers of that operation. */
export function operationKey(client: { readonly system: string }, name: string, input?: unknown): readonly unknown[] {
  const id = `${client.system}.${name}`
  return input === undefined ? [id] : [id, input]
}
