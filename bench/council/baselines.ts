import type { World, WorldQuestion } from './world.ts'

export type Score = { readonly accuracy: number; readonly brier: number }

/** A method that never learns: ballots in, one distribution out. */
type Method = (question: WorldQuestion) => number[]

/** Accuracy (0 to 1) and Brier score (0 to 2) of the methods the council has to beat, by name. */
export function scoreBaselines(world: World): Record<string, Score> {
  const personas = world.providers.map((_, persona) => scoreMethod(world, ({ ballots }) => [...ballots[persona]!]))
  return {
    'mean persona': { accuracy: mean(personas.map((s) => s.accuracy)), brier: mean(personas.map((s) => s.brier)) },
    'best persona (hindsight)': personas.reduce((best, score) => (score.accuracy > best.accuracy ? score : best)),
    plurality: scoreMethod(world, (question) => shares(question, () => 1)),
    'confidence vote': scoreMethod(world, (question) => shares(question, stepWeight)),
    'log pool': scoreMethod(world, logPool),
  }
}

export function scoreOne(probabilities: readonly number[], truth: number): Score {
  const brier = probabilities.reduce((sum, value, option) => sum + (value - (option === truth ? 1 : 0)) ** 2, 0)
  return { accuracy: favourite(probabilities) === truth ? 1 : 0, brier }
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

export function favourite(probabilities: readonly number[]): number {
  return probabilities.indexOf(Math.max(...probabilities))
}

function scoreMethod(world: World, method: Method): Score {
  const scores = world.questions.map((question) => scoreOne(method(question), question.truth))
  return { accuracy: mean(scores.map((s) => s.accuracy)), brier: mean(scores.map((s) => s.brier)) }
}

function shares({ ballots }: WorldQuestion, worth: (confidence: number) => number): number[] {
  const votes = ballots[0]!.map(() => 0)
  for (const ballot of ballots) votes[favourite(ballot)]! += worth(Math.max(...ballot))
  return scaled(votes)
}

/** The published step table of ReConcile. */
function stepWeight(confidence: number): number {
  const percent = Math.round(confidence * 1e9) / 1e7
  if (percent >= 100) return 1
  if (percent >= 90) return 0.8
  if (percent >= 80) return 0.5
  return percent > 60 ? 0.3 : 0.1
}

function logPool({ ballots }: WorldQuestion): number[] {
  const clipped = ballots.map((ballot) => scaled(ballot.map((value) => Math.min(0.98, Math.max(0.01, value)))))
  return scaled(clipped[0]!.map((_, option) => Math.exp(mean(clipped.map((ballot) => Math.log(ballot[option]!))))))
}

function scaled(values: readonly number[]): number[] {
  const total = values.reduce((sum, value) => sum + value, 0)
  return values.map((value) => value / total)
}
