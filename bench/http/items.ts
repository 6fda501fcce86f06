import type { Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'

/** Rows in the table when a run begins; the first hundred are the list. */
export const rowCount = 1000
export const pageSize = 100

export const createTable = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE bench.item (id uuid PRIMARY KEY, name text NOT NULL, note text, amount integer NOT NULL, at timestamptz(3) NOT NULL DEFAULT now());
  CREATE INDEX item_by_name ON bench.item (name)`

export const selectOne = 'SELECT id, name, note, amount, at FROM bench.item WHERE id = $1'
export const selectPage = `SELECT id, name, note, amount, at FROM bench.item WHERE name >= 'item 0000' ORDER BY name LIMIT ${pageSize}`
export const insertOne = 'INSERT INTO bench.item (id, name, note, amount) VALUES ($1, $2, $3, $4) RETURNING id, name, note, amount, at'

export interface ItemRow {
  id: string
  name: string
  note: string | null
  amount: number
  at: Date
}

/** Makes the table with its rows; answers the id of one of them. */
export async function prepareItems(query: Query): Promise<string> {
  await query(createTable)
  const ids = Array.from({ length: rowCount }, () => newId())
  const names = ids.map((_, index) => `item ${String(index).padStart(4, '0')}`)
  await query(
    `INSERT INTO bench.item (id, name, note, amount) SELECT id, name, 'note of ' || name, 7 FROM unnest($1::uuid[], $2::text[]) AS t (id, name)`,
    [ids, names],
  )
  await query('ANALYZE bench.item')
  return ids[rowCount / 2]!
}
