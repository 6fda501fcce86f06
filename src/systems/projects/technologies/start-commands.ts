import { partOf } from '../discovery/part.ts'
import type { StartCommand } from './fact.ts'
import { knownStarts } from './known-starts.ts'
import { folderOfFile, type Script, type ServiceNode } from './signal.ts'
import type { StartSources } from './start-sources.ts'

/** The commands that start a project while one works on it, likeliest first, each with the line that shows it. */
export function startCommands(sources: StartSources): StartCommand[] {
  const roles = new Map(sources.parts.map((part) => [part.path, part]))
  const files = new Set(sources.files)
  const commands = [
    ...sources.scripts.flatMap((script) => fromScript(script, files)),
    ...composeCommands(sources.services),
    ...knownStarts(sources),
  ]
  const kept = commands.filter((command) => partOf(roles, `${command.folder === '' ? '' : `${command.folder}/`}x`)?.role === 'package')
  return distinct(kept).sort((a, b) => b.confidence - a.confidence || depth(a) - depth(b) || (a.id < b.id ? -1 : 1))
}

/** How sure a script's name makes it that it starts something to work with; nothing for other names. */
const names: [pattern: RegExp, kind: 'dev' | 'start', confidence: number][] = [
  [/^dev$/, 'dev', 0.95],
  [/^(?:develop|start:dev|dev:all|dev:start|run-dev|dev-server|devserver|serve:dev|start-dev|start:local)$/, 'dev', 0.9],
  [/^start$/, 'start', 0.9],
  [/^(?:serve|server|runserver)$/, 'dev', 0.85],
  [/^(?:dev|start|serve)[:-](?!.*(?:test|e2e|build|prod|ci|lint|docs?))[\w:-]+$/, 'dev', 0.7],
  [/^(?:up|run|watch)$/, 'dev', 0.6],
]

const judged = new Set(['npm', 'deno', 'make', 'just', 'task', 'pdm', 'poe', 'taskipy', 'rye'])

function fromScript(script: Script, files: ReadonlySet<string>): StartCommand[] {
  if (script.tool === 'procfile') return processCommand(script)
  if (script.tool === 'python')
    return [command(script, { line: pythonLine(script, files), folder: pythonFolder(script), kind: 'dev', confidence: 0.85 })]
  if (script.tool === 'mvn' || script.tool === 'gradle')
    return [command(script, { line: `${wrapper(script, files)} ${script.name}`, kind: 'dev', confidence: 0.85 })]
  if (script.tool === 'dotnet') return [command(script, { kind: 'dev', confidence: script.body.includes('AppHost') ? 0.95 : 0.8 })]
  if (script.tool === 'composer') return script.name === 'dev' ? [command(script, { kind: 'dev', confidence: 0.9 })] : []
  if (!judged.has(script.tool) || startsNothing(script.body)) return []
  const found = names.find(([pattern]) => pattern.test(script.name))
  if (!found) return []
  // A watcher that only compiles is a weaker answer than a server.
  const isWatcher = script.name === 'watch' || /\b(?:tsc|tsup|rollup|unbuild)\b.*(?:-w\b|--watch)/.test(script.body)
  const confidence = isWatcher ? found[2] * 0.7 : found[2] * (script.tool === 'npm' || script.tool === 'deno' ? 1 : 0.9)
  const line = script.tool === 'npm' ? `${packageRunner(script.file, files)} run ${script.name}` : script.line
  return [command(script, { line, kind: found[1], confidence })]
}

function startsNothing(body: string): boolean {
  return /^\s*(?:echo|exit|true|false|:)\b[^&|;]*$/.test(body)
}

