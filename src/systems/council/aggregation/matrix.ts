import { dot } from './vector.ts'

export type Matrix = number[][]

/** Solves `matrix * x = right` for a symmetric positive definite matrix. */
export function solve(matrix: Matrix, right: readonly number[]): number[] {
  return solveWithFactor(choleskyFactor(matrix), right)
}

/** Diagonal of the inverse of a symmetric positive definite matrix: the variances behind a precision matrix. */
export function inverseDiagonal(matrix: Matrix): number[] {
  const factor = choleskyFactor(matrix)
  return matrix.map((_, index) => {
    const unit = matrix.map((_, row) => (row === index ? 1 : 0))
    return solveWithFactor(factor, unit)[index]!
  })
}

export function multiply(matrix: Matrix, vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector))
}

export function square(size: number, cell: (row: number, column: number) => number): Matrix {
  const matrix: Matrix = []
  for (let row = 0; row < size; row++) {
    const cells: number[] = []
    for (let column = 0; column < size; column++) cells.push(cell(row, column))
    matrix.push(cells)
  }
  return matrix
}

/** Lower triangular factor; a pivot that rounding made non-positive is lifted, so that the answer stays finite. */
function choleskyFactor(matrix: Matrix): Matrix {
  const size = matrix.length
  const factor = matrix.map((row) => row.slice())
  for (let column = 0; column < size; column++) {
    const pivotRow = factor[column]!
    for (let row = column; row < size; row++) {
      const current = factor[row]!
      let value = current[column]!
      for (let inner = 0; inner < column; inner++) value -= current[inner]! * pivotRow[inner]!
      current[column] = row === column ? Math.sqrt(Math.max(value, 1e-12)) : value / pivotRow[column]!
    }
  }
  return factor
}

function solveWithFactor(factor: Matrix, right: readonly number[]): number[] {
  const size = factor.length
  const solution = right.slice()
  for (let row = 0; row < size; row++) {
    let value = solution[row]!
    for (let column = 0; column < row; column++) value -= factor[row]![column]! * solution[column]!
    solution[row] = value / factor[row]![row]!
  }
  for (let row = size - 1; row >= 0; row--) {
    let value = solution[row]!
    for (let below = row + 1; below < size; below++) value -= factor[below]![row]! * solution[below]!
    solution[row] = value / factor[row]![row]!
  }
  return solution
}
