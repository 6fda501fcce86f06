import { z } from 'zod'
import { moment } from '#kernel/contract.ts'
import { micros } from './model.ts'

export const callState = z.enum(['asked', 'answered', 'failed', 'possibly_paid'])

export const ledgerCall = z
  .object({
    id: z.uuid(),
    state: callState.describe('possibly_paid: nobody knows whether the provider billed it; what was set aside counts as spent'),
    model: z.string().describe('provider/model'),
    reportedModel: z.string().nullable(),
    purpose: z.string(),
    session: z.string().nullable(),
    project: z.uuid().nullable(),
    actor: z.string(),
    inputTokens: z.int().nullable(),
    cachedInputTokens: z.int().nullable(),
    cacheWriteTokens: z.int().nullable(),
    outputTokens: z.int().nullable(),
    reasoningTokens: z.int().nullable(),
    costMicros: micros,
    reservedMicros: micros,
    countedMicros: z.int().describe('What budgets count'),
    attempt: z.int().describe('How often this question was asked under its key'),
    tries: z.int().describe('Requests that were sent for it'),
    milliseconds: z.int().nullable(),
    errorCode: z.string().nullable(),
    error: z.string().nullable(),
    askedAt: moment,
    settledAt: moment.nullable(),
  })
  .meta({ id: 'ModelCall', title: 'A call of a model, as the ledger has it' })

export type LedgerCall = z.output<typeof ledgerCall>
