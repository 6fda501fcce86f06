/** How an ecosystem reads and orders versions; parse gives null for what is no version. */
export type VersionScheme<V> = { parse: (text: string) => V | null; compare: (a: V, b: V) => number }

/** A condition on a version already read. */
export type Condition<V> = (version: V) => boolean

export function all<V>(conditions: readonly Condition<V>[]): Condition<V> {
  return (version) => conditions.every((holds) => holds(version))
}

export function any<V>(conditions: readonly Condition<V>[]): Condition<V> {
  return (version) => conditions.some((holds) => holds(version))
}

/** A condition as a test of texts: null for a text that is no version of the scheme. */
export function testOf<V>(scheme: VersionScheme<V>, condition: Condition<V>): (version: string) => boolean | null {
  return (text) => {
    const version = scheme.parse(text.trim())
    return version === null ? null : condition(version)
  }
}

/** `>=`, `<=`, `>`, `<`, `=`, `==`, `!=` or `<>` against a bound. */
export function operatorCondition<V>(scheme: VersionScheme<V>, operator: string, bound: V): Condition<V> {
  switch (operator) {
    case '>=':
      return (version) => scheme.compare(version, bound) >= 0
    case '<=':
      return (version) => scheme.compare(version, bound) <= 0
    case '>':
      return (version) => scheme.compare(version, bound) > 0
    case '<':
      return (version) => scheme.compare(version, bound) < 0
    case '!=':
    case '<>':
      return (version) => scheme.compare(version, bound) !== 0
    default:
      return (version) => scheme.compare(version, bound) === 0
  }
}

/** `>=1 <2, !=1.5 || 3`: spaces and commas join, bars choose. `bare` is the operator of a version without one. */
export function readOperators<V>(scheme: VersionScheme<V>, range: string, bare = '='): Condition<V> | null {
  const choices = range.split('||').map((choice) => {
    const conditions = choice
      .replace(/([<>=!])\s+/g, '$1')
      .split(/[\s,]+/)
      .filter((one) => one !== '')
      .map((one) => {
        const [, operator = '', text = ''] = /^(>=|<=|==|!=|<>|[<>=])?(.+)$/.exec(one) ?? []
        const bound = scheme.parse(text)
        return bound === null ? null : operatorCondition(scheme, operator || bare, bound)
      })
    return conditions.length === 0 || conditions.includes(null) ? null : all(conditions as Condition<V>[])
  })
  return choices.includes(null) ? null : any(choices as Condition<V>[])
}

/** `[1.0,2.0)`, `(,1.0]`, `[1.5]` and several of these with commas between, as Maven and NuGet write them. */
export function readIntervals<V>(scheme: VersionScheme<V>, range: string): Condition<V> | null {
  if (!/^[[(]/.test(range)) return null
  const found: Condition<V>[] = []
  let rest = range
  while (rest !== '') {
    const interval = /^\s*([[(])([^[\](),]*)(,)?([^[\](),]*)([\])])\s*,?\s*/.exec(rest)
    const condition = interval ? intervalCondition(scheme, interval) : null
    if (!interval || !condition) return null
    found.push(condition)
    rest = rest.slice(interval[0].length)
  }
  return any(found)
}

function intervalCondition<V>(scheme: VersionScheme<V>, interval: RegExpExecArray): Condition<V> | null {
  const [, open, low = '', comma, high = '', close] = interval
  const [lowest, highest] = [low.trim(), high.trim()]
  if (comma === undefined) {
    const only = open === '[' && close === ']' ? scheme.parse(lowest) : null
    return only === null ? null : operatorCondition(scheme, '=', only)
  }
  const bounds: [string, string][] = [
    [lowest, open === '[' ? '>=' : '>'],
    [highest, close === ']' ? '<=' : '<'],
  ]
  const conditions = bounds
    .filter(([text]) => text !== '')
    .map(([text, operator]) => {
      const bound = scheme.parse(text)
      return bound === null ? null : operatorCondition(scheme, operator, bound)
    })
  return conditions.includes(null) ? null : all(conditions as Condition<V>[])
}
