import type { Scope, SourceText } from '../graph.ts'
import { addNote, addPackage, type GraphDraft } from '../graph-draft.ts'

/**
 * gradle.lockfile (`group:name:version=configurations`) and the older file per configuration (`group:name:version`).
 * Returns the packages by group:name.
 */
export function fillFromGradleLock(draft: GraphDraft, lock: SourceText): Map<string, number> {
  const numbers = new Map<string, number>()
  const perFile = /\/dependency-locks\/(.+)\.lockfile$/.exec(lock.path)?.[1]
  for (const [i, raw] of lock.text.split('\n').entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#') || line.startsWith('empty=')) continue
    const found = /^([^:=\s]+):([^:=\s]+):([^:=\s]+)(?:=(.*))?$/.exec(line)
    if (!found) {
      addNote(draft, `Line ${i + 1} is not group:name:version; it was left out.`, i + 1)
      continue
    }
    const name = `${found[1]}:${found[2]}`
    const configurations = (found[4] ?? perFile ?? '').split(',')
    const number = addPackage(draft, { name, version: found[3]!, scope: scopeOf(configurations, lock.path), line: i + 1 })
    numbers.set(name, number)
  }
  return numbers
}

/** What stands on a compile or runtime classpath that is not a test's is in the program; the rest only builds it. */
function scopeOf(configurations: string[], path: string): Scope {
  if (path.includes('buildscript-')) return 'dev'
  const isShipped = configurations.some((one) => /(compile|runtime)(classpath)?$/i.test(one) && !/test/i.test(one))
  return isShipped ? 'runtime' : 'dev'
}
