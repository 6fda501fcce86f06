/** So many models are named in a sentence. */
const named = 8

/** Why this model cannot be asked, with those that can; null when it can. */
export function modelProblem(model: string, usable: readonly { readonly model: string }[]): string | null {
  if (usable.some((one) => one.model === model)) return null
  if (usable.length === 0) return `The model ${model} cannot be asked: no model is configured. Add a provider under Models first.`
  const more = usable.length > named ? ` and ${usable.length - named} more` : ''
  const list = usable.slice(0, named).map((one) => one.model)
  return `The model ${model} cannot be asked: it was removed, switched off or never there. There are ${list.join(', ')}${more}.`
}
