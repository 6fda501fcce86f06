import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'

const BrokenPage = lazy(async () => ({ default: (await import('../pages/BrokenPage.tsx')).BrokenPage }))

export function RouteError({ error, reset }: ErrorComponentProps) {
  const queries = useQueryErrorResetBoundary()
  const router = useRouter()
  const again = () => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  return (
    <Suspense fallback={null}>
      <BrokenPage error={error} reset={again} />
    </Suspense>
  )
}
