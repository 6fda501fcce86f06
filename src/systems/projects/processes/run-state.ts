import type { ExitStatus, Readiness, RunState } from './owned.ts'
import type { RestartDecision } from './restart-policy.ts'

/** null where readiness says nothing about the run: its end is told with its exit status by whoever sees it. */
export function stateAfterReadiness(state: RunState, readiness: Readiness): Partial<RunState> | null {
  if (readiness.state === 'listening') {
    const ports = [...new Set(readiness.ports.map(({ port }) => port))].join(', ')
    return { phase: 'ready', ports: readiness.ports, sentence: `Listens on ${ports}.` }
  }
  if (readiness.state !== 'timed-out') return null
  return state.spec.port == null
    ? { phase: 'running', sentence: 'It runs and listens nowhere.' }
    : { phase: 'unready', sentence: readiness.sentence }
}

/** null while it listens where it did before. */
export function stateAfterLook(state: RunState, ports: RunState['ports']): Partial<RunState> | null {
  if (state.phase === 'starting' || JSON.stringify(ports) === JSON.stringify(state.ports)) return null
  if (ports.length > 0) return stateAfterReadiness(state, { state: 'listening', ports })
  return { phase: state.spec.port == null ? 'running' : 'unready', ports, sentence: 'It runs, but listens nowhere any more.' }
}

export function stateAfterEnd(state: RunState, exit: ExitStatus, decision: RestartDecision): Partial<RunState> {
  const ended = endSentence(exit)
  const over = { ports: [], exit }
  if (decision.restart) {
    return { ...over, phase: 'waiting-to-restart', sentence: `${ended} It starts again in ${Math.ceil(decision.delayMs / 1000)} s.` }
  }
  if (decision.gaveUp) return { ...over, phase: 'failed', sentence: `${ended} It was restarted ${state.restarts} times and is left ended.` }
  return { ...over, phase: exit.code === 0 ? 'exited' : 'failed', sentence: ended }
}

function endSentence({ code, signal }: ExitStatus): string {
  if (signal !== null) return `It was ended by ${signal}.`
  if (code === null) return 'It ended while nobody was watching.'
  return code === 0 ? 'It ended.' : `It ended with status ${code}.`
}
