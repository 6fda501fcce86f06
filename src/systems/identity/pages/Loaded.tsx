import type { ReactNode } from 'react'
import { asProblem } from '#ui/client/problem.ts'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { SkeletonRows } from '#ui/kit/Skeleton.tsx'

interface LoadedProps<T> {
  readonly answer: { readonly data: T | undefined; readonly error: unknown; readonly refetch: () => unknown }
  /** What is unknown when it cannot be read. */
  readonly what: string
  readonly children: (data: T) => ReactNode
}

/** What was read; before that its shape, and when it failed what is unknown and why. */
export function Loaded<T>({ answer, what, children }: LoadedProps<T>) {
  if (answer.data !== undefined) return children(answer.data)
  if (answer.error) return <ErrorState what={what} problem={asProblem(answer.error)} onRetry={() => void answer.refetch()} />
  return <SkeletonRows rows={3} />
}
