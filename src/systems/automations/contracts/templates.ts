import { z } from 'zod'
import { declare } from '#kernel/contract.ts'
import { automation } from '../shapes/automation.ts'

const template = z
  .object({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    text: z.string(),
    triggers: z.array(z.string()).describe('What starts it, in words'),
    secrets: z.array(z.string()).describe('Names that have to be granted before it works'),
    operations: z.array(z.string()).describe('What its author has to be allowed to call'),
    processes: z.boolean().describe('Whether it runs commands on the machine'),
  })
  .meta({ id: 'AutomationTemplate', title: 'An automation to begin with' })

export type Template = z.output<typeof template>

export const listTemplates = declare({
  summary: 'List templates of automations',
  http: ['GET', '/templates'],
  permission: 'automations:read',
  effect: 'read',
  project: 'none',
  input: z.object({}),
  output: z.object({ items: z.array(template) }),
})

export const useTemplate = declare({
  summary: 'Make an automation from a template; it is disabled until somebody looked at it',
  http: ['POST', '/templates/:template/use'],
  permission: 'automations:write',
  effect: 'write',
  project: { input: 'project' },
  unmanaged: true,
  input: z.object({
    template: z.string().min(1).max(60).describe('Id of the template'),
    name: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]{0,58}[a-z0-9])?$/, 'A name is small letters, digits and hyphens')
      .optional()
      .describe('That of the template without it'),
    project: z.string().min(1).max(200).optional().describe('Id or slug of the project it belongs to'),
    enabled: z.boolean().default(false),
  }),
  output: automation,
})
