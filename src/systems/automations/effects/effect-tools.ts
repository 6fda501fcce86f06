import type { EffectRequest } from '../interpreter/world.ts'
import type { RunParts } from '../runtime/run-parts.ts'

/** What an effect works with beside its request. */
export interface EffectTools extends EffectRequest {
  readonly parts: RunParts
}
