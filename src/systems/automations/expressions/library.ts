import type { Closure } from './machine.ts'
import { parseExpression } from './parser.ts'
import type { Syntax } from './syntax.ts'

/** Functions that are best said in jq itself. They work on paths too, so that `del(first(.[] | select(…)))` does. */
const DEFINITIONS = `
  def map_values(f): .[] |= f;
  def values: select(. != null);
  def nulls: select(. == null);
  def booleans: select(type == "boolean");
  def numbers: select(type == "number");
  def strings: select(type == "string");
  def arrays: select(type == "array");
  def objects: select(type == "object");
  def iterables: select(type == "array" or type == "object");
  def scalars: select(type != "array" and type != "object");
  def first: .[0];
  def last: .[-1];
  def nth($n): .[$n];
  def last(f): reduce f as $item (null; $item);
  def nth($n; f): if $n < 0 then error("nth doesn't support negative indices") else first(foreach f as $item ($n + 1; . - 1; if . <= 0 then $item else empty end)) end;
  def reverse: [.[length - 1 - range(0; length)]];
  def from_entries: map({(.key // .Key // .name // .Name): (if has("value") then .value else .Value end)}) | add // {};
  def in(object): . as $key | object | has($key);
  def inside(whole): . as $part | whole | contains($part);
  def with_entries(f): to_entries | map(f) | from_entries;
  def any(f): any(.[]; f);
  def all(f): all(.[]; f);
  def any: any(.);
  def all: all(.);
  def combinations: if length == 0 then [] else .[0][] as $head | (.[1:] | combinations) as $rest | [$head] + $rest end;
  def combinations(n): . as $items | [range(n)] | map($items) | combinations;
  def walk(f): def visit: if type == "object" then map_values(visit) elif type == "array" then map(visit) else . end | f; visit;
  def paths: path(..) | select(length > 0);
  def paths(f): path(.. | select(f)) | select(length > 0);
  def pick(f): . as $whole | reduce path(f) as $path (null; setpath($path; $whole | getpath($path)));
  def del(f): delpaths([path(f)]);
  def to_entries: [keys_unsorted[] as $key | {key: $key, value: .[$key]}];
  def transpose: if . == [] then [] else . as $rows | [range(map(length) | max)] | map(. as $column | $rows | map(.[$column])) end;
  def IN(source): any(source == .; .);
  def IN(source; wanted): any(source == wanted; .);
  def INDEX(stream; key): reduce stream as $row ({}; .[$row | key | tostring] |= $row);
  def INDEX(key): INDEX(.[]; key);
  def isfinite: type == "number" and (isinfinite | not);
  def finites: select(isfinite);
  def normals: select(isnormal);
  def index($text): indices($text) | .[0];
  def rindex($text): indices($text) | .[-1:][0];
  def abs: if type == "number" and . < 0 then -. elif type == "number" then . else error("\\(type) (\\(tojson)) has no absolute value") end;
`

/** A function of the library by `name/arity`. */
export function libraryFunction(name: string): Omit<Closure, 'scope'> | undefined {
  return LIBRARY.get(name)
}

export function libraryNames(): string[] {
  return [...LIBRARY.keys()]
}

const LIBRARY = readLibrary()

function readLibrary(): Map<string, Omit<Closure, 'scope'>> {
  const functions = new Map<string, Omit<Closure, 'scope'>>()
  let node: Syntax = parseExpression(`${DEFINITIONS} .`)
  while (node.kind === 'define') {
    functions.set(`${node.name}/${node.parameters.length}`, { parameters: node.parameters, body: node.body })
    node = node.rest
  }
  return functions
}
