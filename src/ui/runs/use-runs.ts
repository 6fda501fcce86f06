import { useMutation, useQuery } from '@tanstack/react-query'
import { notifyProblem } from '../kit/toast-store.ts'
import { asProblem, type ProblemError } from '../client/problem.ts'
import { send } from '../client/send.ts'
import { useLiveQuery } from '../live/use-live.ts'
import type { Run } from './run.ts'

/** What the horizon and run notices listen to. */
export const runTopics = ['runs.*'] as const

/** One run, kept true by its events. Read inside `LiveTopics` with `runTopics`. */
export function useRun(id: string) {
  const queryKey = ['runs.get', id]
  useLiveQuery(queryKey)
  return useQuery<Run, ProblemError>({
    queryKey,
    queryFn: ({ signal }) => read(`/api/v1/runs/${encodeURIComponent(id)}`, signal) as Promise<Run>,
  })
}

/** Work that runs right now; empty while nobody knows. */
export function useRunningRuns(): readonly Run[] {
  const queryKey = ['runs.list', 'running']
  useLiveQuery(queryKey)
  const { data } = useQuery<{ items: readonly Run[] }, ProblemError>({
    queryKey,
    queryFn: ({ signal }) => read('/api/v1/runs?state=running&limit=50', signal) as Promise<{ items: readonly Run[] }>,
  })
  return data?.items ?? []
}

export function useCancelRun(id: string) {
  return useMutation({
    mutationFn: () => send({ method: 'POST', url: `/api/v1/runs/${encodeURIComponent(id)}/cancel`, body: {} }),
    onError: (error) => notifyProblem(asProblem(error)),
  })
}

function read(url: string, signal: AbortSignal): Promise<unknown> {
  return send({ method: 'GET', url, body: undefined }, { signal })
}
