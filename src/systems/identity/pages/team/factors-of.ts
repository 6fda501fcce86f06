import type { Member } from '../client.ts'
import { word } from './words.ts'

/** Somebody's second factors as words. */
export function factorsOf({ factors }: Pick<Member, 'factors'>): string {
  return factors.length === 0 ? word('people.factor.none') : factors.map((factor) => word(`people.factor.${factor}`)).join(', ')
}
