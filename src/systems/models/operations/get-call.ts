import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asLedgerCall, ledgerCallSelect, type LedgerCallRow } from '../ledger-call-row.ts'

export const getCall = operation(
  contract.getCall,
  async (ctx, { id }) => asLedgerCall(await find(ctx, id)),
  async (ctx, { id }) => (await find(ctx, id)).project,
)

async function find(ctx: Pick<Ctx, 'query'>, id: string): Promise<LedgerCallRow> {
  const rows = await ctx.query<LedgerCallRow>(`${ledgerCallSelect} WHERE c.id = $1`, [id], 'models.call-find')
  const row = rows.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found, 'There is no such call.')
  return row
}
