/**
 * Whether time tells if an account exists: sign-ins with a wrong password, known and unknown address in turn.
 * Prints both means and their difference in standard errors; below 3 is noise.
 * Run: node bench/identity/enumeration.ts [tries, 1000]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { anonymous } from '#kernel/actor.ts'
import { startKernel } from '#kernel/build.ts'
import { readConfig } from '#kernel/config.ts'
import { createLog } from '#kernel/log.ts'
import { kernelSystems } from '#kernel/systems.ts'
import { contract } from '#systems/identity/contract.ts'
import { prepareOwner } from '#systems/identity/public.ts'
import { identity } from '#systems/identity/system.ts'
import { createDatabase } from '#tests/support/postgres.ts'

const tries = Number(process.argv[2] ?? 1000)
const home = mkdtempSync(join(tmpdir(), 'optimus-bench-home-'))
const config = readConfig({
  OPTIMUS_HOME: home,
  OPTIMUS_PROJECTS: join(home, 'projects'),
  OPTIMUS_OWNER_EMAIL: 'known@example.com',
  OPTIMUS_OWNER_PASSWORD: 'correct horse battery',
})
const systems = [...kernelSystems, identity]
const kernel = await startKernel({
  config,
  log: createLog('silent'),
  connectionString: await createDatabase(),
  systems,
  onFenced: () => {},
})
await prepareOwner(kernel)
const times: Record<string, number[]> = { known: [], unknown: [] }
for (let index = 0; index < tries; index += 1) {
  for (const who of index % 2 ? ['known', 'unknown'] : ['unknown', 'known']) {
    await kernel.query('DELETE FROM identity.lockout')
    const input = { email: `${who}@example.com`, password: 'wrong horse battery' }
    const address = `10.${(index >> 8) & 255}.${index & 255}.${who.length}`
    const began = performance.now()
    await kernel.execute({ operation: contract.signIn.id, input, actor: anonymous, surface: 'http', address }).catch(() => {})
    times[who]!.push(performance.now() - began)
  }
}
const [known, unknown] = [spread(times['known']!), spread(times['unknown']!)]
const error = Math.sqrt(known.variance / tries + unknown.variance / tries)
console.log(`known ${known.mean.toFixed(2)} ms, unknown ${unknown.mean.toFixed(2)} ms, ${tries} tries each`)
console.log(
  `difference ${(known.mean - unknown.mean).toFixed(3)} ms, ${(Math.abs(known.mean - unknown.mean) / error).toFixed(2)} standard errors`,
)
await kernel.stop(1000)
rmSync(home, { recursive: true, force: true })

/** Without the slowest twentieth, which is the machine's and not ours. */
function spread(all: readonly number[]): { mean: number; variance: number } {
  const kept = all.toSorted((a, b) => a - b).slice(0, Math.ceil(all.length * 0.95))
  const mean = kept.reduce((sum, one) => sum + one, 0) / kept.length
  return { mean, variance: kept.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (kept.length - 1) }
}
