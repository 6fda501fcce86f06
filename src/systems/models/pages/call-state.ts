import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { CallItem } from './client.ts'

/** How a call's state looks. What is possibly paid is unknown, not failed. */
export const callStatus: Readonly<Record<CallItem['state'], StatusKind>> = {
  asked: 'running',
  answered: 'healthy',
  failed: 'failing',
  possibly_paid: 'unknown',
}
