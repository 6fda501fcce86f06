/** What the command line ends with; `optimus --help` lists them, scripts may rely on them. */
export const exitCodes = {
  done: 0,
  problem: 1,
  usage: 2,
  unreachable: 3,
  noRight: 4,
  notFound: 5,
  conflict: 6,
  runFailed: 7,
  interrupted: 130,
} as const

export const exitCodeMeanings: readonly (readonly [number, string])[] = [
  [exitCodes.done, 'done'],
  [exitCodes.problem, 'a problem, in a sentence on standard error'],
  [exitCodes.usage, 'wrong words, or a dangerous operation without --yes'],
  [exitCodes.unreachable, 'the server is not reachable'],
  [exitCodes.noRight, 'not signed in, or no right to do this'],
  [exitCodes.notFound, 'there is no such thing'],
  [exitCodes.conflict, 'it collides with something, or changed meanwhile'],
  [exitCodes.runFailed, 'the run that was followed failed or was cancelled'],
  [exitCodes.interrupted, 'interrupted with Ctrl-C'],
]

/** Ends the command with a sentence on standard error. */
export class CommandError extends Error {
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}

export function usage(message: string): CommandError {
  return new CommandError(exitCodes.usage, message)
}

/** The exit code for a problem document's status and code. */
export function exitCodeOf(status: number, code: string): number {
  if (status === 400 || status === 428 || code === 'kernel.invalid_input') return exitCodes.usage
  if (status === 401 || status === 403) return exitCodes.noRight
  if (status === 404) return exitCodes.notFound
  if (status === 409 || status === 412 || code === 'kernel.idempotency_conflict') return exitCodes.conflict
  return exitCodes.problem
}
