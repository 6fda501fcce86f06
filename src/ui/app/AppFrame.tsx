import { Outlet, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect } from 'react'
import { asProblem } from '../client/problem.ts'
import { live } from '../live/live.ts'
import { useSession, type Session } from '../session/session.ts'
import { Shell } from '../shell/Shell.tsx'
import { LoadedPart } from './LoadedPart.tsx'
import { ProofHost } from './ProofHost.tsx'
import { useDoor, useStandingPage } from './systems.ts'

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
  if (session.data) return <Answered session={session.data} />
  return (
    <Suspense fallback={null}>
      {session.error ? <OfflinePage problem={asProblem(session.error).message} onRetry={() => void session.refetch()} /> : null}
    </Suspense>
  )
}

function Answered({ session }: { session: Session }) {
  const door = useDoor()
  const stands = useStandingPage(useRouterState({ select: ({ location }) => location.pathname }))?.stands
  if (!session.setUp && !session.signedIn) return <LoadedPart load={door.setUp} props={{}} />
  // At one place whoever sits here, so that a page which signs somebody in goes on afterwards.
  if (stands === 'open') return <Page />
  if (!session.signedIn) return <LoadedPart load={door.signIn} props={{}} />
  return (
    <>
      {session.lacksFactor ? <LoadedPart load={door.enrol} props={{}} /> : stands === 'door' ? <Page /> : <Framed />}
      <ProofHost />
    </>
  )
}

function Framed() {
  return (
    <Shell>
      <Page />
    </Shell>
  )
}

function Page() {
  return (
    <Suspense fallback={null}>
      <Outlet />
    </Suspense>
  )
}
