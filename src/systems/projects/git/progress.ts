export interface GitProgress {
  /** Git's own phase, e.g. "Receiving objects". */
  readonly phase: string
  readonly done: number
  readonly total: number
}

/** The newest progress line in a piece of git's messages; null when there is none. */
export function parseProgress(text: string): GitProgress | null {
  const line = text.split(/[\r\n]+/).findLast((candidate) => PROGRESS.test(candidate))
  const [, phase, done, total] = PROGRESS.exec(line ?? '') ?? []
  return phase === undefined ? null : { phase, done: Number(done), total: Number(total) }
}

const PROGRESS = /^(?:remote: )?([A-Z][A-Za-z ]+):\s+\d+% \((\d+)\/(\d+)\)/
