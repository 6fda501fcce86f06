import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { budgetName, dollars } from './budget.ts'
import { budgetColumns, usedMicros, type BudgetRow } from './budget-row.ts'
import { requireCircuit } from './circuit.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import type { Plan } from './plan.ts'
import type { Answer } from './providers/ask.ts'

/** An answer that was bought before under this key, with what it cost. */
export interface Recorded {
  readonly id: string
  readonly answer: Answer
  readonly costMicros: bigint | null
  readonly reservedMicros: bigint | null
  readonly milliseconds: number
}

export type Opened = { readonly recorded: Recorded } | { readonly id: string } | { readonly refusal: Problem }

interface CallRow {
  id: string
  attempt: number
  state: 'asked' | 'answered' | 'failed' | 'possibly_paid'
  request_hash: Buffer
  cost_micros: string | null
  reserved_micros: string | null
  milliseconds: number | null
  answer: Answer | null
}

/** Calls of unknown end that one key may have; the next one is not made. */
const mostUnknownEnds = 2

/**
 * Writes the ledger's row before the call, in a transaction that is committed before anything is sent. Budgets are
 * locked and summed in it, so that calls side by side cannot spend the same money twice.
 */
export function openCall(ctx: Ctx, plan: Plan): Promise<Opened> {
  return ctx.transaction(async (open): Promise<Opened> => {
    if (open.query === ctx.query) throw new Error('A model is never called inside a transaction.')
    await open.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`models.call:${plan.key}`], 'models.call-lock')
    const known = await open.query<CallRow>(
      `SELECT id, attempt, state, request_hash, cost_micros, reserved_micros, milliseconds, answer
       FROM models.call WHERE key = $1 ORDER BY attempt`,
      [plan.key],
      'models.call-known',
    )
    const answered = known.rows.find((row) => row.state === 'answered')
    if (answered) return readRecorded(answered, plan)
    await giveUp(open, known.rows)
    if (known.rows.filter((row) => row.state !== 'failed').length >= mostUnknownEnds) return { refusal: new Problem(errors.possibly_paid) }
    const refusal = (await requireCircuit(open, plan.target)) ?? (await requireBudgets(open, plan))
    if (refusal) return { refusal }
    const id = ctx.id()
    await insert(open, plan, { id, attempt: (known.rows.at(-1)?.attempt ?? 0) + 1 })
    await open.emit(events.call_opened, { call: id }, plan.request.project ?? null)
    return { id }
  })
}

function readRecorded(row: CallRow, plan: Plan): Opened {
  if (!row.request_hash.equals(plan.hash))
    return { refusal: new Problem(kernelErrors.idempotency_conflict, `The key of this call was used for another question.`) }
  if (row.answer === null)
    return { refusal: new Problem(kernelErrors.answer_not_kept, 'This was answered long ago, and the answer is not kept any more.') }
  return {
    recorded: {
      id: row.id,
      answer: row.answer,
      costMicros: row.cost_micros === null ? null : BigInt(row.cost_micros),
      reservedMicros: row.reserved_micros === null ? null : BigInt(row.reserved_micros),
      milliseconds: row.milliseconds ?? 0,
    },
  }
}

/** Calls that were in flight when their program ended: what was set aside stays spent. */
async function giveUp(ctx: Ctx, rows: readonly CallRow[]): Promise<void> {
  const lost = rows.filter((row) => row.state === 'asked').map((row) => row.id)
  if (lost.length > 0) await markLost(ctx, lost)
}

export async function markLost(ctx: Pick<Ctx, 'query'>, ids: readonly string[]): Promise<void> {
  await ctx.query(
    `UPDATE models.call SET state = 'possibly_paid', error_code = 'models.possibly_paid', settled_at = now(),
       error = 'The program ended before the answer was noted.' WHERE id = ANY ($1) AND state = 'asked'`,
    [ids],
  )
}

/** Null when every budget leaves room for the most that this call can cost. */
async function requireBudgets(ctx: Ctx, plan: Plan): Promise<Problem | null> {
  const payer = { project: plan.request.project ?? null, session: plan.request.session ?? null }
  const budgets = await ctx.query<BudgetRow>(
    `SELECT ${budgetColumns} FROM models.budget b
     WHERE b.scope = 'everything' OR (b.scope = 'session' AND $1::text IS NOT NULL)
        OR (b.scope = 'project' AND $2::uuid IS NOT NULL AND (b.project = $2 OR (b.project IS NULL AND NOT EXISTS (
          SELECT 1 FROM models.budget own WHERE own.scope = 'project' AND own.period = b.period AND own.project = $2))))
     ORDER BY b.id FOR UPDATE`,
    [payer.session, payer.project],
    'models.budgets-of-call',
  )
  for (const row of budgets.rows) {
    if (plan.reserved === null)
      return new Problem(
        errors.price_unknown,
        `The price of ${plan.target.reference} is unknown, and ${budgetName(row)} applies. Enter its price, or remove the budget.`,
      )
    const used = (await usedMicros(ctx, row, payer)) ?? 0n
    const limit = BigInt(row.limit_micros)
    if (used + plan.reserved <= limit) continue
    await ctx.emit(events.budget_reached, { budget: row.id, purpose: plan.request.purpose }, payer.project)
    const detail = `This call may cost ${dollars(plan.reserved)}; ${budgetName(row)} is ${dollars(limit)}, of which ${dollars(used)} is used.`
    return new Problem(errors.budget_exceeded, detail, {
      budget: row.id,
      limitMicros: Number(limit),
      usedMicros: Number(used),
      wantedMicros: Number(plan.reserved),
    })
  }
  return null
}

async function insert(ctx: Ctx, plan: Plan, { id, attempt }: { id: string; attempt: number }): Promise<void> {
  const { request, target } = plan
  await ctx.query(
    `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, session, project, actor, person, state,
       reserved_micros, counted_micros)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'asked', $12::bigint, coalesce($12::bigint, 0))`,
    [
      id,
      plan.key,
      attempt,
      plan.hash,
      target.provider,
      target.model,
      request.purpose,
      request.session ?? null,
      request.project ?? null,
      ctx.actor.name,
      ctx.actor.person,
      plan.reserved?.toString() ?? null,
    ],
    'models.call-insert',
  )
}
