import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import type { Path } from '../problem.ts'

/** A step as it is written, in a text that may have mistakes elsewhere. */
export interface RawStep {
  readonly id: string
  readonly value: JsonObject
  readonly path: Path
  /** The list it lies in. */
  readonly list: Path
}

/** Every step of a friendly value, outer ones first. */
export function rawSteps(value: Json): RawStep[] {
  if (!isObject(value)) return []
  return [...listAt(value['steps'], ['steps']), ...listAt(value['onFailure'], ['onFailure'])]
}

function listAt(list: Json | undefined, path: Path): RawStep[] {
  if (isObject(list)) return listAt(list['steps'], [...path, 'steps'])
  if (!Array.isArray(list)) return []
  return list.flatMap((item, index) => {
    if (!isObject(item) || typeof item['id'] !== 'string') return []
    const here = [...path, index]
    const own: RawStep = { id: item['id'], value: item, path: here, list: path }
    const inner = (['steps', 'race', 'onFailure'] as const).flatMap((key) => listAt(item[key], [...here, key]))
    return [own, ...inner]
  })
}

/** What a step says it needs; undefined when it says nothing. */
export function writtenNeeds({ value }: RawStep): string[] | undefined {
  const needs = value['needs']
  if (typeof needs === 'string') return [needs]
  return Array.isArray(needs) ? needs.filter((id) => typeof id === 'string') : undefined
}
