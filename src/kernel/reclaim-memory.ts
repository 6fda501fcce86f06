import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: ((options?: { type: 'major'; execution: 'sync' }) => void) | undefined
let timer: NodeJS.Timeout | undefined

const rest = 10_000

/**
 * Gives memory back some seconds after a burst of work. V8 collects when it needs room, not when there is nothing to do,
 * so a server that idles after a scan would keep what the scan needed. Costs some 50 ms once; calls in between are one.
 */
export function reclaimMemorySoon(): void {
  clearTimeout(timer)
  timer = setTimeout(reclaim, rest)
  timer.unref()
}

function reclaim(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose_gc')
    collect = runInNewContext('gc') as typeof collect
    setFlagsFromString('--no-expose_gc')
  }
  collect!({ type: 'major', execution: 'sync' })
}
