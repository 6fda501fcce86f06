/** How the calls of one execution are named in the history: the second of a name is `name#2`, and so on. */
export function stepNames() {
  const counts = new Map<string, number>()
  const unique = (name: string) => {
    const count = (counts.get(name) ?? 0) + 1
    counts.set(name, count)
    return count === 1 ? name : `${name}#${count}`
  }
  return {
    step: unique,
    child: (workflow: string) => unique(`start ${workflow}`),
    awaited: (run: string) => unique(`await ${run}`),
    sleep: () => unique('sleep'),
  }
}
