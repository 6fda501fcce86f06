import { globBody } from './glob.ts'

/** One line of a .gitignore. `expression` matches paths relative to the project. */
export type IgnoreRule = { negated: boolean; folderOnly: boolean; expression: RegExp }

/** Reads the text of a .gitignore that lies in `folder` (relative to the project, "" for its top). */
export function parseIgnore(text: string, folder: string): IgnoreRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const pattern = line.startsWith('\\#') ? line.slice(1) : line
    const trimmed = pattern.replace(/(?<!\\)[ \t]+$/, '').replace(/\\ $/, ' ')
    if (trimmed === '' || line.startsWith('#')) return []
    return [compile(trimmed, folder)]
  })
}

/** The last rule that matches decides, as in git. A path below an ignored folder is the walker's business. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  for (let at = rules.length - 1; at >= 0; at--) {
    const rule = rules[at]
    if (rule && (isFolder || !rule.folderOnly) && rule.expression.test(path)) return !rule.negated
  }
  return false
}

function compile(line: string, folder: string): IgnoreRule {
  const negated = line.startsWith('!')
  const folderOnly = line.endsWith('/')
  const pattern = line.replace(/^!/, '').replace(/^\\!/, '!').replace(/\/+$/, '')
  return { negated, folderOnly, expression: compilePattern(pattern, folder) }
}

/** Matches paths relative to the project by a pattern written in `folder`: anchored if it holds a slash. */
export function compilePattern(pattern: string, folder: string): RegExp {
  const anchored = pattern.includes('/')
  const prefix = folder === '' ? '' : globBody(folder.replace(/[*?[\\]/g, '\\$&') + '/')
  const body = globBody(pattern.replace(/^\//, ''))
  const tail = pattern.endsWith('/**') ? body.replace(/\.\*$/, '.+') : body
  return new RegExp(`^${prefix}${anchored ? '' : '(?:.*/)?'}${tail}$`)
}
