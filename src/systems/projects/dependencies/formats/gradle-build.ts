import { lineFinder } from '../texts/source-text.ts'
import type { Scope, SourceText } from '../graph.ts'

/** A dependency as it stands literally in a build script: its parts may still hold variables. */
export type GradleDeclared = {
  kind: 'module' | 'catalog' | 'part' | 'plugin'
  name: string
  version: string | null
  scope: Scope
  line: number
}

const configuration = String.raw`(?<![\w.])(\w*[iI]mplementation|\w*[aA]pi|\w*[cC]ompileOnly|\w*[cC]ompileOnlyApi|\w*[rR]untimeOnly|\w*[aA]nnotationProcessor|kapt\w*|ksp\w*|compile|testCompile|runtime|provided|classpath|developmentOnly|coreLibraryDesugaring|lintChecks|detektPlugins|minecraft|shadow)`
const wrapped = String.raw`(?:\(?\s*(?:platform|enforcedPlatform|testFixtures|dependencies\.platform)?\s*\(?\s*)`

const notations: readonly { kind: GradleDeclared['kind']; pattern: RegExp }[] = [
  {
    kind: 'module',
    pattern: new RegExp(String.raw`${configuration}[\s(]${wrapped}["']([\w.-]+:[\w.$\{\}-]+)(?::([^"'@:]+))?[^"'\n]*["']`, 'g'),
  },
  {
    kind: 'module',
    pattern: new RegExp(
      String.raw`${configuration}[\s(]${wrapped}group\s*[:=]\s*["']([^"']+["']\s*,\s*name\s*[:=]\s*["'][^"']+)["'](?:\s*,\s*version\s*[:=]\s*["']?([^"',)\s]+))?`,
      'g',
    ),
  },
  { kind: 'catalog', pattern: new RegExp(String.raw`${configuration}[\s(]${wrapped}((?:libs|\w+Libs)(?:\.\w+)+)()`, 'g') },
  {
    kind: 'part',
    pattern: new RegExp(
      String.raw`${configuration}[\s(]${wrapped}(?:project\s*\(\s*(?:path\s*[:=]\s*)?["']([^"']+)["']|(projects(?:\.\w+)+))`,
      'g',
    ),
  },
  {
    kind: 'module',
    pattern: new RegExp(String.raw`${configuration}[\s(]${wrapped}(kotlin\s*\(\s*["'][\w-]+["'])(?:\s*,\s*["']([^"']+)["'])?`, 'g'),
  },
]

const plugin = /(?<![\w.])(id|kotlin)\s*\(?\s*["']([\w.-]+)["']\s*\)?\s*version\s*\(?\s*["']([^"']+)["']/g
const pluginAlias = /(?<![\w.])alias\s*\(?\s*((?:libs|\w+Libs)(?:\.\w+)+)/g

/** Reads the declarations that stand literally in build.gradle or build.gradle.kts; the script is never run. */
export function readGradleBuild(source: SourceText): GradleDeclared[] {
  const text = withoutComments(source.text)
  const lineOf = lineFinder(text)
  const found: GradleDeclared[] = []
  for (const { kind, pattern } of notations) {
    for (const one of text.matchAll(pattern)) {
      const name = kind === 'module' ? moduleName(one[2]!) : (one[2] ?? one[3]!)
      found.push({ kind, name, version: kind === 'part' ? null : one[3] || null, scope: scopeOf(one[1]!), line: lineOf(one.index) })
    }
  }
  for (const one of text.matchAll(plugin)) {
    const id = one[1] === 'kotlin' ? `org.jetbrains.kotlin.${one[2]}` : one[2]!
    found.push({ kind: 'plugin', name: id, version: one[3]!, scope: 'dev', line: lineOf(one.index) })
  }
  for (const one of text.matchAll(pluginAlias))
    found.push({ kind: 'catalog', name: one[1]!, version: null, scope: 'dev', line: lineOf(one.index) })
  return found.sort((a, b) => a.line - b.line)
}

/** Texts that scripts and gradle.properties give a name: def x = "1", val x by …, ext.x = '1', extra["x"] = "1", x=1. */
export function readGradleVariables(source: SourceText): Map<string, string> {
  const found = new Map<string, string>()
  const isProperties = source.path.endsWith('.properties')
  const patterns = isProperties
    ? [/^\s*([\w.-]+)\s*[=:]\s*(.*?)\s*$/gm]
    : [
        /(?<![\w"'])(\w+)\s*=\s*["']([^"'\n$]+)["']/g,
        /\[\s*["'](\w+)["']\s*\]\s*=\s*["']([^"'\n$]+)["']/g,
        /\bset\(\s*["'](\w+)["']\s*,\s*["']([^"'\n$]+)["']/g,
        /(?<![\w"'])(\w+)\s*:\s*["']([^"'\n$]+)["']/g,
      ]
  for (const pattern of patterns) {
    for (const one of source.text.matchAll(pattern)) if (!found.has(one[1]!)) found.set(one[1]!, one[2]!)
  }
  return found
}

function moduleName(written: string): string {
  const kotlin = /^kotlin\s*\(\s*["']([\w-]+)/.exec(written)
  if (kotlin) return `org.jetbrains.kotlin:kotlin-${kotlin[1]}`
  const pair = /^([^"']+)["']\s*,\s*name\s*[:=]\s*["'](.+)$/s.exec(written)
  return pair ? `${pair[1]}:${pair[2]}` : written
}

function scopeOf(name: string): Scope {
  if (/test|classpath|annotationProcessor|kapt|ksp|lint|detekt|developmentOnly/i.test(name)) return 'dev'
  return /compileOnly$|provided/i.test(name) ? 'peer' : 'runtime'
}

/** Blanks comments and keeps every offset and line. */
function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, (found) => found.replace(/[^\n]/g, ' '))
}
