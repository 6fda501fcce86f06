import { z } from 'zod'
import { declare } from '#kernel/contract.ts'

const byProject = z.object({ project: z.string().min(1).max(200).describe('Id or slug of the project') })
const write = { permission: 'automations:write', effect: 'write', project: { input: 'project' }, unmanaged: true } as const

export const exportGit = declare({
  summary: 'Write the automations of a project into its repository',
  description:
    'One text each, below .optimus/automations in the folder of the project, and one commit when something changed. Secrets are names there.',
  http: ['POST', '/git/export'],
  ...write,
  input: byProject.extend({ commit: z.boolean().default(true).describe('Commit what changed, and nothing else') }),
  output: z.object({
    folder: z.string(),
    files: z.array(z.object({ file: z.string(), automation: z.string(), state: z.enum(['written', 'same']) })),
    commit: z.string().nullable().describe('Null when nothing changed, or the project is no repository'),
  }),
})

export const importGit = declare({
  summary: 'Read the automations of a project from its repository',
  description:
    'Texts below .optimus/automations become automations, or new versions of those of their name. One with mistakes changes nothing.',
  http: ['POST', '/git/import'],
  ...write,
  input: byProject,
  output: z.object({
    folder: z.string(),
    files: z.array(
      z.object({
        file: z.string(),
        automation: z.string().nullable(),
        state: z.enum(['created', 'saved', 'same', 'refused']),
        reason: z.string().nullable(),
      }),
    ),
  }),
})
