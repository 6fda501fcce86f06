import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, nothing } from '#kernel/contract.ts'
import * as approvalsLines from './contracts/approvals.ts'
import * as gitLines from './contracts/git.ts'
import * as retentionLines from './contracts/retention.ts'
import * as stateLines from './contracts/state.ts'
import * as templatesLines from './contracts/templates.ts'
import * as triggersLines from './contracts/triggers.ts'
import * as webhooksLines from './contracts/webhooks.ts'
import * as operatingLines from './contracts/operating.ts'
import * as runsLines from './contracts/runs.ts'
import { automation, automationVersion, validation, wholeAutomation } from './shapes/automation.ts'
import { textEdit } from './shapes/edit.ts'

const named = z.string().min(1).max(200).describe('Id or name of the automation')
const byName = z.object({ automation: named })
const byNumber = byName.extend({ number: z.number().int().min(1).describe('Number of the version') })
const text = z.string().min(1).max(1_048_576).describe('Friendly text, or a document of the Open Workflow DSL 1.0.3')
const note = z.string().max(500).optional().describe('What changed, for the history')
const tags = z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'A tag is small letters, digits and hyphens')).max(20)
const ofAutomation = { project: { row: 'automation' } } as const
const read = { permission: 'automations:read', effect: 'read' } as const
const write = { permission: 'automations:write', effect: 'write' } as const

