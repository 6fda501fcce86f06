import { cpus } from 'node:os'
import { asFigureTable, reached, type Figure } from './figure.ts'
import { asTable, held, type Ratio } from './ratio.ts'

const rounds = Number(process.env['OPTIMUS_BENCH_ROUNDS'] ?? 15)
/** Sign-ins with a known and with an unknown address each; about 50 ms one. */
const tries = Number(process.env['OPTIMUS_BENCH_TRIES'] ?? 1000)
const wanted = process.argv.slice(2)
const asked = (suite: string): boolean => wanted.length === 0 || wanted.includes(suite)

const ratios: Ratio[] = []
if (asked('http')) ratios.push(...(await (await import('./http/ratios.ts')).httpRatios(rounds)))
if (asked('identity')) ratios.push(...(await (await import('./identity/ratios.ts')).identityRatios(rounds)))
if (asked('automations')) ratios.push(...(await (await import('./automations/ratios.ts')).automationRatios(Math.min(rounds, 8))))
if (asked('types')) ratios.push(...(await (await import('./types.ts')).typeRatios()))
const figures: Figure[] = []
if (asked('identity')) figures.push(...(await (await import('./identity/enumeration.ts')).enumerationFigures(tries)))
if (asked('automations')) figures.push(...(await (await import('./automations/figures.ts')).automationFigures()))
if (asked('runs')) figures.push(...(await (await import('./automations/run-list.ts')).runListFigures()))
if (asked('program')) figures.push(...(await (await import('./program/figures.ts')).programFigures()))

const [cpu] = cpus()
process.stdout.write(`${cpu?.model.trim()}, ${cpus().length} cores, Node ${process.version}, ${process.platform}\n`)
if (ratios.length > 0) process.stdout.write(`\n${asTable(ratios)}\n`)
if (figures.length > 0) process.stdout.write(`\n${asFigureTable(figures)}\n`)
process.exit(ratios.every(held) && figures.every(reached) ? 0 : 1)
