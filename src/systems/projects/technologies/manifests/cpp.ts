import { asObject, parseJsonText } from '../../discovery/json-text.ts'
import { excerpt, lineText, numberedLines } from '../excerpt.ts'
import type { PartialReading, Signal, SourceFile } from '../signal.ts'

/** CMakeLists.txt: the packages it finds and fetches. */
export function readCmake(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const place = { file: file.file, line, text: excerpt(text) }
    const plain = text.replace(/#.*$/, '')
    const [, name, version] = /\bfind_package\s*\(\s*([\w+-]+)(?:\s+([\d.]+))?/i.exec(plain) ?? []
    if (name) return [{ source: 'cpp', name, version: version ?? null, scope: 'runtime', ...place }]
    const fetched = /\bGIT_REPOSITORY\s+"?\S*?([\w.-]+?)(?:\.git)?"?\s*$/.exec(plain)?.[1]
    if (fetched) return [{ source: 'cpp', name: fetched, version: null, scope: 'runtime', ...place }]
    const standard = /\bCMAKE_CXX_STANDARD\s+(\d+)/.exec(plain)?.[1]
    return standard ? [{ source: 'tool', name: 'c++', version: standard, scope: 'runtime', ...place }] : []
  })
  return { signals }
}

/** vcpkg.json. @throws SyntaxError for a file that is not JSON */
export function readVcpkg(file: SourceFile): PartialReading {
  const json = parseJsonText(file.text)
  const list = asObject(json.value).dependencies
  const signals = (Array.isArray(list) ? list : []).flatMap((one, index): Signal[] => {
    const name = typeof one === 'string' ? one : asObject(one).name
    const line = json.lineOf('dependencies', String(index)) ?? null
    return typeof name === 'string'
      ? [{ source: 'cpp', name, version: null, scope: 'runtime', file: file.file, line, text: lineText(file.text, line) }]
      : []
  })
  return { signals }
}

/** conanfile.txt and conanfile.py: `name/1.2`. */
export function readConan(file: SourceFile): PartialReading {
  const signals = numberedLines(file.text).flatMap(({ line, text }): Signal[] => {
    const [, name, version] = /(?:^\s*|["'])([a-z0-9][\w+.-]*)\/(\[?[\d.][^"'@#\s]*)/.exec(text) ?? []
    return name ? [{ source: 'cpp', name, version: version ?? null, scope: 'runtime', file: file.file, line, text: excerpt(text) }] : []
  })
  return { signals }
}
