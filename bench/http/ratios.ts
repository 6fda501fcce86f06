import { createDatabase } from '#tests/support/postgres.ts'
import { lowerQuarter, type Ratio } from '../ratio.ts'
import { ServerProcess, type Call } from './server-process.ts'

const cases: readonly { call: Call; name: string; count: number; goal: number }[] = [
  { call: 'get', name: 'get one, cached auth', count: 1500, goal: 1.5 },
  { call: 'list', name: 'list of 100, output checked', count: 200, goal: 2.8 },
  { call: 'insert', name: 'insert with validation and audit', count: 600, goal: 2.5 },
]

/**
 * CPU time per request of our server against bare node:http with pg, in the same run. The two take turns round by
 * round, so that what else happens on the machine meets both.
 */
export async function httpRatios(rounds: number): Promise<Ratio[]> {
  const limit = await ServerProcess.start('limit-server.ts', await createDatabase(), '')
  const ours = await ServerProcess.start('our-server.ts', await createDatabase(), '/api/v1/bench')
  try {
    await Promise.all([limit.rest(4), ours.rest(4)])
    const ratios: Ratio[] = []
    for (const { call, name, count, goal } of cases) {
      const [limits, own] = await takeTurns(rounds, [limit, ours], (server) => server.measure(call, count))
      ratios.push({ name, limit: lowerQuarter(limits!), ours: lowerQuarter(own!), unit: 'µs', goal })
    }
    const checks = await takeTurns(rounds, [ours], (server) => server.ask('auth'))
    ratios.push({
      name: 'auth check, cached, of a whole request',
      limit: ratios[0]!.ours,
      ours: lowerQuarter(checks[0]!),
      unit: 'µs',
      goal: 0.1,
    })
    return ratios
  } finally {
    await Promise.all([limit.stop(), ours.stop()])
  }
}

/** Rounds until both are compiled and their connections open; they do not count. */
const warmUp = 4

async function takeTurns(
  rounds: number,
  servers: readonly ServerProcess[],
  measure: (server: ServerProcess) => Promise<number>,
): Promise<number[][]> {
  const results = servers.map((): number[] => [])
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const [index, server] of servers.entries()) {
      const value = await measure(server)
      if (round >= warmUp) results[index]!.push(value)
    }
  }
  return results
}
