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

/** How a sign-in goes on for somebody who has a second factor. */
export interface SecondStep {
  readonly token: string
  readonly factors: readonly ('totp' | 'passkey' | 'recovery')[]
}

/** Signs in, or answers the second step that is missing. */
export async function signIn(email: string, password: string): Promise<SecondStep | null> {
  const { next } = (await write('/api/v1/identity/sign-in', { email, password })) as { next: SecondStep | null }
  if (next === null) await rereadEverything()
  return next
}

export async function completeSignIn(token: string, code: string): Promise<void> {
  await write('/api/v1/identity/sign-in/code', { token, code })
  await rereadEverything()
}

/** The browser shows what passkeys it has for this site; throws when the person closes that. */
export async function signInWithPasskey(): Promise<void> {
  const begun = (await write('/api/v1/identity/passkeys/begin', {})) as { ceremony: string; options: PublicKeyCredentialRequestOptionsJSON }
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(begun.options)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
  await write('/api/v1/identity/sign-in/passkey', { ceremony: begun.ceremony, response: credential?.toJSON() ?? {} })
  await rereadEverything()
}

/** Whether this browser knows passkeys and their plain form. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential
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
