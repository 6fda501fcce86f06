import type { StartCommand } from './fact.ts'
import { folderOfFile } from './signal.ts'
import type { StartSources } from './start-sources.ts'

type Start = { name: string; line: string; confidence: number; kind: StartCommand['kind'] }

/** Files whose presence means a command of a framework or a tool; `needs` names a technology of the same part. */
type KnownStart = { file: RegExp; needs?: string; unless?: string; start: (file: string, sources: StartSources) => Start | undefined }

const dev = (name: string, line: string, confidence: number): Start => ({ name, line, confidence, kind: 'dev' })

const known: KnownStart[] = [
  { file: /(?:^|\/)bin\/dev$/, start: () => dev('dev', 'bin/dev', 0.95) },
  { file: /(?:^|\/)bin\/rails$/, start: () => dev('rails server', 'bin/rails server', 0.9) },
  { file: /(?:^|\/)artisan$/, start: () => dev('artisan serve', 'php artisan serve', 0.85) },
  { file: /(?:^|\/)mix\.exs$/, needs: 'phoenix', start: () => dev('phx.server', 'mix phx.server', 0.9) },
  { file: /(?:^|\/)pubspec\.yaml$/, needs: 'flutter', start: () => dev('flutter run', 'flutter run', 0.85) },
  { file: /(?:^|\/)src\/main\.rs$/, unless: 'tauri', start: () => dev('cargo run', 'cargo run', 0.8) },
  { file: /(?:^|\/)cmd\/[^/]+\/main\.go$/, start: (file) => dev(`go run ${target(file)}`, `go run ./${target(file)}`, 0.8) },
  {
    file: /(?:^|\/)main\.go$/,
    start: (file, { files }) => (files.includes(file.replace(/main\.go$/, 'go.mod')) ? dev('go run', 'go run .', 0.8) : undefined),
  },
  { file: /(?:^|\/)Sources\/[^/]+\/(?:main|entrypoint)\.swift$/, start: () => dev('swift run', 'swift run', 0.7) },
  { file: /(?:^|\/)_config\.yml$/, needs: 'jekyll', start: () => dev('jekyll serve', 'bundle exec jekyll serve', 0.85) },
  { file: /(?:^|\/)mkdocs\.ya?ml$/, start: () => dev('mkdocs serve', 'mkdocs serve', 0.6) },
  { file: /(?:^|\/)hugo\.(?:toml|ya?ml)$/, start: () => dev('hugo server', 'hugo server', 0.85) },
  { file: /(?:^|\/)build\.zig$/, start: () => dev('zig build run', 'zig build run', 0.6) },
]

/** The starts that files and technologies together speak of. */
export function knownStarts(sources: StartSources): StartCommand[] {
  const paths = sources.parts.map((part) => part.path).sort((a, b) => b.length - a.length)
  return sources.files.flatMap((file) =>
    known.flatMap((one): StartCommand[] => {
      if (!one.file.test(file)) return []
      const folder = paths.find((path) => path === '' || file.startsWith(`${path}/`)) ?? ''
      const found = sources.technologies.get(folder)
      if ((one.needs && !found?.has(one.needs)) || (one.unless && found?.has(one.unless))) return []
      const start = one.start(file, sources)
      if (!start) return []
      const { name, line, kind, confidence } = start
      return [
        {
          id: `${file}#${name}`,
          name,
          line,
          folder: startFolder(file, folder),
          kind,
          confidence,
          evidence: { file, line: null, text: file.slice(file.lastIndexOf('/') + 1) },
        },
      ]
    }),
  )
}

// A manifest is started beside itself, a source file from the top of its part.
function startFolder(file: string, part: string): string {
  return /\/(?:src|cmd|bin|Sources)\//.test(`/${file}`) ? part : folderOfFile(file)
}

function target(file: string): string {
  return folderOfFile(file).replace(/^.*?(?=cmd\/[^/]+$)/, '')
}
