import { clientFor, type OutputFor } from '#ui/client/client.ts'
import type { contract } from '../contract.ts'

export const models = clientFor<typeof contract>('models')

type Contract = typeof contract
export type ModelItem = OutputFor<Contract, 'list'>['items'][number]
export type ProviderItem = OutputFor<Contract, 'listProviders'>['items'][number]
export type BudgetItem = OutputFor<Contract, 'listBudgets'>['items'][number]
export type CallItem = OutputFor<Contract, 'listCalls'>['items'][number]
export type SpendingItem = OutputFor<Contract, 'spending'>['items'][number]
export type Answer = OutputFor<Contract, 'ask'>
