export { complete, stream } from './complete.ts'
export { holdsSecret } from './holds-secret.ts'
export { listUsableModels, estimateCost } from './usable-models.ts'
export type { Completion, CompletionRequest, CompletionStream, Message, ModelFailure, UsableModel } from './completion.ts'
