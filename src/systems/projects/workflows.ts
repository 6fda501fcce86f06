import { z } from 'zod'
import { defineWorkflow, type Workflow } from '#kernel/workflow.ts'
import { fetchRepository } from './git/providers/fetch-repository.ts'
import { pullRepository } from './git/providers/pull-repository.ts'
import { findProject } from './find-project.ts'
import { discoverStep, finishStep, scanChunk } from './scan/scan-steps.ts'

/** Projects read in one step: few enough that a crash repeats little, many enough that steps cost nothing. */
const chunkSize = 8

/** Looks for projects, then reads each one that changed. Every step may run again: the same disk gives the same rows. */
export const scanWorkflow = defineWorkflow({
  name: 'projects.scan',
  summary: 'Scan the project folders',
  input: z.object({ everything: z.boolean() }),
  queue: 'host',
  async run(workflow, input) {
    await workflow.progress({ done: 0, total: null, unit: 'projects', step: 'discover', message: 'Looking for projects' })
    const found = await workflow.step('discover', (step) => discoverStep(step.ctx, step.signal), { retries: 2, intervalMilliseconds: 500 })
    let changed = 0
    for (let start = 0; start < found.projects.length; start += chunkSize) {
      const chunk = found.projects.slice(start, start + chunkSize)
      changed += await workflow.step(`read ${start}`, (step) => scanChunk(step, { projects: chunk, everything: input.everything }), {
        retries: 1,
      })
      const done = Math.min(start + chunkSize, found.projects.length)
      await workflow.progress({
        done,
        total: found.projects.length,
        unit: 'projects',
        step: 'read',
        message: `Read ${done} of ${found.projects.length}`,
      })
    }
    const totals = { projects: found.projects.length, changed }
    await workflow.step('finish', (step) => finishStep(step.ctx, { run: workflow.run, ...totals }))
    return totals
  },
})

interface GitOutcome {
  readonly project: string
  readonly outcome: string
  readonly sentence: string
}

/** Fetches or pulls one project after the other; one that fails holds nobody up, and each says how it ended. */
export const gitWorkflow = defineWorkflow({
  name: 'projects.git',
  summary: 'Fetch or pull projects',
  input: z.object({ action: z.enum(['fetch', 'pull']), projects: z.array(z.uuid()) }),
  queue: 'host',
  async run(workflow, input) {
    const results: GitOutcome[] = []
    for (const [index, project] of input.projects.entries()) {
      results.push(await gitStep(workflow, input.action, project))
      const message = results.at(-1)!.sentence
      await workflow.progress({ done: index + 1, total: input.projects.length, unit: 'projects', step: input.action, message })
    }
    return { results }
  },
})

async function gitStep(workflow: Workflow, action: 'fetch' | 'pull', project: string): Promise<GitOutcome> {
  const outcome = await workflow.step(`${action} ${project}`, async ({ ctx, signal }): Promise<GitOutcome> => {
    const row = await findProject(ctx, project)
    const result = action === 'fetch' ? await fetchRepository(row.path, { signal }) : await pullRepository(row.path, { signal })
    return { project, outcome: result.outcome, sentence: `${row.name}: ${result.sentence}` }
  })
  await workflow.step(`read ${project}`, (step) => scanChunk(step, { projects: [project], everything: false }))
  return outcome
}
