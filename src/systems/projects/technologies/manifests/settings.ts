import { excerpt, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'

/** A line of a tool's settings that names what it works with. */
type SettingLine = { file: RegExp; line: RegExp; prefix: string }

const lines: SettingLine[] = [
  { file: /\.prisma$/, line: /^\s*provider\s*=\s*"([\w-]+)"/, prefix: 'prisma' },
  { file: /(?:^|\/)config\/database\.yml$/, line: /^\s*adapter:\s*["']?([\w-]+)/, prefix: 'rails' },
  { file: /(?:^|\/)drizzle\.config\.[cm]?[jt]s$/, line: /\bdialect:\s*["']([\w-]+)["']/, prefix: 'drizzle' },
  { file: /(?:^|\/)settings(?:\/\w+)?\.py$/, line: /["']ENGINE["']\s*[:\]]\s*=?\s*["'](?:[\w.]*\.)?(\w+)["']/, prefix: 'django' },
  { file: /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/, line: /\bjdbc:(\w+):/, prefix: 'jdbc' },
  {
    file: /(?:^|\/)wrangler\.(?:toml|jsonc?)$/,
    line: /^\s*(?:\[+|")?(d1_databases|kv_namespaces|r2_buckets|durable_objects|queues|ai|vectorize)\b/,
    prefix: 'wrangler',
  },
  { file: /(?:^|\/)app\.ya?ml$/, line: /^(runtime):\s*\w/, prefix: 'appengine' },
  { file: /(?:^|\/)components\.json$/, line: /"\$(schema)":\s*"https:\/\/(?:ui\.shadcn\.com|shadcn)/, prefix: 'shadcn' },
  { file: /(?:^|\/)sqlc\.ya?ml$/, line: /^\s*-?\s*engine:\s*["']?(\w+)/, prefix: 'sqlc' },
  {
    file: /(?:^|\/)(?:config|data-source|ormconfig)[\w.-]*\.(?:[jt]s|json)$/,
    line: /^\s*["']?(?:type|dialect)["']?:\s*["'](postgres|mysql|mariadb|sqlite|mssql|better-sqlite3)["']/,
    prefix: 'orm',
  },
]

export function isSettingsFile(file: string): boolean {
  return lines.some((one) => one.file.test(file))
}

export function readSettings(file: SourceFile): PartialReading {
  const wanted = lines.filter((one) => one.file.test(file.file))
  const signals = numberedLines(file.text).flatMap(({ line, text }) => {
    if (/^\s*(?:#|\/\/)/.test(text)) return []
    return wanted.flatMap((one): Signal[] => {
      const value = one.line.exec(text)?.[1]
      return value
        ? [
            {
              source: 'setting',
              name: `${one.prefix}:${value.toLowerCase()}`,
              version: null,
              scope: 'runtime',
              file: file.file,
              line,
              text: excerpt(text),
            },
          ]
        : []
    })
  })
  return { signals }
}
