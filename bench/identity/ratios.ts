import { createDatabase } from '#tests/support/postgres.ts'
import { ServerProcess } from '../http/server-process.ts'
import { lowerQuarter, type Ratio } from '../ratio.ts'

const goals = { remembered: 0.1, 'asked anew': 1 } as const
const kinds = ['session', 'key', 'token'] as const
/** Rounds until both are compiled and their connections open; they do not count. */
const warmUp = 3
const requests = 600

/** CPU time of the check of one request against a small request, bare node:http and one select by primary key, in the same run. */
export async function identityRatios(rounds: number): Promise<Ratio[]> {
  const limit = await ServerProcess.start('limit-server.ts', await createDatabase(), '')
  const ours = await ServerProcess.start('../identity/check-server.ts', await createDatabase(), '')
  try {
    await limit.rest(2)
    const names = kinds.flatMap((kind) =>
      (['remembered', 'asked anew'] as const).map((how) => ({ name: `${kind}, ${how}`, goal: goals[how] })),
    )
    const limits: number[] = []
    const own = new Map(names.map(({ name }): [string, number[]] => [name, []]))
    for (let round = 0; round < warmUp + rounds; round += 1) {
      const small = await limit.measure('get', requests)
      if (round >= warmUp) limits.push(small)
      for (const [name, times] of own) {
        const spent = await ours.ask(name)
        if (round >= warmUp) times.push(spent)
      }
    }
    return names.map(({ name, goal }) => ({
      name: `check of a ${name}, of a small request`,
      limit: lowerQuarter(limits),
      ours: lowerQuarter(own.get(name)!),
      unit: 'µs',
      goal,
    }))
  } finally {
    await Promise.all([limit.stop(), ours.stop()])
  }
}
