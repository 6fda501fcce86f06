import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, isSeq, Scalar, stringify, type Document, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Json, JsonObject } from '../../expressions/json.ts'
import { writeYaml } from '../friendly/write.ts'
import { hasErrors, type Path } from '../problem.ts'
import { readSource } from '../source.ts'
import { changed, readAt, type Change } from './values.ts'

/**
 * A text after a change of its value. Only the lines that say what changes are touched, so comments and layout stay;
 * where the layout does not allow that, the text is written anew with its comments. Null when the text is not readable.
 */
export function editText(text: string, change: Change): string | null {
  const source = readSource(text)
  if (hasErrors(source.problems) || source.tree === null) return null
  const wanted = changed(source.value, change)
  const candidates = [() => splice(text, source.tree!, completed(source.value, change)), () => rewrite(source.tree!, change)]
  for (const candidate of candidates) {
    const next = candidate()
    if (next !== null && says(next, wanted)) return next
  }
  return writeYaml(wanted as JsonObject)
}

function says(text: string, wanted: Json): boolean {
  const source = readSource(text)
  return !hasErrors(source.problems) && isDeepStrictEqual(source.value, wanted)
}

/** Setting something inside of what is not there yet is setting the outermost missing part. */
function completed(value: Json, change: Change): Change {
  if (change.kind !== 'set') return change
  const missing = change.path.findIndex((_, index) => readAt(value, change.path.slice(0, index + 1)) === undefined)
  if (missing < 0 || missing === change.path.length - 1) return change
  const inner = change.path.slice(missing + 1).reduceRight<Json>((nested, key) => ({ [String(key)]: nested }), change.value)
  return { kind: 'set', path: change.path.slice(0, missing + 1), value: inner }
}

function splice(text: string, tree: Document, change: Change): string | null {
  if (change.kind === 'insert') {
    const list = nodeAt(tree, change.path)
    return isSeq(list) && list.flow !== true ? insertItem(text, list, change) : null
  }
  const holder = nodeAt(tree, change.path.slice(0, -1))
  const key = change.path.at(-1)!
  if (isSeq(holder)) return change.kind === 'delete' ? deleteItem(text, holder, Number(key)) : null
  if (!isMap(holder)) return null
  const pair = pairOf(holder, String(key))
  if (change.kind === 'delete') return pair === undefined ? text : deletePair(text, holder, pair)
  return pair === undefined ? insertPair(text, holder, [String(key), change.value]) : replaceValue(text, holder, [pair, change.value])
}

function nodeAt(tree: Document, path: Path): Node | null {
  const found = path.length === 0 ? tree.contents : tree.getIn(path, true)
  return (found as Node | undefined) ?? null
}

function pairOf(map: YAMLMap, key: string): Pair<Node, Node | null> | undefined {
  return (map.items as Pair<Node, Node | null>[]).find((pair) => isScalar(pair.key) && String(pair.key.value) === key)
}

function startOf(node: Node): number {
  return node.range![0]
}

/** Where a node ends, without the blank lines and comments after it. */
function endOf(text: string, node: Node): number {
  const end = node.range![1]
  return text[end - 1] === '\n' ? end - 1 : end
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** The end of the line, behind a comment on it. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}

