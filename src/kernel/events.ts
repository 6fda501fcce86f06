import { z } from 'zod'

/** News a system tells: `<system>.<key>`, its payload, and the read operation whose right guards listening to it. */
export interface EventDeclaration<P extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** One sentence for the generated catalogue. */
  readonly summary: string
  readonly payload: P
  /** Id of the read operation: who may call it may listen. */
  readonly guard: string
}

export type PayloadOf<E extends EventDeclaration> = z.output<E['payload']>

/** An event as it was committed. `project` decides who may hear of it; null concerns no project. */
export interface OutboxEvent<P = Record<string, unknown>> {
  readonly id: string
  readonly name: string
  readonly project: string | null
  readonly payload: P
  readonly actor: string
  readonly at: Date
  /** Order among events; live clients resume from it. */
  readonly position: string
}

type Declared = { readonly summary: string; readonly payload: z.ZodObject; readonly guard: string }

/** Declares a system's events. Payloads carry ids and small facts, never secrets or long text. */
export function defineEvents<const S extends string, const E extends Record<string, Declared>>(
  system: S,
  events: E,
): { readonly [K in keyof E & string]: E[K] & { readonly name: `${S}.${K}` } } {
  const named = Object.entries(events).map(([key, event]) => [key, Object.freeze({ ...event, name: `${system}.${key}` })])
  return Object.freeze(Object.fromEntries(named)) as never
}
