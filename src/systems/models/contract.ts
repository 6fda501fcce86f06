import { z } from 'zod'
import { declare, defineContract, listInput, listOutput, moment, nothing, started } from '#kernel/contract.ts'
import { budget, budgetPeriod, budgetScope } from './budget.ts'
import { callState, ledgerCall } from './ledger-call.ts'
import { micros, model, price, providerKind } from './model.ts'
import { provider } from './provider.ts'

const reads = { permission: 'models:read', project: 'none', effect: 'read' } as const
/** Keys, addresses, prices and budgets decide where data goes and money leaves: as settings, they are not for members. */
const decides = { permission: 'settings:write', project: 'none', effect: 'write' } as const

const providerName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'A name is small letters, digits and hyphens')
  .describe('What its models are named by: name/model')
const byProvider = z.object({ provider: z.string().min(1).max(60).describe('Id or name of the provider') })
const baseUrl = z.string().min(1).max(500).describe('Address of its interface, such as http://localhost:11434/v1')
const key = z.string().min(1).max(4096).describe('Its key; it is sealed in the vault and never shown again')
const modelId = z.object({ id: z.uuid().describe('Id of the model') })
const facts = {
  enabled: z.boolean().optional().describe('Whether it may be asked'),
  contextWindow: z.int().min(1).max(100_000_000).nullable().optional().describe('Tokens of question and answer together'),
  maxOutputTokens: z.int().min(1).max(100_000_000).nullable().optional(),
  price: price.optional().describe('All four at once; null is unknown'),
  priceSource: z.string().trim().min(1).max(200).optional().describe('Who says so, such as the address of the price list'),
  priceDate: z.iso.date().optional().describe('On which day it was so; today without it'),
}
const project = z.string().min(1).max(200).describe('Id or slug of the project')
const day = z.iso.date()

