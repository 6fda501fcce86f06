import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPool } from '#kernel/database.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { until } from '#tests/support/until.ts'
import { AccessMemory } from './access-memory.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { anonymous } from '#kernel/actor.ts'

const entry = { actor: anonymous, until: Infinity }

test('what is remembered is forgotten on every node as soon as a change is committed', async (t) => {
  const { memory, query } = await begin(t)
  const { memory: other } = await begin(t, query.url)
  for (const one of [memory, other]) await remembers(one)
  await query("SELECT pg_notify('optimus_access', 'changed')")
  await until('both forget', async () => memory.recall('k', 0) === null && other.recall('k', 0) === null, 5)
})

test('a check that began before a change is not remembered after it', async (t) => {
  const { memory, query } = await begin(t)
  await remembers(memory)
  const { generation } = memory
  await query("SELECT pg_notify('optimus_access', 'changed')")
  await until('the change is heard', async () => memory.generation !== generation, 5)
  memory.remember('late', entry, generation)
  assert.equal(memory.recall('late', 0), null)
})

test('while the listening session is cut or hangs, nothing is remembered', async (t) => {
  const { memory, query } = await begin(t)
  await remembers(memory)
  const [{ pid }] = (
    await query("SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'optimus-access:%' AND datname = current_database()")
  ).rows as [{ pid: number }]
  process.kill(pid, 'SIGSTOP')
  try {
    await until('the silence is noticed', async () => memory.recall('k', 0) === null, 5)
  } finally {
    process.kill(pid, 'SIGCONT')
  }
  await remembers(memory)
  await query('SELECT pg_terminate_backend($1)', [pid])
  await until('the cut is noticed', async () => memory.recall('k', 0) === null, 5)
  await remembers(memory)
})

async function remembers(memory: AccessMemory): Promise<void> {
  await until('it is remembered', async () => {
    memory.remember('k', entry, memory.generation)
    return memory.recall('k', 0) === entry
  })
}

async function begin(t: { after: (end: () => Promise<void>) => void }, known?: string) {
  const url = known ?? (await createDatabase())
  const pool = openPool(url)
  const memory = new AccessMemory({ pool, node: 'test' } as unknown as Kernel)
  await memory.begin()
  t.after(async () => {
    await memory.end()
    await pool.end()
  })
  const query = Object.assign((text: string, values?: unknown[]) => pool.query(text, values), { url })
  return { memory, query }
}
