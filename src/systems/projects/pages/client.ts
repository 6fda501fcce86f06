import { clientFor, type OutputFor } from '#ui/client/client.ts'
import type { contract } from '../contract.ts'

export const projects = clientFor<typeof contract>('projects')

type Contract = typeof contract
export type ProjectRow = OutputFor<Contract, 'list'>['items'][number]
export type Project = OutputFor<Contract, 'get'>
export type ProcessRow = OutputFor<Contract, 'processes'>['items'][number]
export type CommandRow = OutputFor<Contract, 'commands'>['items'][number]
export type DependencyItem = OutputFor<Contract, 'dependencies'>['items'][number]
export type FoundDependency = OutputFor<Contract, 'findDependency'>['items'][number]
