import { Outlet } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { asProblem } from '../client/problem.ts'
import { live } from '../live/live.ts'
import { useSession } from '../session/session.ts'
import { Shell } from '../shell/Shell.tsx'

const SignInPage = lazy(async () => ({ default: (await import('../pages/SignInPage.tsx')).SignInPage }))
const SetUpPage = lazy(async () => ({ default: (await import('../pages/SetUpPage.tsx')).SetUpPage }))
const OfflinePage = lazy(async () => ({ default: (await import('../pages/OfflinePage.tsx')).OfflinePage }))

/** Decides what stands at the door: the app, sign in, set up, or that nothing answers. */
export function AppFrame() {
  const session = useSession()
  const signedIn = session.data?.signedIn ?? false
  useEffect(() => {
    if (!signedIn) return
    live.open()
    return () => live.close()
  }, [signedIn])
  if (session.data && signedIn) return <SignedIn />
  return (
    <Suspense fallback={null}>
      {session.data ? session.data.setUp ? <SignInPage session={session.data} /> : <SetUpPage /> : null}
      {!session.data && session.error ? (
        <OfflinePage problem={asProblem(session.error).message} onRetry={() => void session.refetch()} />
      ) : null}
    </Suspense>
  )
}

function SignedIn() {
  return (
    <Shell>
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
    </Shell>
  )
}
