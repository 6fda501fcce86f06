import { readFileSync } from 'node:fs'

/** Processes look here so often; what takes less time than that costs nothing worth a number. */
const everyMilliseconds = 200
/** The kernel counts in hundredths of a second on every Linux that is in use. */
const millisecondsPerTick = 10
const mostProcesses = 500

/** Follows the processor time of a process with all that it started; the answer is null where nobody could read it. */
export function followProcessorTime(pid: number | undefined): () => number | null {
  let most: number | null = null
  const look = (): void => {
    const now = pid === undefined ? null : ticksOf(pid, { left: mostProcesses })
    // Children that ended unwaited take their time with them: the sum never goes back.
    if (now !== null) most = Math.max(most ?? 0, now * millisecondsPerTick)
  }
  const timer = setInterval(look, everyMilliseconds)
  timer.unref()
  return () => {
    clearInterval(timer)
    look()
    return most
  }
}

/** Its own time, that of the children it waited for, and that of those that are still there. */
function ticksOf(pid: number, bound: { left: number }): number | null {
  bound.left -= 1
  if (bound.left < 0) return 0
  const stat = read(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const own = [11, 12, 13, 14].reduce((sum, index) => sum + Number(fields[index]), 0)
  const children = (read(`/proc/${pid}/task/${pid}/children`) ?? '').split(' ').filter(Boolean)
  return children.reduce((sum, child) => sum + (ticksOf(Number(child), bound) ?? 0), own)
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
