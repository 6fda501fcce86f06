import type { contract } from '#kernel/audit/contract.ts'
import { clientFor, type OutputFor } from '#ui/client/client.ts'

export const audit = clientFor<typeof contract>('audit')

export type AuditEntry = OutputFor<typeof contract, 'list'>['items'][number]
export type Proof = OutputFor<typeof contract, 'verify'>
