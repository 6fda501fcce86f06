import { keepPreviousData, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useLiveQuery } from '../live/use-live.ts'
import type { AnyContract, Client, InputFor, NameIn, OutputFor } from './client.ts'
import type { ProblemError } from './problem.ts'
import { itemsOf, nextCursor, type ListPage } from './pages.ts'
import { operationKey } from './use-operation.ts'

type ItemOf<O> = O extends { items: readonly (infer T)[] } ? T : never

/** Reads a paged list from its first page on; `data` is all items so far, `fetchNextPage` continues at the cursor. */
export function useList<C extends AnyContract, N extends NameIn<C>>(
  client: Client<C>,
  name: N,
  input: InputFor<C, N> | null,
): UseInfiniteQueryResult<ItemOf<OutputFor<C, N>>[], ProblemError> {
  const key = [...operationKey(client, name, input), 'pages']
  useLiveQuery(input === null ? null : key)
  return useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      client.call(name, { ...(input as object), cursor: pageParam } as never, { signal }) as Promise<ListPage<ItemOf<OutputFor<C, N>>>>,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: nextCursor,
    select: ({ pages }) => itemsOf(pages),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  })
}
