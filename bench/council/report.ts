import type { Score } from './baselines.ts'
import { mean } from './baselines.ts'
import type { Verdict } from './goals.ts'
import type { Summary } from './summary.ts'
import { spreadOf } from './summary.ts'

/** One line per scenario: accuracy in percent and Brier score of the council and of what it has to beat. */
export function tableOf(summaries: readonly Summary[]): string {
  const baselines = Object.keys(summaries[0]!.results[0]!.baselines)
  const head = ['scenario', 'council ± error', ...baselines, 'ECE', 'max regret', 'calls', 'voices', 'drift alarms']
  const rows = summaries.map(({ scenario, results }) => {
    const council = spreadOf(results.map((result) => result.council.accuracy))
    return [
      scenario,
      `${cell(results.map((result) => result.council))} ± ${(100 * council.standardError).toFixed(1)}`,
      ...baselines.map((name) => cell(results.map((result) => result.baselines[name]!))),
      mean(results.map((result) => result.calibrationError)).toFixed(3),
      Math.max(...results.map((result) => result.regret)).toFixed(1),
      mean(results.map((result) => result.calls)).toFixed(1),
      mean(results.map((result) => result.effective)).toFixed(1),
      `${results.filter((result) => result.driftAlarm).length}/${results.length}`,
    ]
  })
  return align([head, ...rows])
}

export function verdictsOf(verdicts: readonly Verdict[]): string {
  return align(
    verdicts.map(({ scenario, goal, reached, standardError, met }) => [
      met ? 'met' : 'MISSED',
      scenario,
      goal,
      `reached ${reached.toFixed(4)}`,
      `± ${standardError.toFixed(4)}`,
    ]),
  )
}

function cell(scores: readonly Score[]): string {
  const accuracy = 100 * mean(scores.map((score) => score.accuracy))
  return `${accuracy.toFixed(1)}/${mean(scores.map((score) => score.brier)).toFixed(3)}`
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
