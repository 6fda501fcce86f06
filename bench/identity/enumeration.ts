import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anonymous } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import type { Figure } from '../figure.ts'

/** A difference of more standard errors than this is no noise. */
const noise = 3

/**
 * Whether time tells if an account exists: so many sign-ins with a wrong password for a known and an unknown address
 * in turn, and the difference of their means in standard errors.
 */
export async function enumerationFigures(tries: number): Promise<Figure[]> {
  const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
  const owner = { OPTIMUS_OWNER_EMAIL: 'known@example.com', OPTIMUS_OWNER_PASSWORD: 'correct horse battery' }
  const kernel = await startKernel({
    config: readConfig({ OPTIMUS_HOME: home, OPTIMUS_PROJECTS: join(home, 'projects'), ...owner }),
    log: createLog('silent'),
    connectionString: await createDatabase(),
    systems: [...kernelSystems, identity],
    onFenced: () => {},
  })
  try {
    await prepareOwner(kernel)
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let index = 0; index < tries; index += 1) {
      const pair = index % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
      for (const who of pair) times[who].push(await wrongSignIn(kernel, who, index))
    }
    const [known, unknown] = [spread(times.known), spread(times.unknown)]
    const error = Math.sqrt(known.variance / known.count + unknown.variance / unknown.count)
    const value = Math.abs(known.mean - unknown.mean) / error
    const means = `${known.mean.toFixed(2)} and ${unknown.mean.toFixed(2)} ms`
    return [{ name: `known and unknown user, ${tries} tries each (${means})`, value, unit: 'standard errors', goal: noise }]
  } finally {
    await kernel.stop(1000)
    rmSync(home, { recursive: true, force: true })
  }
}

/** Milliseconds of one try, from an address of its own and without failures before it. */
async function wrongSignIn(kernel: Kernel, who: 'known' | 'unknown', index: number): Promise<number> {
  await kernel.query('DELETE FROM identity.lockout')
  const input = { email: `${who}@example.com`, password: 'wrong horse battery' }
  const address = `10.${(index >> 8) & 255}.${index & 255}.${who.length}`
  const began = performance.now()
  await kernel.execute({ operation: contract.signIn.id, input, actor: anonymous, surface: 'http', address }).catch(() => {})
  return performance.now() - began
}

/** Without the slowest twentieth, which is the machine's and not ours. */
function spread(all: readonly number[]): { mean: number; variance: number; count: number } {
  const kept = all.toSorted((a, b) => a - b).slice(0, Math.ceil(all.length * 0.95))
  const mean = kept.reduce((sum, one) => sum + one, 0) / kept.length
  return { mean, variance: kept.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (kept.length - 1), count: kept.length }
}
