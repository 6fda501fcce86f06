import { z } from 'zod'
import { declare, defineContract, listOutput, moment } from '#kernel/contract.ts'
import { operation } from '#kernel/operation.ts'
import { defineSystem } from '#kernel/system.ts'
import { insertOne, selectOne, selectPage, type ItemRow } from './items.ts'

const item = z.object({ id: z.uuid(), name: z.string(), note: z.string().nullable(), amount: z.number().int(), at: moment })

const contract = defineContract('bench', {
  get: declare({
    summary: 'Show an item',
    http: ['GET', '/items/:id'],
    permission: 'bench:read',
    project: 'none',
    effect: 'read',
    input: z.object({ id: z.uuid() }),
    output: item,
  }),
  list: declare({
    summary: 'List items',
    http: ['GET', '/items'],
    permission: 'bench:read',
    project: 'none',
    effect: 'read',
    input: z.object({ limit: z.number().int().min(1).max(200).default(100) }),
    output: listOutput(item),
  }),
  create: declare({
    summary: 'Create an item',
    http: ['POST', '/items'],
    permission: 'bench:write',
    project: 'none',
    effect: 'write',
    input: z.object({
      name: z.string().trim().min(1).max(100),
      note: z.string().max(2000).nullable().default(null),
      amount: z.number().int(),
    }),
    output: item,
  }),
})

/** The three calls that a limit is known for, as any system would write them. */
export const itemSystem = defineSystem({
  id: 'bench',
  summary: 'Operations for the ratio benchmark',
  needs: [],
  contract,
  operations: [
    operation(contract.get, async (ctx, { id }) => asItem((await ctx.query<ItemRow>(selectOne, [id], 'bench.get')).rows[0]!)),
    operation(contract.list, async (ctx) => ({
      items: (await ctx.query<ItemRow>(selectPage, [], 'bench.list')).rows.map(asItem),
      next: null,
    })),
    operation(contract.create, async (ctx, { name, note, amount }) =>
      asItem((await ctx.query<ItemRow>(insertOne, [ctx.id(), name, note, amount], 'bench.create')).rows[0]!),
    ),
  ],
})

function asItem(row: ItemRow): z.output<typeof item> {
  return { id: row.id, name: row.name, note: row.note, amount: row.amount, at: row.at.toISOString() }
}
