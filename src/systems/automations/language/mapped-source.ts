import type { Json, JsonObject } from '../expressions/json.ts'
import type { Path, Place } from './problem.ts'
import type { Source } from './source.ts'

/**
 * A source for a document that was compiled: asked about a place in the document, it answers with the place in the
 * text it came from. What has no counterpart answers with that of the nearest part around it.
 */
export function mappedSource(document: JsonObject, marks: readonly { at: Path; origin: Path }[], source: Source): Source {
  const toText = (path: Path): Path => {
    const nearest = marks.filter(({ at }) => isWithin(path, at)).sort((left, right) => right.at.length - left.at.length)[0]
    if (nearest === undefined) return rootPath(path)
    const rest = path.slice(nearest.at.length)
    const named = nearest.origin.at(-1) !== 'task' && ['call', 'workflow'].includes(String(rest.at(-1)))
    return [...nearest.origin, ...(named ? ['uses'] : rest)]
  }
  const place = (ask: (path: Path) => Place) => (path: Path) => ask(toText(path))
  return {
    text: source.text,
    value: document as Json,
    problems: source.problems,
    tree: source.tree,
    valueAt: place(source.valueAt),
    keyAt: place(source.keyAt),
    insideAt: (path) => source.valueAt(toText(path)),
  }
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.length <= path.length && outer.every((part, index) => part === path[index])
}

/** The header and a few keys of the root lie elsewhere in a friendly text. */
function rootPath(path: Path): Path {
  const [first, second] = path
  if (first === 'document') return path.slice(1)
  if (first === 'use' && second === 'secrets') return path.slice(1)
  if (first === 'output') return ['outputs', ...path.slice(2)]
  return first === 'timeout' ? ['timeout'] : []
}
