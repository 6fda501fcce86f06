import { word } from './words.ts'

const known = ['provider_refused', 'provider_unreachable', 'provider_not_found', 'not_admitted', 'not_linked', 'link_exists'] as const

/** What to tell somebody who came back from a provider with the code of a problem in the address; null without one. */
export function problemSentence(code: string): string | null {
  if (!code) return null
  const name = known.find((one) => code === `identity.${one}`)
  return word(name ? `problem.${name}` : 'problem.other')
}
