import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { openPool, queryOn, type Query } from '#kernel/database.ts'

/** A place that was held when somebody looked. */
export interface HeldPlace {
  readonly queue: string
  readonly key: string | null
  readonly run: string
  readonly priority: number
  readonly asked: number
  readonly held: number
}

/** What was there at one moment: the places held in the database, and the lanes of the processes of steps. */
export interface Sample {
  readonly at: number
  readonly places: readonly HeldPlace[]
  readonly lanes: readonly string[]
}

/** The command by which the log knows the process of a step; its lane is the argument. */
export const placeCommand = ': place; sleep 0.1; :'
const everyMilliseconds = 10

/** Looks every 10 ms, from a process of its own: what the test's process is busy with does not hide anything. */
export function startOccupancyLog(t: { after(work: () => void): void }, url: string): () => Promise<Sample[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename, url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  t.after(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(text))
  const closed = once(child, 'close')
  return async () => {
    child.stdin.end()
    await closed
    return lines
      .join('')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Sample]))
  }
}

async function main(url: string): Promise<void> {
  let ended = false
  process.stdin.once('end', () => (ended = true)).resume()
  const pool = openPool(url, { max: 1 })
  const query = queryOn(pool)
  for (let next = performance.now(); !ended; next = Math.max(next + everyMilliseconds, performance.now())) {
    await delay(Math.max(0, next - performance.now()))
    const sample: Sample = { at: Date.now(), places: await heldPlaces(query), lanes: lanesOfProcesses() }
    process.stdout.write(`${JSON.stringify(sample)}\n`)
  }
  await pool.end()
}

async function heldPlaces(query: Query): Promise<HeldPlace[]> {
  const found = await query<Omit<HeldPlace, 'asked' | 'held'> & { asked_at: Date; held_at: Date }>(
    'SELECT queue, key, run, priority, asked_at, held_at FROM automations.place WHERE held_at IS NOT NULL',
    [],
    'occupancy.held',
  )
  return found.rows.map(({ asked_at, held_at, ...place }) => ({ ...place, asked: asked_at.getTime(), held: held_at.getTime() }))
}

/** Processes that are none of a step's; one that has not yet become its program is looked at again for a while. */
const others = new Map<string, number>()
const settledAfter = 3000

function lanesOfProcesses(): string[] {
  const pids = new Set(readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
  for (const pid of others.keys()) if (!pids.has(pid)) others.delete(pid)
  const shells = new Map<string, { readonly lane: string; readonly parent: string }>()
  for (const pid of pids) {
    const since = others.get(pid)
    if (since !== undefined && performance.now() - since > settledAfter) continue
    const shell = shellOf(pid)
    if (shell !== null) shells.set(pid, shell)
    else if (since === undefined) others.set(pid, performance.now())
  }
  // A shell that forks is there twice until its child becomes a program of its own.
  return [...shells.values()].flatMap(({ lane, parent }) => (shells.has(parent) ? [] : [lane]))
}

/** Wrappers have the command among their arguments too; only the shell itself begins with it. */
function shellOf(pid: string): { readonly lane: string; readonly parent: string } | null {
  try {
    const [program, flag, command, , lane] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    if (program !== '/bin/sh' || flag !== '-c' || command !== placeCommand || lane === undefined) return null
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return { lane, parent: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]! }
  } catch {
    return null
  }
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2]!)
