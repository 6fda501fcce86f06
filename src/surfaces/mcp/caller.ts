import type { Actor } from '#kernel/actor.ts'
import type { Answer } from '#kernel/call.ts'
import type { Kernel } from '#kernel/kernel.ts'
import type { Described } from './find-operations.ts'

/** Who sits at the other end of one MCP request. */
export interface Caller {
  readonly kernel: Kernel
  readonly actor: Actor
  readonly address: string
  readonly device: string
  readonly signal?: AbortSignal
}

export interface CallExtras {
  readonly approval?: string
  readonly idempotencyKey?: string
}

/** Calls an operation through the executor, as everybody does. */
export function callOperation(caller: Caller, operation: string, input: unknown, extras: CallExtras = {}): Promise<Answer> {
  const { kernel, actor, address, device, signal } = caller
  return kernel.execute({
    operation,
    input,
    actor,
    address,
    device,
    signal,
    surface: 'mcp',
    approval: extras.approval ?? null,
    idempotencyKey: extras.idempotencyKey ?? null,
  })
}

/** The operations that the caller has a right to. */
export async function listOperations(caller: Caller): Promise<readonly Described[]> {
  const answer = await callOperation(caller, 'operations.list', {})
  return (answer.output as { items: readonly Described[] }).items
}
