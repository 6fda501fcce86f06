import { QueryCache, QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem.ts'

/** Cached answers are shown at once and read again whenever a page opens; live events refresh them in between. */
export const queryClient: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => noticeSignOut(asProblem(error).status) }),
  defaultOptions: {
    queries: {
      staleTime: 0,
      gcTime: 30 * 60_000,
      retry: (failures, error) => failures < 2 && isPassing(asProblem(error).status),
      retryDelay: (failures) => 600 * 2 ** failures,
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false },
  },
})

/** Nothing there, or a server in trouble: worth another try. Everything else is an answer. */
function isPassing(status: number): boolean {
  return status === 0 || status === 502 || status === 503 || status === 504
}

/** An answer of 401 means that the session ended; reading it again shows the sign-in page. */
function noticeSignOut(status: number): void {
  if (status === 401) void queryClient.invalidateQueries({ queryKey: ['identity.session'] })
}
