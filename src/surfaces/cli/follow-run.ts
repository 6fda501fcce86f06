import { setTimeout as pause } from 'node:timers/promises'
import { progressText } from './cell.ts'
import { send } from './client.ts'
import { findConnection, type Connection } from './connection.ts'
import { CommandError, exitCodes } from './exit-code.ts'
import { failed } from './problem.ts'
import { clean, fit, type Terminal } from './terminal.ts'

/** A run as `runs.get` shows it, as far as following needs it. */
export interface Run {
  readonly id: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly reason: string | null
  readonly error: string | null
  readonly progress: Readonly<Record<string, unknown>>
  readonly output: unknown
}

const between = 400
/** A server that restarts is waited for this long; the run goes on without us. */
const patience = 120_000

/** Reads a run until it has ended, telling its progress on standard error. */
export async function followRun(connection: Connection, id: string, terminal: Terminal): Promise<Run> {
  const line = progressLine(terminal)
  const leave = () => {
    line.end()
    process.stderr.write(`The run goes on. Look: optimus runs get ${id}   Cancel: optimus runs cancel ${id}\n`)
    process.exit(exitCodes.interrupted)
  }
  process.on('SIGINT', leave)
  try {
    for (;;) {
      const run = await readRun(connection, id, line)
      line.show(lineOf(run))
      if (['done', 'failed', 'cancelled'].includes(run.state)) return run
      await pause(between)
    }
  } finally {
    process.off('SIGINT', leave)
    line.end()
  }
}

/** One reading; while the server restarts it is asked again, with the token of its new start. */
async function readRun(first: Connection, id: string, line: ProgressLine): Promise<Run> {
  const request = { method: 'GET', path: `/api/v1/runs/${id}` }
  const deadline = Date.now() + patience
  for (;;) {
    const connection = first.source === 'local' ? (findConnection(process.env) ?? first) : first
    try {
      const answer = await send(connection, request)
      if (answer.status === 200) return answer.body as Run
      const isPassing = answer.status === 503 || (answer.status === 401 && first.source === 'local')
      if (!isPassing || Date.now() > deadline) throw failed(answer, [])
    } catch (error) {
      const isGone = error instanceof CommandError && error.exitCode === exitCodes.unreachable
      if (!isGone || Date.now() > deadline) throw error
    }
    line.show('The server does not answer; waiting for it. The run goes on when it is back.')
    await pause(1000)
  }
}

/** "Scan projects  ██████░░░░  12/40 projects · reading" */
export function lineOf(run: Run): string {
  const { done, total } = run.progress as { done?: number; total?: number | null }
  const share = typeof done === 'number' && typeof total === 'number' && total > 0 ? Math.min(1, done / total) : null
  const bar = share === null ? '' : `${'█'.repeat(Math.round(share * 20))}${'░'.repeat(20 - Math.round(share * 20))}`
  const state = run.state === 'running' ? '' : run.state === 'waiting' ? (run.reason ?? 'waiting') : run.state
  return clean([run.title, bar, progressText(run.progress), state].filter(Boolean).join('  '))
}

interface ProgressLine {
  show(text: string): void
  end(): void
}

/** At a terminal one line that is written over; elsewhere a line for each change. */
function progressLine(terminal: Terminal): ProgressLine {
  const isTerminal = process.stderr.isTTY === true
  let before = ''
  return {
    show(text) {
      if (text === before) return
      before = text
      if (isTerminal) process.stderr.write(`\r\u001B[2K${fit(text, (terminal.width ?? 80) - 1)}`)
      else process.stderr.write(`${text}\n`)
    },
    end() {
      if (isTerminal && before !== '') process.stderr.write('\n')
      before = ''
    },
  }
}
