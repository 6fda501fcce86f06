import { chooseLanguage, isAmbiguous } from './ambiguous.ts'
import { byInterpreter, byName } from './language-names.ts'
import { byExtension } from './language-table.ts'

/** What the name alone says. `unsure`: the content decides. `none`: no language known here. */
export type NameVerdict = { language: string } | { unsure: string } | 'shebang' | 'none'

/** @param path relative, `/` between names */
export function classifyName(path: string): NameVerdict {
  const name = path.slice(path.lastIndexOf('/') + 1)
  const named = byName.get(name) ?? specialName(name)
  if (named) return { language: named }
  for (const extension of extensionsOf(name)) {
    if (isAmbiguous(extension)) return { unsure: extension }
    const language = byExtension.get(extension)
    if (language) return { language }
  }
  return name.lastIndexOf('.') <= 0 ? 'shebang' : 'none'
}

/** The language by name and, where the name leaves it open, by the beginning of the content. */
export function classifyContent(verdict: NameVerdict, head: string): string | undefined {
  if (verdict === 'none') return undefined
  if (verdict === 'shebang') return shebangLanguage(head)
  if ('unsure' in verdict) return chooseLanguage(verdict.unsure, head)
  return verdict.language
}

/** The language of the interpreter a script names in its first line. */
export function shebangLanguage(head: string): string | undefined {
  const line = /^#!\s*(\S+)(?:[ \t]+([^\r\n]*))?/.exec(head)
  if (!line?.[1]) return undefined
  const words = [line[1], ...(line[2] ?? '').split(/\s+/)]
  const program = words[0]?.endsWith('/env')
    ? words.slice(1).find((word) => word !== '' && !word.startsWith('-') && !word.includes('='))
    : words[0]
  return program ? byInterpreter(program.slice(program.lastIndexOf('/') + 1)) : undefined
}

// "view.blade.php" is asked as ".blade.php", then as ".php".
function* extensionsOf(name: string): Generator<string> {
  for (let dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
    const extension = name.slice(dot)
    yield extension === '.R' || extension === '.S' ? extension : extension.toLowerCase()
  }
}

function specialName(name: string): string | undefined {
  if (/^(?:Dockerfile|Containerfile)[.-]/.test(name)) return 'Dockerfile'
  if (/^Makefile\.|^makefile\./.test(name)) return 'Makefile'
  if (/^\.env(?:\.|$)/.test(name)) return 'Dotenv'
  if (/^(?:LICENSE|README|CHANGELOG)(?:\.|-|$)/i.test(name) && !/\.\w{2,4}$/.test(name)) return 'Text'
  return undefined
}
