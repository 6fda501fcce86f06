import type { Client } from 'pg'
import { openSession, type Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'

/** Days that the kernel keeps its own part of a run; automations keep theirs longer. */
const kernelDays = 30
const automationCount = 50

/** What the durable engine keeps of workflows. */
export async function engineTables(query: Query): Promise<string[]> {
  const found = await query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.columns WHERE table_schema = 'dbos' AND column_name = 'workflow_uuid' ORDER BY 1`,
  )
  return found.rows.map(({ name }) => name)
}

/**
 * Copies of one real run, as many as are wanted, spread evenly over the days: whatever the program writes of a run is
 * in them. Indexes are made afterwards, or it would take an hour. Answers the ids of the automations.
 */
export async function fillRuns(url: string, wanted: { many: number; days: number; sample: string }): Promise<string[]> {
  return inBulk(url, async (session) => {
    const ids = Array.from({ length: automationCount }, () => newId())
    await session.query(
      'CREATE TABLE kernel.bench_automation AS SELECT id::uuid, place FROM unnest($1::text[]) WITH ORDINALITY AS a (id, place)',
      [ids],
    )
    await session.query('CREATE TABLE kernel.bench_sample AS SELECT $1::uuid AS id', [wanted.sample])
    await session.query('CREATE UNLOGGED TABLE kernel.bench_made (n integer, id uuid, at timestamptz)')
    await copyAutomations(session)
    const tables = await runTables(session)
    const indexes = await session.query<{ name: string; made: string }>(
      `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
       WHERE i.indrelid = ANY ($1::regclass[]) AND NOT i.indisprimary AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)`,
      [tables],
    )
    for (const { name } of indexes.rows) await session.query(`DROP INDEX ${name}`)
    // Without room for it the server would write everything twice.
    await session.query("ALTER SYSTEM SET max_wal_size = '4GB'")
    await session.query('SELECT pg_reload_conf()')
    const apart = `interval '1 day' * ${wanted.days} / ${wanted.many}`
    await copyRuns(session, { from: 1, many: wanted.many, at: `now() - (${wanted.many} - n) * ${apart}` })
    for (const { made } of indexes.rows) await session.query(made)
    for (const table of tables) await session.query(`VACUUM ANALYZE ${table}`)
    await session.query('ALTER SYSTEM RESET max_wal_size')
    await session.query('SELECT pg_reload_conf()')
    return ids
  })
}

/** More of them, all just ended; into the tables as they are. */
export function addRuns(url: string, { from, many }: { from: number; many: number }): Promise<void> {
  return inBulk(url, (session) => copyRuns(session, { from: Math.ceil(from) + 1, many: Math.floor(many), at: 'now()' }))
}

/** A session in which neither triggers nor references are minded, and nobody waits for the disk. */
async function inBulk<T>(url: string, work: (session: Client) => Promise<T>): Promise<T> {
  const session = await openSession(url)
  try {
    await session.query(
      "SET session_replication_role = replica; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'",
    )
    return await work(session)
  } finally {
    await session.end()
  }
}

async function runTables(session: Client): Promise<string[]> {
  return ['automations.run', 'automations.task', 'kernel.run', ...(await engineTables((text) => session.query(text) as never))]
}

async function copyAutomations(session: Client): Promise<void> {
  await copy(session, {
    table: 'automations.automation',
    sample: 's.id = (SELECT automation FROM automations.run r JOIN kernel.bench_sample b ON b.id = r.id)',
    copies: 'kernel.bench_automation',
    changed: { id: 'm.id', name: "'automation-' || m.place" },
  })
}

interface Copies {
  readonly from: number
  readonly many: number
  /** When the run of number n ended. */
  readonly at: string
}

async function copyRuns(session: Client, { from, many, at }: Copies): Promise<void> {
  await session.query('TRUNCATE kernel.bench_made')
  await session.query(
    `INSERT INTO kernel.bench_made SELECT n, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${at} FROM generate_series($1::integer, $2) n`,
    [from, from + many - 1],
  )
  const ended = { started_at: 'm.at', ended_at: 'm.at' }
  const recent = `(SELECT * FROM kernel.bench_made WHERE at > now() - interval '${kernelDays} days')`
  const ofKernel = { id: 'm.id', created_at: 'm.at', ...ended }
  await copy(session, { table: 'automations.run', sample: sampleBy('id'), copies: named, changed: { ...runChanges, ...ofKernel } })
  const ofTask = { run: 'm.id', ...ended }
  await copy(session, {
    table: 'automations.task',
    sample: `${sampleBy('run')} AND s.recorded`,
    copies: 'kernel.bench_made',
    changed: ofTask,
  })
  await copy(session, { table: 'kernel.run', sample: sampleBy('id'), copies: recent, changed: ofKernel })
  for (const table of await engineTables((text) => session.query(text) as never)) {
    const sample = 's.workflow_uuid = (SELECT id::text FROM kernel.bench_sample)'
    await copy(session, { table, sample, copies: recent, changed: { workflow_uuid: 'm.id::text' } })
  }
}

const named =
  '(SELECT made.*, a.id AS automation, a.place FROM kernel.bench_made made JOIN kernel.bench_automation a ON a.place = 1 + made.n % 50)'
const runChanges = {
  number: '1000 + m.n',
  automation: 'm.automation',
  name: "'automation-' || m.place",
  project: 'CASE WHEN m.n % 500 = 0 THEN m.automation END',
  state: "CASE WHEN m.n % 20 = 0 THEN 'failed' ELSE 'done' END",
  trigger_kind: "CASE WHEN m.n % 10 = 0 THEN 'webhook' ELSE 'schedule' END",
  trigger_detail: "CASE WHEN m.n % 10 = 0 THEN 'push of main' ELSE '*/5 * * * * UTC' END",
  error: `CASE WHEN m.n % 20 = 0 THEN jsonb_build_object('type', 'x', 'status', 500, 'detail',
    CASE WHEN m.n % 100000 = 0 THEN 'a needle in it' ELSE 'It broke at ' || m.n END) END`,
}

function sampleBy(column: string): string {
  return `s.${column} = (SELECT id FROM kernel.bench_sample)`
}

interface Copy {
  readonly table: string
  /** Which rows are copied, as s. */
  readonly sample: string
  /** A copy of them for each of these, as m. */
  readonly copies: string
  /** What is different in the copy, by column. */
  readonly changed: Readonly<Record<string, string>>
}

async function copy(session: Client, { table, sample, copies, changed }: Copy): Promise<void> {
  const found = await session.query<{ name: string }>(
    "SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = ''",
    [table],
  )
  const columns = found.rows.map(({ name }) => name)
  const values = columns.map((name) => changed[name] ?? `s."${name}"`)
  await session.query(
    `INSERT INTO ${table} (${columns.map((name) => `"${name}"`).join(', ')}) SELECT ${values.join(', ')} FROM ${table} s CROSS JOIN ${copies} m WHERE ${sample}`,
  )
}
