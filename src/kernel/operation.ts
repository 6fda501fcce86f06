import type { AnyOperation, InputOf, Operation, OutputOf } from './contract.ts'
import type { Ctx } from './context.ts'

export type Run<D extends AnyOperation> = (ctx: Ctx, input: InputOf<D>) => Promise<OutputOf<D>>

/** Loads the project of the row that the input names: its id, or null when the row belongs to none. */
export type ProjectLoader<D extends AnyOperation> = (ctx: Ctx, input: InputOf<D>) => Promise<string | null>

/** A declaration together with the function that carries it out. */
export interface BoundOperation<D extends AnyOperation = Operation> {
  readonly declaration: D
  readonly run: Run<D>
  readonly projectOf?: ProjectLoader<D>
}

/**
 * Binds a contract line to its function. `projectOf` is for declarations with `project: { row }`: it throws the
 * system's not-found problem when there is no such row.
 */
export function operation<D extends AnyOperation>(declaration: D, run: Run<D>, projectOf?: ProjectLoader<D>): BoundOperation<D> {
  return { declaration, run, projectOf }
}