export const contract = defineContract('automations', {
  list: declare({
    summary: 'List automations with how their last run ended',
    http: ['GET', '/'],
    ...read,
    project: 'filter',
    input: listInput(['name', '-updatedAt', '-createdAt'], {
      text: z.string().max(200).optional().describe('Words of the name, title or summary'),
      project: z.uuid().optional(),
      tag: z.string().max(60).optional(),
      enabled: z.boolean().optional(),
    }),
    output: listOutput(automation),
  }),
  create: declare({
    summary: 'Save a text as a new automation',
    http: ['POST', '/'],
    ...write,
    project: { input: 'project' },
    unmanaged: true,
    input: z.object({
      text,
      project: z.string().min(1).max(200).optional().describe('Id or slug of the project it belongs to'),
      tags: tags.default([]),
      note,
      enabled: z.boolean().default(true),
    }),
    output: automation,
  }),
  get: declare({
    summary: 'Show an automation with its text and its form',
    http: ['GET', '/:automation'],
    ...read,
    ...ofAutomation,
    input: byName,
    output: wholeAutomation,
    trusted: true,
  }),
  save: declare({
    summary: 'Save a new text; runs that go on keep the old one',
    http: ['PUT', '/:automation/text'],
    ...write,
    ...ofAutomation,
    unmanaged: true,
    input: byName.extend({ text, note }),
    output: automation,
  }),
  update: declare({
    summary: 'Change the tags of an automation, and how long its runs are kept',
    http: ['PATCH', '/:automation'],
    ...write,
    ...ofAutomation,
    input: byName.extend({
      tags: tags.optional(),
      keepDays: z.number().int().min(1).max(3650).nullable().optional().describe('Days that finished runs are kept; null as for all'),
      keepRuns: z.number().int().min(1).max(1_000_000).nullable().optional().describe('How many finished runs are kept at most'),
    }),
    output: automation,
  }),
  enable: declare({
    summary: 'Let the triggers of an automation start it',
    http: ['POST', '/:automation/enable'],
    ...write,
    ...ofAutomation,
    input: byName,
    output: automation,
  }),
  disable: declare({
    summary: 'Keep the triggers of an automation from starting it',
    http: ['POST', '/:automation/disable'],
    ...write,
    ...ofAutomation,
    input: byName.extend({ reason: z.string().max(500).optional() }),
    output: automation,
  }),
  remove: declare({
    summary: 'Delete an automation with its versions; its runs stay as long as they are kept',
    http: ['DELETE', '/:automation'],
    permission: 'automations:write',
    effect: 'danger',
    ...ofAutomation,
    input: byName,
    output: nothing,
  }),
  validate: declare({
    summary: 'Check a text: its problems, its graph and the document it becomes',
    http: ['POST', '/validate'],
    ...read,
    project: 'none',
    input: z.object({ text: z.string().max(1_048_576) }),
    output: validation,
    trusted: true,
  }),
  convert: declare({
    summary: 'Write a text in the other language, without loss',
    http: ['POST', '/convert'],
    ...read,
    project: 'none',
    input: z.object({ text, to: z.enum(['friendly', 'standard']) }),
    output: z.object({
      text: z.string(),
      form: z.enum(['friendly', 'standard']),
      reason: z.string().nullable().describe('Why it could not be written as friendly text'),
    }),
  }),
  edit: declare({
    summary: 'Change a text as the canvas does: comments and layout stay',
    http: ['POST', '/edit'],
    ...read,
    project: 'none',
    input: z.object({ text, edits: z.array(textEdit).min(1).max(100) }),
    output: z.object({
      text: z.string(),
      reason: z.string().nullable().describe('Why an edit could not be done; the text is then as it was'),
    }),
  }),
  versions: declare({
    summary: 'List the versions of an automation, the newest first',
    http: ['GET', '/:automation/versions'],
    ...read,
    ...ofAutomation,
    input: listInput(['-number'], { automation: named }),
    output: listOutput(automationVersion),
  }),
  getVersion: declare({
    summary: 'Show a version with its text',
    http: ['GET', '/:automation/versions/:number'],
    ...read,
    ...ofAutomation,
    input: byNumber,
    output: automationVersion.extend({ text: z.string(), document: z.record(z.string(), z.unknown()) }),
  }),
  restoreVersion: declare({
    summary: 'Make an older version the current one again, as a new version',
    http: ['POST', '/:automation/versions/:number/restore'],
    ...write,
    ...ofAutomation,
    unmanaged: true,
    input: byNumber,
    output: automation,
  }),
  compareVersions: declare({
    summary: 'Say what differs between two versions',
    http: ['GET', '/:automation/compare'],
    ...read,
    ...ofAutomation,
    input: byName.extend({
      from: z.number().int().min(1),
      to: z.number().int().min(1).optional().describe('The current one without it'),
    }),
    output: z.object({
      differences: z.array(
        z.object({
          kind: z.enum(['added', 'removed', 'changed', 'moved']),
          about: z.enum(['step', 'trigger', 'input', 'output', 'secret', 'setting']),
          name: z.string(),
          sentence: z.string(),
          parts: z.array(z.string()),
        }),
      ),
      from: z.string().describe('The text of the older one'),
      to: z.string(),
    }),
  }),
  exportText: declare({
    summary: 'Write an automation as friendly text or as a document for other runtimes',
    http: ['GET', '/:automation/export'],
    ...read,
    ...ofAutomation,
    input: byName.extend({
      form: z.enum(['friendly', 'standard']).default('standard'),
      number: z.number().int().min(1).optional().describe('Another version than the current one'),
    }),
    output: z.object({
      text: z.string(),
      form: z.enum(['friendly', 'standard']),
      hash: z.string(),
      reason: z.string().nullable().describe('Why it could not be written as friendly text'),
    }),
  }),

  listTriggers: declare(triggersLines.listTriggers),
  previewSchedule: declare(triggersLines.previewSchedule),
  pauseTrigger: declare(triggersLines.pauseTrigger),
  resumeTrigger: declare(triggersLines.resumeTrigger),
  listWebhooks: declare(webhooksLines.listWebhooks),
  createWebhook: declare(webhooksLines.createWebhook),
  rotateWebhook: declare(webhooksLines.rotateWebhook),
  removeWebhook: declare(webhooksLines.removeWebhook),
  listDeliveries: declare(webhooksLines.listDeliveries),
  replayDelivery: declare(webhooksLines.replayDelivery),
  listApprovals: declare(approvalsLines.listApprovals),
  getApproval: declare(approvalsLines.getApproval),
  answerApproval: declare(approvalsLines.answerApproval),
  listState: declare(stateLines.listState),
  getState: declare(stateLines.getState),
  setState: declare(stateLines.setState),
  deleteState: declare(stateLines.deleteState),
  listTemplates: declare(templatesLines.listTemplates),
  useTemplate: declare(templatesLines.useTemplate),
  getRetention: declare(retentionLines.getRetention),
  setRetention: declare(retentionLines.setRetention),
  exportGit: declare(gitLines.exportGit),
  importGit: declare(gitLines.importGit),
  start: declare(runsLines.start),
  listRuns: declare(runsLines.listRuns),
  getRun: declare(runsLines.getRun),
  listRunTasks: declare(runsLines.listRunTasks),
  getTask: declare(runsLines.getTask),
  readLog: declare(runsLines.readLog),
  explainRun: declare(runsLines.explainRun),
  pauseRun: declare(runsLines.pauseRun),
  resumeRun: declare(runsLines.resumeRun),
  cancelRun: declare(runsLines.cancelRun),
  restartRun: declare(runsLines.restartRun),
  forkRun: declare(runsLines.forkRun),
  previewUndo: declare(runsLines.previewUndo),
  dryRun: declare(operatingLines.dryRun),
  evaluate: declare(operatingLines.evaluate),
  emitEvent: declare(operatingLines.emitEvent),
  listQueues: declare(operatingLines.listQueues),
  setQueue: declare(operatingLines.setQueue),
  listGrants: declare(operatingLines.listGrants),
  grantSecret: declare(operatingLines.grantSecret),
  revokeSecret: declare(operatingLines.revokeSecret),
  isolation: declare(operatingLines.isolation),
})
