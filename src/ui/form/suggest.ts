import type { Option } from '../kit/Select.tsx'

/** Finds values for a field by what is typed. */
export type Suggest = (text: string, signal: AbortSignal) => Promise<readonly Option[]>
