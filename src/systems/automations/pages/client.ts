import { clientFor, type InputFor, type OutputFor } from '#ui/client/client.ts'
import type { contract } from '../contract.ts'

export const automations = clientFor<typeof contract>('automations')

type Contract = typeof contract
export type AutomationRow = OutputFor<Contract, 'list'>['items'][number]
export type Automation = OutputFor<Contract, 'get'>
export type Validation = OutputFor<Contract, 'validate'>
export type Graph = NonNullable<Validation['graph']>
export type GraphNode = Graph['nodes'][number]
export type WrittenStep = Validation['steps'][number]
export type TextProblem = Validation['problems'][number]
export type TextEdit = InputFor<Contract, 'edit'>['edits'][number]
export type Difference = OutputFor<Contract, 'compareVersions'>['differences'][number]
export type RunRow = OutputFor<Contract, 'listRuns'>['items'][number]
export type Run = OutputFor<Contract, 'getRun'>
export type RunTask = Run['items'][number]
export type ForeseenCall = OutputFor<Contract, 'dryRun'>['calls'][number]
export type StepApproval = OutputFor<Contract, 'getApproval'>
export type TriggerRow = OutputFor<Contract, 'listTriggers'>['items'][number]
export type Webhook = OutputFor<Contract, 'listWebhooks'>['items'][number]
export type Delivery = OutputFor<Contract, 'listDeliveries'>['items'][number]
export type StateValue = OutputFor<Contract, 'listState'>['items'][number]
export type Queue = OutputFor<Contract, 'listQueues'>['items'][number]
export type Grant = OutputFor<Contract, 'listGrants'>['items'][number]
export type Retention = OutputFor<Contract, 'getRetention'>
export type Template = OutputFor<Contract, 'listTemplates'>['items'][number]
