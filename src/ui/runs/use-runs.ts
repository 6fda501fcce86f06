import type { contract } from '#kernel/runs/contract.ts'
import { clientFor } from '../client/client.ts'
import { useList } from '../client/use-list.ts'
import { useMutationOf } from '../client/use-mutation-of.ts'
import { useOperation } from '../client/use-operation.ts'
import type { Run } from './run.ts'

export const runs = clientFor<typeof contract>('runs')

/** What keeps runs true; wrap readers in `LiveTopics` with it. */
export const runTopics = ['runs.*'] as const

export function useRun(id: string) {
  return useOperation(runs, 'get', { id })
}

/** Work that runs or waits right now; empty while nobody knows. */
export function useOpenRuns(): readonly Run[] {
  return useOperation(runs, 'list', { state: 'open', limit: 50 }).data?.items ?? []
}

/** All work, the newest first. */
export function useRunList() {
  return useList(runs, 'list', { limit: 100 })
}

export function useCancelRun() {
  return useMutationOf(runs, 'cancel')
}

export function useResumeRun() {
  return useMutationOf(runs, 'resume')
}
