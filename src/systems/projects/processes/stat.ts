import type { ProcessState } from './process.ts'

/** The fields of /proc/<pid>/stat that Optimus uses (proc_pid_stat(5)). */
export interface ProcessStat {
  readonly name: string
  readonly state: ProcessState
  readonly parentPid: number
  readonly groupId: number
  readonly sessionId: number
  readonly kernel: boolean
  /** User and system time, in clock ticks. */
  readonly cpuTicks: number
  /** Clock ticks since boot. */
  readonly startTicks: number
  readonly residentPages: number
  /** Changes when the process runs another program, though its start time does not. */
  readonly program: string
}

/** null for a text that is not such a line. The name may contain spaces, parentheses and newlines. */
export function parseStat(text: string): ProcessStat | null {
  const open = text.indexOf('(')
  const close = text.lastIndexOf(')')
  if (open < 0 || close < open) return null
  const fields = text
    .slice(close + 2)
    .trimEnd()
    .split(' ')
  if (fields.length < 22) return null
  // Field n of the manual page is at n - 3: the pid and the name are cut off.
  const number = (field: number): number => Number(fields[field - 3])
  const name = text.slice(open + 1, close)
  const flags = number(9)
  return {
    name,
    state: STATES[fields[0]!] ?? 'unknown',
    parentPid: number(4),
    groupId: number(5),
    sessionId: number(6),
    kernel: (flags & KERNEL_THREAD) !== 0,
    cpuTicks: number(14) + number(15),
    startTicks: number(22),
    residentPages: number(24),
    program: [name, flags & FORKED_WITHOUT_EXEC, fields[26 - 3], fields[28 - 3], fields[48 - 3]].join('/'),
  }
}

const KERNEL_THREAD = 0x00200000
const FORKED_WITHOUT_EXEC = 0x00000040

const STATES: Readonly<Record<string, ProcessState>> = {
  R: 'running',
  S: 'sleeping',
  D: 'waiting',
  T: 'stopped',
  t: 'stopped',
  Z: 'zombie',
  X: 'zombie',
  x: 'zombie',
  I: 'idle',
  // Names of kernels before 4.0 and of short moments.
  W: 'waiting',
  K: 'waiting',
  P: 'stopped',
}
