import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'

/** Of 0 to 4: guessed within 10^8 tries at the least. */
const lowestScore = 3

type Estimate = (password: string, words: string[]) => number

let estimate: Promise<Estimate> | undefined

/**
 * Refuses what attackers try first: the passwords of the great leaks, words, names, keyboard rows, dates and
 * repetitions, and whatever is made of the person's own words. It works offline; no composition rules.
 */
export async function requireStrongPassword(password: string, words: readonly string[]): Promise<void> {
  estimate ??= loadEstimate()
  const own = words.flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]).filter((word) => word.length > 2)
  const score = (await estimate)(password.normalize('NFKC'), ['optimus', 'command', 'center', ...own])
  if (score < lowestScore) throw new Problem(errors.weak_password)
}

/** The dictionaries are 2 MB, so they are loaded when the first password is chosen. */
async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')])
  const checker = new ZxcvbnFactory({ dictionary: { ...common.dictionary }, graphs: common.adjacencyGraphs })
  return (password, words) => checker.check(password, words).score
}
