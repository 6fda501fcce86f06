import { excerpt, numberedLines } from '../excerpt.ts'
import { folderOfFile, type PartialReading, type Script, type SourceFile } from '../signal.ts'

type Entry = { mark: RegExp; line: (file: string, variable: string) => string; name: string }

const entries: Entry[] = [
  { name: 'runserver', mark: /\bDJANGO_SETTINGS_MODULE\b/, line: (file) => `python ${file} runserver` },
  {
    name: 'fastapi',
    mark: /^(\w+)\s*(?::[^=]+)?=\s*FastAPI\(/,
    line: (file, variable) => `uvicorn ${moduleOf(file)}:${variable} --reload`,
  },
  {
    name: 'litestar',
    mark: /^(\w+)\s*(?::[^=]+)?=\s*(?:Litestar|Starlette)\(/,
    line: (file, variable) => `uvicorn ${moduleOf(file)}:${variable} --reload`,
  },
  { name: 'flask', mark: /^(\w+)\s*=\s*Flask\(/, line: (file) => `flask --app ${moduleOf(file)} run --debug` },
  { name: 'streamlit', mark: /^import streamlit\b/, line: (file) => `streamlit run ${file}` },
]

/** A Python file that holds a web application, and what serves it. Its folder must be the folder to start it in. */
export function readPythonEntry(file: SourceFile): PartialReading {
  const name = file.file.slice(file.file.lastIndexOf('/') + 1)
  const scripts = numberedLines(file.text).flatMap(({ line, text }): Script[] =>
    entries.flatMap((entry) => {
      const found = entry.mark.exec(text)
      if (!found || (entry.name === 'runserver') !== (name === 'manage.py')) return []
      // Packages are imported from above: `backend/app/main.py` starts in `backend` as `app.main`.
      const folder = folderOfFile(file.file)
      const module = isPackage(folder) ? `${folder.slice(folder.lastIndexOf('/') + 1)}/${name}` : name
      return [
        {
          name: entry.name,
          line: entry.line(module, found[1] ?? ''),
          body: folder,
          tool: 'python',
          file: file.file,
          at: line,
          text: excerpt(text),
        },
      ]
    }),
  )
  return { scripts: scripts.slice(0, 1) }
}

/** Folders called so are packages by convention; others are where one starts. */
function isPackage(folder: string): boolean {
  return /(?:^|\/)(?:app|api|src|server)$/.test(folder)
}

function moduleOf(file: string): string {
  return file.replace(/\.py$/, '').replaceAll('/', '.')
}
