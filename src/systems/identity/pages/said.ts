import { asProblem } from '#ui/client/problem.ts'
import { word } from './words.ts'

/** What to tell a person about whatever was thrown; null when nothing was. What browsers say about passkeys is no sentence for people. */
export function said(thrown: unknown): string | null {
  if (!thrown) return null
  return thrown instanceof DOMException ? word('passkey.closed') : asProblem(thrown).message
}
