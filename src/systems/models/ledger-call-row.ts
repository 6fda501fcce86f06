import type { LedgerCall } from './ledger-call.ts'
import { asNumber } from './model-row.ts'

export interface LedgerCallRow {
  id: string
  state: LedgerCall['state']
  model: string
  reported_model: string | null
  purpose: string
  session: string | null
  project: string | null
  actor: string
  input_tokens: number | null
  cached_input_tokens: number | null
  cache_write_tokens: number | null
  output_tokens: number | null
  reasoning_tokens: number | null
  cost_micros: string | null
  reserved_micros: string | null
  counted_micros: string
  attempt: number
  tries: number
  milliseconds: number | null
  error_code: string | null
  error: string | null
  asked_at: Date
  settled_at: Date | null
}

export const ledgerCallSelect = `SELECT c.id, c.state, c.provider || '/' || c.model AS model, c.reported_model, c.purpose, c.session, c.project,
    c.actor, c.input_tokens, c.cached_input_tokens, c.cache_write_tokens, c.output_tokens, c.reasoning_tokens, c.cost_micros,
    c.reserved_micros, c.counted_micros, c.attempt, c.tries, c.milliseconds, c.error_code, c.error, c.asked_at, c.settled_at
  FROM models.call c`

export function asLedgerCall(row: LedgerCallRow): LedgerCall {
  return {
    id: row.id,
    state: row.state,
    model: row.model,
    reportedModel: row.reported_model,
    purpose: row.purpose,
    session: row.session,
    project: row.project,
    actor: row.actor,
    inputTokens: row.input_tokens,
    cachedInputTokens: row.cached_input_tokens,
    cacheWriteTokens: row.cache_write_tokens,
    outputTokens: row.output_tokens,
    reasoningTokens: row.reasoning_tokens,
    costMicros: asNumber(row.cost_micros),
    reservedMicros: asNumber(row.reserved_micros),
    countedMicros: Number(row.counted_micros),
    attempt: row.attempt,
    tries: row.tries,
    milliseconds: row.milliseconds,
    errorCode: row.error_code,
    error: row.error,
    askedAt: row.asked_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  }
}
