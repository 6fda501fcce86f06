import { useQuery } from '@tanstack/react-query'
import type { ProblemError } from '../client/problem.ts'
import { queryClient } from '../client/query-client.ts'
import { send } from '../client/send.ts'

/** Who sits here, and what they may do. */
export interface Session {
  readonly signedIn: boolean
  /** False until the first owner exists. */
  readonly setUp: boolean
  readonly person: { readonly id: string; readonly name: string; readonly email: string } | null
  readonly host: string
  readonly version: string
  readonly permissions: readonly string[]
}

const queryKey = ['identity.session']

export function useSession() {
  return useQuery<Session, ProblemError>({ queryKey, queryFn: readSession, staleTime: 60_000 })
}

/** Asked for before React starts, so that the answer travels while the code is read. */
export function prefetchSession(): void {
  void queryClient.prefetchQuery({ queryKey, queryFn: readSession, staleTime: 60_000 })
}

export async function signIn(email: string, password: string): Promise<void> {
  await write('/api/v1/identity/sign-in', { email, password })
  await rereadEverything()
}

export async function signOut(): Promise<void> {
  await write('/api/v1/identity/sign-out', {})
  queryClient.clear()
  location.assign('/')
}

export interface FirstOwner {
  readonly token: string
  readonly name: string
  readonly email: string
  readonly password: string
}

export async function setUp(owner: FirstOwner): Promise<void> {
  await write('/api/v1/identity/set-up', { ...owner })
  await rereadEverything()
}

function readSession(): Promise<Session> {
  return send({ method: 'GET', url: '/api/v1/identity/session', body: undefined }) as Promise<Session>
}

function write(url: string, body: Record<string, unknown>): Promise<unknown> {
  return send({ method: 'POST', url, body })
}

async function rereadEverything(): Promise<void> {
  await queryClient.invalidateQueries()
}
