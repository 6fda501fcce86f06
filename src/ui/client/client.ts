import { operations } from 'virtual:operations'
import type { AnyOperation, CallInput, OutputOf } from '#kernel/contract.ts'
import { requestAddress } from './address.ts'
import { send, type CallOptions } from './send.ts'

export type AnyContract = Readonly<Record<string, AnyOperation>>
export type NameIn<C extends AnyContract> = keyof C & string

/** What a caller gives: fields with defaults may be left out. */
export type InputFor<C extends AnyContract, N extends NameIn<C>> = CallInput<C[N]>
export type OutputFor<C extends AnyContract, N extends NameIn<C>> = OutputOf<C[N]>

/** A system's operations as typed calls. Types are looked up by name, so a big contract costs nothing. */
export interface Client<C extends AnyContract> {
  readonly system: string
  call<N extends NameIn<C>>(name: N, input: InputFor<C, N>, options?: CallOptions): Promise<OutputFor<C, N>>
}

/** `clientFor<typeof contract>('projects')`; import the contract as a type only. */
export function clientFor<C extends AnyContract>(system: string): Client<C> {
  return {
    system,
    call: (name, input, options) => callById(`${system}.${name}`, input as Record<string, unknown>, options) as never,
  }
}

/** Calls an operation known only by its id. Throws ProblemError, or TypeError when this build has no such operation. */
export async function callById(id: string, input: Record<string, unknown>, options?: CallOptions): Promise<unknown> {
  const address = operations[id]
  if (!address) throw new TypeError(`This build has no operation ${id}`)
  return send(requestAddress(id, address, input, options?.bytes), options)
}
