import { XMLParser, XMLValidator } from 'fast-xml-parser'
import type { DependencyNote, SourceText } from '../graph.ts'
import { fieldOf, isRecord } from './plain.ts'

// Entities stay as written: expanding them is how small XML files grow without bound.
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  removeNSPrefix: true,
  processEntities: false,
  ignoreDeclaration: true,
})

/** Parses XML; attributes are fields with an @. A broken file yields what the lenient reader makes of it, and a note. */
export function readXml(source: SourceText, notes: DependencyNote[]): unknown {
  const verdict = check(source.text)
  if (verdict !== null)
    notes.push({
      file: source.path,
      line: verdict.line,
      sentence: `Not valid XML at line ${verdict.line}; what could be read may not be all.`,
    })
  try {
    return parser.parse(source.text)
  } catch {
    return undefined
  }
}

/** All children of a name, however many there are. */
export function childrenOf(value: unknown, name: string): unknown[] {
  const child = fieldOf(value, name)
  if (child === undefined || child === '') return []
  return Array.isArray(child) ? child : [child]
}

/** The first child of a name, as elements have it that occur once. */
export function childOf(value: unknown, name: string): unknown {
  return childrenOf(value, name)[0]
}

/** An element's text, also where the element bears attributes. */
export function childText(value: unknown, name: string): string | null {
  const child = childOf(value, name)
  const text = isRecord(child) ? fieldOf(child, '#text') : child
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

export function attributeOf(value: unknown, name: string): string | null {
  const text = fieldOf(value, `@${name}`)
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null
}

function check(text: string): { line: number } | null {
  if (text.trim() === '') return { line: 1 }
  try {
    const verdict = XMLValidator.validate(text, { allowBooleanAttributes: true })
    return verdict === true ? null : { line: verdict.err.line }
  } catch {
    return { line: 1 }
  }
}
