import { Problem } from '#kernel/errors.ts'
import { Failure } from '../interpreter/failure.ts'
import type { EffectRequest, EffectResult } from '../interpreter/world.ts'
import type { RunParts } from '../runtime/run-parts.ts'
import type { EffectTools } from './effect-tools.ts'

/** Carries out one effect; a refusal by Optimus is a failure of the task. Each kind is loaded when it is used first. */
export async function performEffect(parts: RunParts, request: EffectRequest): Promise<EffectResult> {
  try {
    return await carryOut({ ...request, parts })
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const { code, status, title, message } = error
    throw new Failure({ type: `https://optimus.local/errors/${code}`, status, title, detail: message })
  }
}

async function carryOut(tools: EffectTools): Promise<EffectResult> {
  switch (tools.kind) {
    case 'http':
      return (await import('./call-http.ts')).callHttp(tools)
    case 'openapi':
      return (await import('./call-openapi.ts')).callOpenApi(tools)
    case 'mcp':
      return (await import('./call-mcp.ts')).callMcp(tools)
    case 'operation':
      return (await import('./call-operation.ts')).callOperation(tools)
    case 'emit':
      return (await import('./emit-event.ts')).emitEvent(tools)
    case 'function':
      return (await import('./read-function.ts')).readFunction(tools)
    case 'container':
      return (await import('./run-container.ts')).runContainer(tools)
    default:
      return (await import('./run-process.ts')).runProcess(tools)
  }
}
