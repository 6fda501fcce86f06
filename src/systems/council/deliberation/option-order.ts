import { createHash } from 'node:crypto'

/**
 * The order in which one voter is shown the options: as good as random over voters and questions, so that a liking for
 * the first place cancels out, and the same in every replay.
 */
export function optionOrder(options: readonly string[], question: string, voter: string): string[] {
  const rank = (option: string) => createHash('sha256').update(`${question}\n${voter}\n${option}`).digest('hex')
  return [...options].sort((left, right) => (rank(left) < rank(right) ? -1 : 1))
}
