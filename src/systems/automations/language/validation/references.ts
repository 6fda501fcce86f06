import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { didYouMean } from '../../expressions/nearest.ts'
import type { Path, Problem } from '../problem.ts'
import { atKey, atValue, type CheckContext } from './context.ts'

const SCHEMES = ['basic', 'bearer', 'digest', 'oauth2', 'oidc']

interface Reference {
  readonly kind: 'retries' | 'timeouts' | 'errors' | 'authentications' | 'secrets'
  readonly name: string
  readonly path: Path
}

/** Names that point into `use`: each has to be there, and what is there should be pointed at. */
export function referenceProblems(context: CheckContext): Problem[] {
  const references = allReferences(context)
  const missing = references.flatMap((reference) => {
    const known = namesOf(context.document, reference.kind)
    if (known.includes(reference.name)) return []
    const message = `There is no "${reference.name}" in use.${reference.kind}.${didYouMean(reference.name, known)}`
    return [atValue(context, reference.path, { code: 'missing-reference', message })]
  })
  return [...missing, ...unused(context, references), ...unknownSecrets(context)]
}

export function namesOf(document: JsonObject, kind: string): string[] {
  const use = document['use']
  const entries = isObject(use) ? use[kind] : undefined
  if (Array.isArray(entries)) return entries.filter((name) => typeof name === 'string')
  return isObject(entries) ? Object.keys(entries) : []
}

function allReferences({ document, tasks }: CheckContext): Reference[] {
  const named = (kind: Reference['kind'], value: Json | undefined, path: Path): Reference[] =>
    typeof value === 'string' ? [{ kind, name: value, path }] : []
  const inTasks = tasks.flatMap(({ task, path }) => {
    const raise = isObject(task['raise']) ? task['raise']['error'] : undefined
    const retry = isObject(task['catch']) ? task['catch']['retry'] : undefined
    return [
      ...named('timeouts', task['timeout'], [...path, 'timeout']),
      ...named('errors', raise, [...path, 'raise', 'error']),
      ...named('retries', retry, [...path, 'catch', 'retry']),
    ]
  })
  return [...named('timeouts', document['timeout'], ['timeout']), ...inTasks, ...authentications(document, [])]
}

/** Every `authentication: {use}` and every scheme with `{use: secret}`, wherever they are. */
function authentications(value: Json, path: Path): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => authentications(item, [...path, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const here = [...path, key]
    const use = isObject(member) ? member['use'] : undefined
    const kind = key === 'authentication' ? 'authentications' : SCHEMES.includes(key) && isPolicy(path) ? 'secrets' : null
    const own: Reference[] = kind !== null && typeof use === 'string' ? [{ kind, name: use, path: [...here, 'use'] }] : []
    return key === 'metadata' ? [] : [...own, ...authentications(member, here)]
  })
}

function isPolicy(path: Path): boolean {
  return path.at(-1) === 'authentication' || path.at(-2) === 'authentications'
}

function unused(context: CheckContext, references: readonly Reference[]): Problem[] {
  const kinds = ['retries', 'timeouts', 'errors', 'authentications'] as const
  return kinds.flatMap((kind) =>
    namesOf(context.document, kind)
      .filter((name) => !references.some((reference) => reference.kind === kind && reference.name === name))
      .map((name) => atKey(context, ['use', kind, name], { code: 'unused', severity: 'warning', message: `Nothing refers to "${name}".` })),
  )
}

function unknownSecrets(context: CheckContext): Problem[] {
  const { secrets } = context
  if (secrets === undefined) return []
  return namesOf(context.document, 'secrets').flatMap((name, index) =>
    secrets.has(name)
      ? []
      : [
          atValue(context, ['use', 'secrets', index], {
            code: 'missing-secret',
            message: `There is no secret "${name}" in the vault that you may use.${didYouMean(name, secrets)}`,
          }),
        ],
  )
}
