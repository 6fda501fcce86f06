import { readFileSync, readlinkSync } from 'node:fs'

/** Ids of processes are used again; an id together with its start time is not. */
export type ProcessIdentity = { readonly pid: number; readonly startTicks: string }

/** Where ids have meaning: one boot of one kernel, one namespace of process ids. Null where unknown. */
export const processScope: string = [readLine('/proc/sys/kernel/random/boot_id'), pidNamespace()].join(' ')

/** The identity of a running process; undefined when there is none (a zombie has ended too). */
export function identify(pid: number): ProcessIdentity | undefined {
  const stat = readLine(`/proc/${pid}/stat`)
  if (stat === undefined) return hasProc() || !answers(pid) ? undefined : { pid, startTicks: '' }
  // The command in parentheses may hold anything, so the fields are counted after its last parenthesis.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTicks] = [fields[0], fields[19]]
  return state === 'Z' || state === 'X' || startTicks === undefined ? undefined : { pid, startTicks }
}

/** True while exactly this process runs, not another one under its id. */
export function isRunning({ pid, startTicks }: ProcessIdentity): boolean {
  return identify(pid)?.startTicks === startTicks
}

function hasProc(): boolean {
  return process.platform === 'linux'
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function pidNamespace(): string | undefined {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return undefined
  }
}

function readLine(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}
