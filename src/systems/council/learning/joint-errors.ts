import type { CleanBallot } from '../aggregation/choice-reading.ts'
import type { Matrix } from '../aggregation/matrix.ts'
import type { JointErrors } from '../aggregation/state.ts'
import { dot } from '../aggregation/vector.ts'

/** How wrong a ballot's favourite was: 0 when it got all credit, 1 when none. */
export function errorOf(ballot: CleanBallot, target: readonly number[]): number {
  return 1 - dot(ballot.vote, target)
}

/** Adds one outcome for every pair of seats that both answered. */
export function addErrors(sums: JointErrors, seats: readonly number[], errors: readonly number[]): JointErrors {
  const count = copy(sums.count)
  const sum = copy(sums.sum)
  const square = copy(sums.square)
  const product = copy(sums.product)
  seats.forEach((left, i) => {
    seats.forEach((right, j) => {
      count[left]![right]! += 1
      sum[left]![right]! += errors[i]!
      square[left]![right]! += errors[i]! ** 2
      product[left]![right]! += errors[i]! * errors[j]!
    })
  })
  return { count, sum, square, product }
}

function copy(matrix: Matrix): Matrix {
  return matrix.map((row) => row.slice())
}