export const contract = defineContract('models', {
  list: declare({
    summary: 'List the models with their prices and limits',
    http: ['GET', '/'],
    ...reads,
    input: listInput(['name'], {
      provider: z.string().max(60).optional().describe('Name of the provider'),
      enabled: z.boolean().optional().describe('Only those that are switched on, or off'),
      text: z.string().max(100).optional().describe('Part of the name'),
    }),
    output: listOutput(model),
  }),
  add: declare({
    summary: 'Add a model that its provider does not list',
    http: ['POST', '/'],
    ...decides,
    input: byProvider.extend({ name: z.string().trim().min(1).max(200).describe('As the provider calls it'), ...facts }),
    output: model,
  }),
  update: declare({
    summary: 'Switch a model on or off, or correct its price and limits',
    http: ['PATCH', '/:id'],
    ...decides,
    input: modelId.extend(facts),
    output: model,
  }),
  remove: declare({
    summary: 'Remove a model from the list; its calls stay in the ledger',
    http: ['DELETE', '/:id'],
    ...decides,
    input: modelId,
    output: nothing,
  }),
  listProviders: declare({
    summary: 'List the providers of models and how they are',
    http: ['GET', '/providers'],
    ...reads,
    input: z.object({}),
    output: z.object({ items: z.array(provider) }),
  }),
  addProvider: declare({
    summary: 'Add a provider of models, and read its list',
    http: ['POST', '/providers'],
    ...decides,
    input: z.object({
      name: providerName,
      kind: providerKind,
      baseUrl: baseUrl.optional(),
      key: key.optional(),
      free: z.boolean().default(false).describe('Its calls cost nothing, because the server is your own'),
    }),
    output: provider,
    secret: ['key'],
  }),
  updateProvider: declare({
    summary: 'Change a provider’s address or key, pause it, or say that it is free',
    description: 'A new address forgets the key, unless it is given again: a key is never sent where it was not meant for.',
    http: ['PATCH', '/providers/:provider'],
    ...decides,
    input: byProvider.extend({
      baseUrl: baseUrl.optional(),
      key: key.optional(),
      free: z.boolean().optional(),
      paused: z.boolean().optional().describe('Nobody asks it while it is paused'),
    }),
    output: provider,
    secret: ['key'],
  }),
  removeProvider: declare({
    summary: 'Remove a provider with its key and models; its calls stay in the ledger',
    http: ['DELETE', '/providers/:provider'],
    ...decides,
    effect: 'danger',
    input: byProvider,
    output: nothing,
  }),
  testProvider: declare({
    summary: 'Test whether a provider answers and takes the key; nothing is bought',
    http: ['POST', '/providers/:provider/test'],
    ...decides,
    input: byProvider,
    output: z.object({
      answers: z.boolean(),
      sentence: z.string(),
      milliseconds: z.int(),
      models: z.int().nullable().describe('How many it lists'),
    }),
    unmanaged: true,
    perMinute: 30,
  }),
  refresh: declare({
    summary: 'Read a provider’s list of models again',
    http: ['POST', '/providers/:provider/refresh'],
    ...decides,
    input: byProvider,
    output: started,
  }),
  listBudgets: declare({
    summary: 'List the budgets for models and what is used of them',
    http: ['GET', '/budgets'],
    permission: 'models:read',
    project: 'filter',
    effect: 'read',
    input: z.object({}),
    output: z.object({ items: z.array(budget) }),
  }),
  setBudget: declare({
    summary: 'Set how much may be spent on models a day, a month, for a project or in a session',
    http: ['PUT', '/budgets'],
    permission: 'settings:write',
    project: { input: 'project' },
    effect: 'write',
    input: z.object({
      scope: budgetScope.describe('Everything together, each project, or each session'),
      period: budgetPeriod.describe('A session has the period session'),
      project: project.nullable().optional().describe('With scope project: only for this one'),
      limitMicros: z.int().min(0).max(1e12).describe('Millionths of a US dollar'),
    }),
    output: budget,
  }),
  removeBudget: declare({
    summary: 'Remove a budget',
    http: ['DELETE', '/budgets/:id'],
    ...decides,
    input: z.object({ id: z.uuid() }),
    output: nothing,
  }),
  listCalls: declare({
    summary: 'List the calls of models from the ledger, the newest first',
    http: ['GET', '/calls'],
    permission: 'models:read',
    project: 'filter',
    effect: 'read',
    input: listInput(['-askedAt'], {
      day: day.optional().describe('Only those of this day, in UTC'),
      since: day.optional().describe('Only those from this day on, in UTC'),
      provider: z.string().max(60).optional().describe('Name of the provider'),
      model: z.string().max(260).optional().describe('provider/model'),
      purpose: z.string().max(100).optional(),
      session: z.string().max(200).optional(),
      inProject: z.uuid().optional().describe('Id of a project'),
      state: callState.optional(),
      cost: z.enum(['known', 'unknown']).optional().describe('Only those whose cost is known, or is not'),
    }),
    output: listOutput(ledgerCall),
  }),
  getCall: declare({
    summary: 'Show a call of a model',
    http: ['GET', '/calls/:id'],
    permission: 'models:read',
    project: { row: 'call' },
    effect: 'read',
    input: z.object({ id: z.uuid() }),
    output: ledgerCall,
  }),
  spending: declare({
    summary: 'Add up what models cost, by day, model, provider, purpose or project',
    http: ['GET', '/spending'],
    permission: 'models:read',
    project: 'filter',
    effect: 'read',
    input: z.object({
      by: z.enum(['day', 'model', 'provider', 'purpose', 'project']).default('day'),
      days: z.int().min(1).max(366).default(30).describe('The last so many days, with today, in UTC'),
    }),
    output: z.object({
      from: day,
      to: day,
      items: z.array(
        z.object({
          key: z.string().nullable().describe('The day, model, provider, purpose or project; null is none'),
          calls: z.int(),
          failed: z.int(),
          unknown: z.int().describe('Calls whose cost nobody knows'),
          costMicros: z.int().describe('Of the calls whose cost is known'),
          countedMicros: z.int().describe('With what was set aside for the others'),
          inputTokens: z.int(),
          cachedInputTokens: z.int(),
          outputTokens: z.int(),
        }),
      ),
    }),
  }),
  ask: declare({
    summary: 'Ask a model one question, within the budgets',
    http: ['POST', '/ask'],
    permission: 'models:use',
    project: { input: 'project' },
    effect: 'write',
    input: z.object({
      model: z.string().min(3).max(260).describe('provider/model'),
      question: z.string().min(1).max(200_000),
      instructions: z.string().max(20_000).optional(),
      maxOutputTokens: z.int().min(16).max(32_000).default(1000),
      seconds: z.int().min(1).max(600).default(120).describe('How long the answer may take'),
      project: project.optional(),
    }),
    output: z.object({
      text: z.string(),
      model: z.string(),
      reportedModel: z.string().nullable(),
      finish: z.enum(['stop', 'length', 'content-filter', 'other']),
      inputTokens: z.int().nullable(),
      cachedInputTokens: z.int().nullable(),
      outputTokens: z.int().nullable(),
      costMicros: micros,
      call: z.uuid().describe('The ledger’s row'),
      milliseconds: z.int(),
      answeredAt: moment,
    }),
    unmanaged: true,
    perMinute: 60,
  }),
})