/** The wrapper the project brings along, called from the folder of the manifest; else the tool itself. */
function wrapper(script: Script, files: ReadonlySet<string>): string {
  const name = script.tool === 'mvn' ? 'mvnw' : 'gradlew'
  let up = './'
  for (let folder = folderOfFile(script.file); ; folder = folderOfFile(folder)) {
    if (files.has(folder === '' ? name : `${folder}/${name}`)) return up + name
    if (folder === '') return script.tool
    up = up === './' ? '../' : `../${up}`
  }
}

type Choice = { line?: string; folder?: string; kind: StartCommand['kind']; confidence: number }

function command(script: Script, { line = script.line, folder = folderOfFile(script.file), kind, confidence }: Choice): StartCommand {
  const evidence = { file: script.file, line: script.at, text: script.text }
  return {
    id: `${script.file}#${script.name}`,
    name: script.name,
    line,
    folder,
    kind,
    confidence: Math.round(confidence * 100) / 100,
    evidence,
  }
}

function processCommand(script: Script): StartCommand[] {
  if (/^(?:release|postdeploy)$/.test(script.name)) return []
  const isDev = script.file.endsWith('.dev')
  const confidence = isDev ? 0.7 : script.name === 'web' ? 0.75 : 0.5
  return [command(script, { kind: isDev ? 'dev' : 'start', confidence })]
}

const runners: [lockfile: string, runner: string][] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
]

/** The package tool whose lockfile lies nearest above the manifest. */
function packageRunner(file: string, files: ReadonlySet<string>): string {
  for (let folder = folderOfFile(file); ; folder = folderOfFile(folder)) {
    const found = runners.find(([lockfile]) => files.has(folder === '' ? lockfile : `${folder}/${lockfile}`))
    if (found) return found[1]
    if (folder === '') return 'npm'
  }
}

const environments: [lockfile: string, prefix: string][] = [
  ['uv.lock', 'uv run '],
  ['poetry.lock', 'poetry run '],
  ['pdm.lock', 'pdm run '],
  ['Pipfile', 'pipenv run '],
]

function pythonLine(script: Script, files: ReadonlySet<string>): string {
  for (let folder = pythonFolder(script); ; folder = folderOfFile(folder)) {
    const found = environments.find(([lockfile]) => files.has(folder === '' ? lockfile : `${folder}/${lockfile}`))
    if (found) return found[1] + script.line
    if (folder === '') return script.line
  }
}

/** A line that names `app/main.py` or `app.main` is started from above `app`. */
function pythonFolder(script: Script): string {
  const folder = folderOfFile(script.file)
  const package_ = folder.slice(folder.lastIndexOf('/') + 1)
  return folder !== '' && new RegExp(`\\b${package_}[./]\\w`).test(script.line) ? folderOfFile(folder) : folder
}

function composeCommands(services: readonly ServiceNode[]): StartCommand[] {
  const files = [...new Set(services.map((service) => service.file))]
  return files.flatMap((file): StartCommand[] => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    if (/override|test|[._-]ci[._-]|prod|build/i.test(name)) return []
    const isUsual = /^(?:docker-)?compose\.ya?ml$/.test(name)
    const folder = folderOfFile(file)
    const line = isUsual ? 'docker compose up' : `docker compose -f ${name} up`
    const confidence = (isUsual ? 0.85 : 0.6) * (folder === '' ? 1 : 0.8)
    const count = services.filter((service) => service.file === file).length
    const evidence = { file, line: null, text: count === 1 ? '1 service' : `${count} services` }
    return [
      {
        id: `${file}#up`,
        name: isUsual ? 'compose' : name,
        line,
        folder,
        kind: 'services',
        confidence: Math.round(confidence * 100) / 100,
        evidence,
      },
    ]
  })
}

function distinct(commands: readonly StartCommand[]): StartCommand[] {
  const seen = new Set<string>()
  return commands.filter((one) => {
    const key = `${one.folder}\n${one.line}`
    return !seen.has(key) && seen.add(key)
  })
}

function depth(one: StartCommand): number {
  return one.folder === '' ? 0 : one.folder.split('/').length
}
