import { setTimeout as pause } from 'node:timers/promises'
import type { OwnedRun, Readiness } from '../owned.ts'
import { membersOf } from '../owned-runs.ts'
import type { ObservedProcess } from '../process.ts'
import type { ProcessReader } from './port.ts'

export interface WaitOptions {
  readonly reader: ProcessReader
  readonly signal?: AbortSignal
  /** Milliseconds; default what the run's spec says, else 60 s. */
  readonly timeoutMs?: number
}

/**
 * Waits until a process of the run listens, on its port if it has one and on any
 * otherwise, or until nothing of the run is left.
 */
export async function waitUntilReady(run: OwnedRun, { reader, signal, timeoutMs }: WaitOptions): Promise<Readiness> {
  const allowed = timeoutMs ?? run.spec.readyWithinMs ?? 60_000
  const deadline = performance.now() + allowed
  while (!signal?.aborted) {
    const { processes } = await reader.read()
    const members = membersOf(run, processes)
    if (members.length === 0) return { state: 'exited', sentence: 'It ended before it listened; its log says why.' }
    const ports = listeningPorts(run, members)
    if (ports.length > 0) return { state: 'listening', ports }
    if (performance.now() >= deadline) return { state: 'timed-out', sentence: notListening(run, allowed) }
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined)
  }
  return { state: 'cancelled', sentence: 'Waiting was cancelled.' }
}

const LOOK_EVERY_MS = 150

export function listeningPorts({ spec }: OwnedRun, members: readonly ObservedProcess[]): NonNullable<ObservedProcess['ports']> {
  const ports = members.flatMap((member) => member.ports ?? []).filter(({ protocol }) => protocol === 'tcp')
  return spec.port == null || ports.some(({ port }) => port === spec.port) ? ports : []
}

function notListening({ spec }: OwnedRun, allowed: number): string {
  const where = spec.port == null ? 'any port' : `port ${spec.port}`
  return `It runs, but does not listen on ${where} after ${Math.round(allowed / 1000)} s.`
}
