import { isObject, type Json } from '../../expressions/json.ts'
import { durationMilliseconds } from '../durations.ts'
import type { Path, Problem } from '../problem.ts'
import { atValue, type CheckContext } from './context.ts'
import { functionName } from './functions.ts'

/** What the DSL knows and we refuse when a document is saved, with the reason that people see. */
export const UNSUPPORTED = {
  'unsupported-grpc':
    'Calls over gRPC are not supported: there is no way to load a foreign .proto file that keeps to the limits of a step. Call the service over HTTP, or run its client in a container.',
  'unsupported-asyncapi':
    'AsyncAPI calls are not supported: each broker would need its own client. Use "emit" and "listen", a webhook, or a container with the client.',
  'unsupported-a2a': 'Agent-to-agent calls are not supported yet by a library we trust. Call the agent over HTTP or MCP.',
  'unsupported-expression-language': 'Expressions are written in jq; other languages are not supported.',
  'unsupported-loose-mode': 'Loose evaluation is not supported: any text could turn out to be an expression. Write expressions as ${ … }.',
  'unsupported-schema-format': 'Data is checked with JSON Schema; other formats are not supported.',
  'unsupported-script-language': 'Scripts are written in JavaScript (js) or Python (python); run others in a container.',
  'unsupported-function-address': 'Functions can be fetched over http and https only.',
  'unsupported-dsl-version': 'Documents of the DSL versions 1.0.0 to 1.0.3 are supported.',
  'unsupported-duration': 'Years and months have no fixed length; use weeks, days or smaller units.',
} as const

export type UnsupportedCode = keyof typeof UNSUPPORTED

export const SCRIPT_LANGUAGES = ['js', 'javascript', 'python']

export function unsupportedProblems(context: CheckContext): Problem[] {
  const refuse = (code: UnsupportedCode, path: Path): Problem => atValue(context, path, { code, message: UNSUPPORTED[code] })
  return [
    ...rootFindings(context),
    ...context.tasks.flatMap(({ task, path }) => taskFindings(context, task, path)),
    ...valueFindings(context.document, []),
  ].map(([code, path]) => refuse(code, path))
}

type Found = [code: UnsupportedCode, path: Path]

function rootFindings({ document }: CheckContext): Found[] {
  const found: Found[] = []
  const header = isObject(document['document']) ? document['document'] : {}
  const evaluate = isObject(document['evaluate']) ? document['evaluate'] : {}
  if (typeof header['dsl'] === 'string' && !/^1\.0\.[0-3](?:[-+].*)?$/.test(header['dsl']))
    found.push(['unsupported-dsl-version', ['document', 'dsl']])
  if ((evaluate['language'] ?? 'jq') !== 'jq') found.push(['unsupported-expression-language', ['evaluate', 'language']])
  if (evaluate['mode'] === 'loose') found.push(['unsupported-loose-mode', ['evaluate', 'mode']])
  return found
}

function taskFindings({ document }: CheckContext, task: Record<string, Json>, path: Path): Found[] {
  const call = task['call']
  const script = isObject(task['run']) ? task['run']['script'] : undefined
  if (call === 'grpc' || call === 'asyncapi' || call === 'a2a') return [[`unsupported-${call}`, [...path, 'call']]]
  const named = typeof call === 'string' ? functionName(call, document) : null
  if (named?.kind === 'address' && !/^https?:/i.test(named.url)) return [['unsupported-function-address', [...path, 'call']]]
  if (isObject(script) && !SCRIPT_LANGUAGES.includes(String(script['language'])))
    return [['unsupported-script-language', [...path, 'run', 'script', 'language']]]
  return []
}

const DURATIONS = ['wait', 'delay', 'after', 'every', 'duration', 'from', 'to']

function valueFindings(value: Json, path: Path): Found[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => valueFindings(item, [...path, index]))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, member]) => {
    const here = [...path, key]
    if (key === 'metadata' || key === 'set' || (key === 'with' && !isObject(member))) return []
    if (key === 'schema' && isObject(member))
      return isJson(member['format']) ? [] : [['unsupported-schema-format', [...here, 'format']] satisfies Found]
    const unfixed = DURATIONS.includes(key) && typeof member === 'string' && /^P[\dT]/.test(member) && durationMilliseconds(member) === null
    return unfixed ? [['unsupported-duration', here] satisfies Found] : valueFindings(member, here)
  })
}

function isJson(format: Json | undefined): boolean {
  return format === undefined || (typeof format === 'string' && /^json(?::|$)/.test(format))
}
