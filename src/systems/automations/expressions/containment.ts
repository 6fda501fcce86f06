import { ExpressionFailed } from './expression-error.ts'
import { isObject, ownMember, type Json } from './json.ts'
import { equal, typeName } from './order.ts'
import { describe } from './value-text.ts'

/** jq's `contains`: parts of text, items of arrays, members of objects, recursively; otherwise equality. */
export function contains(whole: Json, part: Json): boolean {
  if (typeName(whole) !== typeName(part))
    throw new ExpressionFailed(`${describe(whole)} and ${describe(part)} cannot have their containment checked`)
  return includes(whole, part)
}

function includes(whole: Json, part: Json): boolean {
  if (isObject(whole) && isObject(part))
    return Object.entries(part).every(([key, value]) => {
      const member = ownMember(whole, key)
      return member !== undefined && sameKind(member, value) && includes(member, value)
    })
  if (Array.isArray(whole) && Array.isArray(part))
    return part.every((value) => whole.some((item) => sameKind(item, value) && includes(item, value)))
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part)
  return equal(whole, part)
}

function sameKind(left: Json, right: Json): boolean {
  return typeName(left) === typeName(right)
}
