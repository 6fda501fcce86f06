import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { judge } from './goals.ts'
import { runAll } from './run-all.ts'
import { questionCount, scenarios } from './scenarios.ts'
import { tableOf, verdictsOf } from './report.ts'

const usage = `node bench/council/simulate.ts [--seeds 1,2,3] [--count 30] [--scenario name,name]
Holds the council against simulated worlds and exits with 1 when a goal is missed by more than one standard error.
Scenarios: ${scenarios.map(({ name }) => name).join(', ')}`

const { seeds, names } = readArguments()
console.log(`${questionCount} questions per seed, ${seeds.length} seeds; the same again with --seeds ${seeds.join(',')}`)
const summaries = await runAll(names, seeds)
const verdicts = judge(summaries)
console.log(`\nAccuracy % / Brier score (0 to 2)\n${tableOf(summaries)}\n`)
if (verdicts.length > 0) console.log(`Goals, within one standard error\n${verdictsOf(verdicts)}`)
if (verdicts.some(({ met }) => !met)) process.exitCode = 1

function readArguments(): { seeds: number[]; names: string[] } {
  try {
    const { values } = parseArgs({
      options: { seeds: { type: 'string' }, count: { type: 'string' }, scenario: { type: 'string' } },
    })
    const count = Number(values.count ?? 30)
    if (!Number.isInteger(count) || count < 1) throw new RangeError('--count takes a whole number from 1 up.')
    const fresh = () => Array.from({ length: count }, () => randomInt(2 ** 31))
    return { seeds: values.seeds ? readSeeds(values.seeds) : fresh(), names: readNames(values.scenario) }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`)
    process.exit(2)
  }
}

function readSeeds(list: string): number[] {
  const seeds = list.split(',').map(Number)
  if (seeds.some((seed) => !Number.isInteger(seed))) throw new RangeError('--seeds takes whole numbers, joined by commas.')
  return seeds
}

function readNames(list: string | undefined): string[] {
  const known = scenarios.map(({ name }) => name)
  const names = list ? list.split(',') : known
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) throw new RangeError(`There is no scenario "${unknown}".`)
  return names
}
