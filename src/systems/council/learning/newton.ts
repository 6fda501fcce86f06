import type { Matrix } from '../aggregation/matrix.ts'
import { solve } from '../aggregation/matrix.ts'
import type { Scale } from '../aggregation/state.ts'
import { dot } from '../aggregation/vector.ts'

/** What a softmax prediction got wrong: its inputs row by row, what it said and what came out. */
export type Lesson = {
  readonly rows: Matrix
  readonly predicted: readonly number[]
  readonly target: readonly number[]
}

/** Λ ← φΛ + (1−φ)Λ0 + X(diag p − ppᵀ)Xᵀ and the step Λ⁻¹X(q − p). */
export function newtonStep(
  belief: { precision: Matrix; prior: () => Matrix; forgetting: number },
  lesson: Lesson,
): { precision: Matrix; step: number[] } {
  const information = informationOf(lesson)
  const kept = belief.forgetting === 1 ? belief.precision : forget(belief.precision, belief.prior(), belief.forgetting)
  const precision = kept.map((row, r) => row.map((value, c) => value + information[r]![c]!))
  const error = lesson.target.map((value, option) => value - lesson.predicted[option]!)
  return {
    precision,
    step: solve(
      precision,
      lesson.rows.map((row) => dot(row, error)),
    ),
  }
}

/** The same step for a single factor on one row of inputs, kept between two limits. */
export function stepScale(
  scale: Scale,
  prior: Scale & { forgetting: number; least: number; most: number },
  lesson: { row: readonly number[]; predicted: readonly number[]; target: readonly number[] },
): Scale {
  const { precision, step } = newtonStep(
    { precision: [[scale.precision]], prior: () => [[prior.precision]], forgetting: prior.forgetting },
    { rows: [[...lesson.row]], predicted: lesson.predicted, target: lesson.target },
  )
  const value = Math.min(prior.most, Math.max(prior.least, scale.value + step[0]!))
  return { value, precision: precision[0]![0]! }
}

function forget(precision: Matrix, prior: Matrix, kept: number): Matrix {
  return precision.map((row, r) => row.map((value, c) => kept * value + (1 - kept) * prior[r]![c]!))
}

/** X(diag p − ppᵀ)Xᵀ: the covariance of the inputs under the prediction. */
function informationOf({ rows, predicted }: Lesson): Matrix {
  const centred = rows.map((row) => {
    const mean = dot(row, predicted)
    return row.map((value) => value - mean)
  })
  const weighted = centred.map((row) => row.map((value, option) => value * predicted[option]!))
  return centred.map((row) => weighted.map((other) => dot(row, other)))
}