/** Deletes whole lines, with the comment lines right above them. */
function deleteLines(text: string, from: number, to: number): string {
  let start = lineStart(text, from)
  for (let above = lineStart(text, start - 1); start > 0 && /^ *#/.test(text.slice(above, start)); above = lineStart(text, start - 1))
    start = above
  const end = Math.min(text.length, lineEnd(text, to) + 1)
  const blankBefore = start === 0 || /\n\s*\n$/.test(text.slice(0, start))
  const after = blankBefore ? text.slice(end).replace(/^(?: *\n)+/, '') : text.slice(end)
  return text.slice(0, start) + after
}

function deletePair(text: string, map: YAMLMap, pair: Pair<Node, Node | null>): string | null {
  const first = map.items[0] === pair
  if (map.flow === true || first) return null
  return deleteLines(text, startOf(pair.key), endOf(text, pair.value ?? pair.key))
}

function deleteItem(text: string, list: YAMLSeq, index: number): string | null {
  const item = list.items[index] as Node | undefined
  if (list.flow === true || item === undefined || list.items.length === 1) return null
  const dash = text.lastIndexOf('-', startOf(item) - 1)
  return deleteLines(text, dash, endOf(text, item))
}

function insertItem(text: string, list: YAMLSeq, { index, value }: Extract<Change, { kind: 'insert' }>): string | null {
  const [first] = list.items as Node[]
  if (first === undefined) return null
  const indent = columnOf(text, text.lastIndexOf('-', startOf(first) - 1))
  const written = indented(`- ${blockText(value).replaceAll('\n', '\n  ')}`, indent)
  const before = list.items[index - 1] as Node | undefined
  const spaced = /\n\s*\n/.test(gapBetween(text, list))
  if (before !== undefined) {
    const at = lineEnd(text, endOf(text, before))
    return `${text.slice(0, at)}\n${spaced ? '\n' : ''}${written}${text.slice(at)}`
  }
  const at = lineStart(text, text.lastIndexOf('-', startOf(first) - 1))
  return `${text.slice(0, at)}${written}\n${spaced ? '\n' : ''}${text.slice(at)}`
}

/** What lies between the first two items: people separate steps by blank lines or not. */
function gapBetween(text: string, list: YAMLSeq): string {
  const [first, second] = list.items as Node[]
  return first === undefined || second === undefined ? '' : text.slice(endOf(text, first), startOf(second))
}

function insertPair(text: string, map: YAMLMap, [key, value]: [string, Json]): string | null {
  const last = (map.items as Pair<Node, Node | null>[]).at(-1)
  if (last === undefined) return null
  if (map.flow === true) {
    const end = (last.value ?? last.key).range![1]
    return `${text.slice(0, end)}, ${flowText(key)}: ${flowText(value)}${text.slice(end)}`
  }
  const indent = columnOf(text, startOf((map.items[0] as Pair<Node>).key))
  const at = lineEnd(text, endOf(text, last.value ?? last.key))
  return `${text.slice(0, at)}\n${indented(pairText(key, value), indent)}${text.slice(at)}`
}

function replaceValue(text: string, map: YAMLMap, [pair, value]: [Pair<Node, Node | null>, Json]): string | null {
  const old = pair.value
  if (old === null) return null
  if (map.flow === true) return text.slice(0, startOf(old)) + flowText(value, old) + text.slice(old.range![1])
  const scalar = typeof value !== 'object' || value === null
  if (scalar && isScalar(old) && old.type !== 'BLOCK_LITERAL' && old.type !== 'BLOCK_FOLDED')
    return text.slice(0, startOf(old)) + scalarText(value, old) + text.slice(old.range![1])
  const indent = columnOf(text, startOf(pair.key))
  const key = String((pair.key as Node & { value: Json }).value)
  return text.slice(0, startOf(pair.key)) + indented(pairText(key, value), indent).trimStart() + text.slice(endOf(text, old))
}

function pairText(key: string, value: Json): string {
  return blockText({ [key]: value })
}

/** A value as it stands in a block, without the line break at its end. */
function blockText(value: Json): string {
  const plain = typeof value !== 'object' || value === null
  return (plain ? stringify(value, { lineWidth: 0 }) : writeYaml(value as JsonObject)).trimEnd()
}

/** A plain value, in quotes where the one before it was. */
function scalarText(value: Json, old: Node): string {
  const quoted = isScalar(old) && (old.type === 'QUOTE_DOUBLE' || old.type === 'QUOTE_SINGLE') && typeof value === 'string'
  if (!quoted) return blockText(value)
  const scalar = new Scalar(value)
  scalar.type = old.type
  return stringify(scalar, { lineWidth: 0 }).trimEnd()
}

/** A value inside of `{ }` or `[ ]`, where JSON is always right. */
function flowText(value: Json, old?: Node): string {
  if (typeof value === 'string' && /^[A-Za-z][\w.-]*$/.test(value) && !(isScalar(old) && old.type !== 'PLAIN')) return blockText(value)
  return JSON.stringify(value)
}

function indented(text: string, indent: number): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : ' '.repeat(indent) + line))
    .join('\n')
}

/** The whole text from its tree, comments included. */
function rewrite(tree: Document, change: Change): string | null {
  if (change.kind === 'delete') tree.deleteIn(change.path)
  else if (change.kind === 'set') tree.setIn(change.path, tree.createNode(change.value))
  else {
    const list = tree.getIn(change.path, true)
    if (!isSeq(list)) return null
    list.items.splice(change.index, 0, tree.createNode(change.value))
  }
  return tree.toString({ lineWidth: 0, flowCollectionPadding: false })
}
