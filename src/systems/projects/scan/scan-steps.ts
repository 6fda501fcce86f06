import type { Ctx } from '#kernel/context.ts'
import type { Step } from '#kernel/workflow.ts'
import { z } from 'zod'
import { reclaimMemorySoon } from '#kernel/reclaim-memory.ts'
import { readSetting } from '#kernel/settings/public.ts'
import { events } from '../events.ts'
import { discover } from './discover.ts'
import type { Discovered } from './record-verdicts.ts'
import { scanProject } from './scan-project.ts'

/** Folders between a root and a project; more finds more and takes longer. */
const depthSetting = { name: 'projects.depth', schema: z.number().int().min(0).max(12), fallback: 4 }
/** Two cores read two projects at once: reading waits for git half of the time. */
const atOnce = 3

export async function discoverStep(ctx: Ctx, signal: AbortSignal): Promise<Discovered> {
  const depth = await readSetting(ctx, depthSetting.name, depthSetting.schema, depthSetting.fallback)
  signal.throwIfAborted()
  return discover(ctx, ctx.config.roots, depth)
}

/** Reads some projects, a few at once; answers how many of them had something new. */
export async function scanChunk(step: Step, chunk: { projects: readonly string[]; everything: boolean }): Promise<number> {
  const waiting = [...chunk.projects]
  let changed = 0
  const work = async (): Promise<void> => {
    for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
      step.signal.throwIfAborted()
      if (await scanProject(step.ctx, project, { everything: chunk.everything, signal: step.signal })) changed += 1
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return changed
}

export async function finishStep(ctx: Ctx, result: { run: string; projects: number; changed: number }): Promise<void> {
  await ctx.transaction((inside) => inside.emit(events.scan_finished, result))
  reclaimMemorySoon()
}
