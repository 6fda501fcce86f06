import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPool, queryOn, type Query } from '#kernel/database.ts'
import { ask } from './durable-node.ts'
import { fiveSteps } from './durable-workflows.ts'
import { createDatabase } from './postgres.ts'

const worlds = mkdtempSync(join(tmpdir(), 'optimus-worlds-'))
process.once('exit', () => rmSync(worlds, { recursive: true, force: true }))

/** A folder that stands for the outside world; gone when the tests end. */
export function newWorld(): string {
  return mkdtempSync(join(worlds, 'world-'))
}

export async function connect(t: { after(work: () => Promise<void>): void }): Promise<{ url: string; query: Query }> {
  const url = await createDatabase()
  const pool = openPool(url, { max: 3 })
  t.after(() => pool.end())
  return { url, query: queryOn(pool) }
}

export async function askMany(url: string, folder: string, many: number): Promise<string[]> {
  return Promise.all(Array.from({ length: many }, () => ask(url, { workflow: fiveSteps, input: { folder } })))
}

/** A statement that answers a row when no run is open. */
export const allDone = `SELECT 1 FROM (SELECT count(*) AS open FROM kernel.run WHERE state IN ('waiting', 'running')) o WHERE open = 0`

/** All runs of five steps ended well, each effect is there, and every step has one recorded result. */
export async function assertAllDone(query: Query, runs: readonly string[], folder: string): Promise<void> {
  const undone = await query(`SELECT id, state, reason, error FROM kernel.run WHERE id = ANY($1) AND state <> 'done'`, [runs])
  assert.deepEqual(undone.rows, [])
  const effects = readdirSync(folder)
    .filter((name) => name !== 'begun.log')
    .map(decodeURIComponent)
  const expected = runs.flatMap((run) => [1, 2, 3, 4, 5].map((index) => `${run}:step ${index}`))
  assert.deepEqual(effects.sort(), expected.sort())
  const recorded = await query<{ count: string }>('SELECT count(*) FROM dbos.operation_outputs WHERE workflow_uuid = ANY($1)', [runs])
  assert.equal(Number(recorded.rows[0]!.count), runs.length * 5)
}
