import { cpus } from 'node:os'
import { asTable, held, type Ratio } from './ratio.ts'

const rounds = Number(process.env['OPTIMUS_BENCH_ROUNDS'] ?? 15)
const wanted = process.argv.slice(2)

const suites: Readonly<Record<string, () => Promise<Ratio[]>>> = {
  http: async () => (await import('./http/ratios.ts')).httpRatios(rounds),
  types: async () => (await import('./types.ts')).typeRatios(),
}

const ratios: Ratio[] = []
for (const [name, run] of Object.entries(suites)) if (wanted.length === 0 || wanted.includes(name)) ratios.push(...(await run()))
const [cpu] = cpus()
process.stdout.write(`${cpu?.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${process.platform}\n\n${asTable(ratios)}\n`)
process.exit(ratios.every(held) ? 0 : 1)
