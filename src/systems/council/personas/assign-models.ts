/** What has to be known of a model to seat a mind on it. */
export interface SeatModel {
  readonly model: string
  readonly provider: string
}

export interface Assignable {
  readonly id: string
  readonly model: string | null
}

/**
 * Which model each mind speaks with: its own where one is named and can be asked, else the next provider in turn, so
 * that neighbours differ in provider first and in model second. Minds of one provider err together.
 */
export function assignModels<Model extends SeatModel>(personas: readonly Assignable[], models: readonly Model[]): Map<string, Model> {
  const byProvider = new Map<string, Model[]>()
  for (const model of models) byProvider.set(model.provider, [...(byProvider.get(model.provider) ?? []), model])
  const providers = [...byProvider.values()]
  const assigned = new Map<string, Model>()
  let turn = 0
  for (const persona of personas) {
    const named = models.find((model) => model.model === persona.model)
    if (named) {
      assigned.set(persona.id, named)
      continue
    }
    if (persona.model !== null || providers.length === 0) continue
    const own = providers[turn % providers.length]!
    assigned.set(persona.id, own[Math.floor(turn / providers.length) % own.length]!)
    turn += 1
  }
  return assigned
}
