import { problemAt, type Path, type Problem } from '../problem.ts'
import type { Source } from '../source.ts'
import { unknownKey } from '../unknown-key.ts'
import { clearest, knownKeys, sentenceFor } from './schema-messages.ts'
import type { SchemaError } from './schema.ts'

/** Turns what a schema complains about into problems with places. `base` is where the value lies in the source. */
export function explain(errors: readonly SchemaError[], base: Path, source: Source): Problem[] {
  return clearest(errors).map((error) => {
    const path = [...base, ...pathOf(error.instancePath)]
    if (error.keyword === 'unevaluatedProperties' || error.keyword === 'additionalProperties') {
      const key = String(error.params['unevaluatedProperty'] ?? error.params['additionalProperty'])
      const message = unknownKey(key, knownKeys(error.parentSchema))
      return problemAt(source.keyAt([...path, key]), [...path, key], { code: 'unknown-key', message })
    }
    return problemAt(source.valueAt(path), path, { code: 'schema', message: sentenceFor(error, path) })
  })
}

function pathOf(instancePath: string): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
