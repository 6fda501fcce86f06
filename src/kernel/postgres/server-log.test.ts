import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explain, parseLog, saysReady } from './server-log.ts'

const stamp = '2026-11-23 02:28:13.758 UTC [32686]'
const facts = { folder: '/h/postgres', freeBytes: 1e9, ending: 'exit code 1' }

function codeOf(words: string, freeBytes: number | undefined = 1e9): string {
  return explain(parseLog(words), { ...facts, freeBytes }).code
}

test('an entry has level, process and text; a line of another program has its text alone', () => {
  assert.deepEqual(parseLog(`${stamp} FATAL:  no\nsh: 1: gone\n\n`), [
    { level: 'FATAL', pid: 32686, text: 'no' },
    { level: '', pid: undefined, text: 'sh: 1: gone' },
  ])
})

test('only the server itself can say that it is ready', () => {
  assert.ok(saysReady(parseLog(`${stamp} LOG:  database system is ready to accept connections`)))
  assert.equal(saysReady(parseLog(`${stamp} ERROR:  column "ready to accept connections" does not exist`)), false)
})

test('each known failure has its own code and names the folder', () => {
  const known: Record<string, string> = {
    'FATAL:  could not write lock file "postmaster.pid": No space left on device': 'disk_full',
    'FATAL:  lock file "postmaster.pid" already exists': 'postgres_busy',
    'FATAL:  pre-existing shared memory block (key 2269200, ID 12) is still in use': 'postgres_busy',
    'FATAL:  could not map anonymous shared memory: Cannot allocate memory': 'out_of_memory',
    'FATAL:  could not create shared memory segment: No space left on device': 'disk_full',
    'FATAL:  data directory "/h/postgres/data" has wrong ownership': 'no_permission',
    'FATAL:  database files are incompatible with server': 'postgres_version',
    'FATAL:  configuration file "/h/postgresql.auto.conf" contains errors': 'postgres_settings',
    'PANIC:  could not locate a valid checkpoint record at 0/14FE820': 'postgres_damaged',
    'FATAL:  could not create lock file "postmaster.pid": Read-only file system': 'read_only',
  }
  for (const [words, code] of Object.entries(known)) {
    const failure = explain(parseLog(`${stamp} ${words}`), facts)
    assert.equal(failure.code, code, words)
    assert.equal(failure.passing, code === 'postgres_busy')
  }
  assert.equal(
    codeOf('postgres: error while loading shared libraries: libicuuc.so.60: cannot open shared object file'),
    'postgres_programs',
  )
})

test('a full disk is seen even when it kept the log empty', () => {
  assert.equal(codeOf('', 4096), 'disk_full')
  assert.equal(codeOf('', undefined), 'postgres_failed')
})

test('an unknown failure is told as unknown, with how the server ended', () => {
  assert.match(explain(parseLog(`${stamp} FATAL:  something new`), facts).sentence, /did not start \(exit code 1\)/)
})
