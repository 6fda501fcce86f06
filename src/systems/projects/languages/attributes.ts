import { compilePattern } from '../discovery/ignore-rules.ts'
import { byLooseName } from './language-table.ts'

/** What a project says of its files in .gitattributes, as far as languages go. */
export type Attributes = {
  vendored?: boolean
  generated?: boolean
  documentation?: boolean
  detectable?: boolean
  language?: string
}

export type AttributeRule = { expression: RegExp; attributes: Attributes }

/** Reads the text of a .gitattributes in `folder` (relative, "" for the top). Lines without a word on languages are left out. */
export function parseAttributes(text: string, folder: string): AttributeRule[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const found = /^\s*(?:"((?:[^"\\]|\\.)+)"|([^\s"#]\S*))\s+(.*)$/.exec(line)
    const pattern = found?.[1]?.replace(/\\(.)/g, '$1') ?? found?.[2]
    const attributes = readAttributes(found?.[3] ?? '')
    // Unlike in .gitignore, a pattern for a folder says nothing of what is in it.
    if (!pattern || pattern.startsWith('!') || pattern.endsWith('/') || Object.keys(attributes).length === 0) return []
    return [{ expression: compilePattern(pattern, folder), attributes }]
  })
}

/** All rules in order of folders, outer first: the last word on each attribute holds. */
export function attributesOf(rules: readonly AttributeRule[], path: string): Attributes {
  const result: Attributes = {}
  for (const rule of rules) if (rule.expression.test(path)) Object.assign(result, rule.attributes)
  return result
}

const flags: Record<string, 'vendored' | 'generated' | 'documentation' | 'detectable'> = {
  'linguist-vendored': 'vendored',
  'linguist-generated': 'generated',
  'linguist-documentation': 'documentation',
  'linguist-detectable': 'detectable',
}

function readAttributes(words: string): Attributes {
  const attributes: Attributes = {}
  for (const word of words.split(/\s+/)) {
    const [, sign = '', name = '', value] = /^([-!]?)([\w.-]+)(?:=(.*))?$/.exec(word) ?? []
    if (name === 'linguist-language' && value) attributes.language = byLooseName(value) ?? value
    if (!Object.hasOwn(flags, name)) continue
    const flag = flags[name]
    if (flag) attributes[flag] = sign === '!' ? undefined : sign === '' && !/^(?:false|0)$/i.test(value ?? '')
  }
  return attributes
}
