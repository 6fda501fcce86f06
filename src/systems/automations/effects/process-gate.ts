import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'

/** Waits at the gate, on descriptor 4, before it becomes the command; where nobody opens it any more, it ends. */
export function behindGate(command: readonly string[]): string[] {
  return ['/bin/sh', '-c', 'echo >&4 && read -r _ <&4 && exec 4<&- && exec "$@"', 'sh', ...command]
}

/** The gate of a process that was started behind one, with a pipe as its descriptor 4. */
export interface ProcessGate {
  /** False: it ended on its way there. */
  readonly reached: Promise<boolean>
  open(): void
  /** It ends there, and nothing of the step happens. */
  close(): void
}

/**
 * Nothing of a step happens before its process is on record: what it is wrapped in is in place, so it ends with us, and
 * whoever takes over after a crash finds it.
 */
export function gateOf(child: ChildProcess): ProcessGate {
  const pipe = child.stdio[4] as Duplex
  pipe.on('error', () => {})
  const ended = new Promise<false>((resolve) => {
    for (const event of ['error', 'exit']) child.once(event, () => resolve(false))
  })
  return {
    reached: Promise.race([
      once(pipe, 'data').then(
        () => true,
        () => false,
      ),
      ended,
    ]),
    open: () => void pipe.end('\n'),
    close: () => void pipe.destroy(),
  }
}

/** The process with which all of the step ends: the first one of its namespace where it has one, or else itself. */
export function firstProcess(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]) || pid
  } catch {
    return pid
  }
}
