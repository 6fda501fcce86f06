import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
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

/** How many places there are for the processes of `placeCommand`. */
export const placeCount = 5
/**
 * The command by which the log knows the process of a step; its lane and the folder of `placeLocks` are its arguments.
 * It holds locks that the machine gives back when the process and all it started are gone, and no earlier: of its lane,
 * and of one of the places. Who finds no free one is one too many, and says so; nobody has to look at the right moment.
 */
export const placeCommand = `: place
exec 9< "$2/lane-$1" && { flock -n 9 || { echo "lane $1 has another process" >&2; exit 75; }; }
exec 8< "$2/door" && flock 8
for place in ${Array.from({ length: placeCount }, (_, index) => index).join(' ')}; do
  exec 7< "$2/place-$place" && flock -n 7 && break || place=none
done
exec 8<&-
[ "$place" != none ] || { echo "all places have processes" >&2; exit 76; }
sleep 0.1
:`
const everyMilliseconds = 10

/** The locks of `placeCommand`, where processes of other users that see no /tmp of ours can open them. */
export function placeLocks(t: { after(work: () => void): void }, lanes: readonly string[]): string {
  const folder = mkdtempSync('/var/tmp/optimus-places-')
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  chmodSync(folder, 0o755)
  const places = Array.from({ length: placeCount }, (_, index) => `place-${index}`)
  for (const name of ['door', ...places, ...lanes.map((lane) => `lane-${lane}`)]) writeFileSync(join(folder, name), '', { mode: 0o644 })
  return folder
}

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
  const found = [...shells].filter(([, { parent }]) => !shells.has(parent))
  // Looking takes time: only who is still there was there together with the last one that was found.
  const isMany = found.length > placeCount || new Set(found.map(([, { lane }]) => lane)).size < found.length
  return found.filter(([pid]) => !isMany || shellOf(pid) !== null).map(([, { lane }]) => lane)
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
