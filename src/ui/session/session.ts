import { useQuery } from '@tanstack/react-query'
import type { ProblemError } from '../client/problem.ts'
import { queryClient } from '../client/query-client.ts'
import { send } from '../client/send.ts'
import { writeFor } from '../format/region.ts'

/** Who sits here, and what they may do. */
export interface Session {
  readonly signedIn: boolean
  /** False until the first owner exists. */
  readonly setUp: boolean
  readonly person: { readonly id: string; readonly name: string; readonly email: string } | null
  readonly host: string
  readonly version: string
  readonly permissions: readonly string[]
  /** Their role needs a second factor, and they have none. */
  readonly lacksFactor: boolean
  /** How they want times and numbers written; null is as this browser has it. */
  readonly timeZone: string | null
  readonly locale: string | null
}

const queryKey = ['identity.session']

export function useSession() {
  return useQuery<Session, ProblemError>({ queryKey, queryFn: readSession, staleTime: 60_000 })
}

/** Asked for before React starts, so that the answer travels while the code is read. */
export function prefetchSession(): void {
  void queryClient.prefetchQuery({ queryKey, queryFn: readSession, staleTime: 60_000 })
}

export async function signOut(): Promise<void> {
  await send({ method: 'POST', url: '/api/v1/identity/sign-out', body: {} })
  leave()
}

/** The session of this browser has ended: nothing that was read stays. */
export function leave(): void {
  queryClient.clear()
  location.assign('/')
}

async function readSession(): Promise<Session> {
  const session = (await send({ method: 'GET', url: '/api/v1/identity/session', body: undefined })) as Session
  writeFor(session)
  return session
}

/** After somebody signed in: whatever was read before belonged to somebody else. */
export async function rereadEverything(): Promise<void> {
  await queryClient.invalidateQueries()
}
