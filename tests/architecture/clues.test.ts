import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { addressOf } from '#kernel/operations/describe.ts'
import { expectNone } from './report.ts'
import { allPaths, filesBelow, root, shippedFiles, sourceFiles } from './source-tree.ts'

const { systems } = await import('../../src/server.ts')
const textOf = (path: string): string => sourceFiles().find((file) => file.path === path)?.text ?? ''

/** The naming law of ARCHITECTURE.md, and nothing else: what a clue says is all that is known. */
const law = {
  url: (address: string) => `${home(address.split('/')[3]!)}/contract.ts`,
  operation: (id: string) => `${home(id.split('.')[0]!)}/operations/${kebab(id.split('.')[1]!)}.ts`,
  command: (line: string) => `${home(line.split(' ')[1]!)}/operations/${line.split(' ')[2]!}.ts`,
  tool: (name: string) => law.operation(name.replace('_', '.')),
  event: (name: string) => `${home(name.split('.')[0]!)}/events.ts`,
  error: (code: string) => (code.startsWith('kernel.') ? 'src/kernel/errors.ts' : `${home(code.split('.')[0]!)}/errors.ts`),
  table: (name: string) => (name.startsWith('kernel.') ? 'src/kernel' : `${home(name.split('.')[0]!)}/migrations`),
  workflow: (name: string) => `${home(name.split('.')[0]!)}/workflows.ts`,
  schedule: (name: string) => `${home(name.split('.')[0]!)}/system.ts`,
  setting: (name: string) => home(name.split('.')[0]!),
  button: (page: string) => `${home(page.split('/')[1]!)}/pages/words.ts`,
}

function home(system: string): string {
  return existsSync(join(root, 'src/systems', system)) ? `src/systems/${system}` : `src/kernel/${system}`
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** Statements of migrations lie beside the code that owns the table. */
function makes(folder: string, table: string): boolean {
  const files = allPaths(folder).filter((path) => path.endsWith('.sql'))
  return files.some((path) => new RegExp(`(TABLE|VIEW)( IF NOT EXISTS)? ${table.replace('.', '\\.')}\\b`).test(read(path)))
}

function read(path: string): string {
  return process.getBuiltinModule('node:fs').readFileSync(join(root, path), 'utf8')
}

test('ten clues, each as somebody would come with it, lead to the file that owns it', () => {
  const found: readonly [clue: string, file: string, proof: string][] = [
    [
      'POST /api/v1/projects/shop/commands/dev/start',
      law.url('/api/v1/projects/shop/commands/dev/start'),
      '/:project/commands/:command/start',
    ],
    ['{"op":"projects.startCommand","msg":"an operation broke"}', law.operation('projects.startCommand'), 'contract.startCommand'],
    ['projects.processes_changed on the live socket', law.event('projects.processes_changed'), 'processes_changed'],
    ['409 projects.port_taken', law.error('projects.port_taken'), 'port_taken'],
    ['the button "Pull all" of /projects', law.button('/projects'), "'Pull all'"],
    ['optimus projects find-dependency lodash', law.command('optimus projects find-dependency lodash'), 'contract.findDependency'],
    ['MCP tool runs_cancel', law.tool('runs_cancel'), 'contract.cancel'],
    ['the run projects.scan', law.workflow('projects.scan'), "'projects.scan'"],
    ['the schedule audit.seal', law.schedule('audit.seal'), "name: 'seal'"],
  ]
  for (const [clue, file, proof] of found) assert.ok(textOf(file).includes(proof), `${clue} leads to ${file}, which does not hold ${proof}`)
  assert.ok(makes(law.table('projects.command_run'), 'projects.command_run'))
  assert.ok(shippedFiles(law.setting('projects.editor')).some((file) => file.text.includes("'projects.editor'")))
})

test('every address, operation, command and tool leads to its file', () => {
  const declared = systems.flatMap((system) => Object.values(system.contract))
  const broken = declared.flatMap((one) => {
    const file = law.operation(one.id)
    const command = law.command(`optimus ${one.system} ${kebab(one.name)}`)
    return [
      ...(contractText(law.url(addressOf(one))).includes(`'${one.http[1]}'`)
        ? []
        : [`${one.http.join(' ')} is not in ${law.url(addressOf(one))}`]),
      ...(textOf(file).includes(`contract.${one.name}`) ? [] : [`${one.id} is not in ${file}`]),
      ...(command === file && law.tool(`${one.system}_${one.name}`) === file ? [] : [`${one.id} has another file as a command or tool`]),
    ]
  })
  expectNone('Operations that the law does not find:', 'The id is the address.', broken)
})

test('every event, error, workflow and schedule leads to its file', () => {
  const broken = systems.flatMap((system) => [
    ...Object.values(system.events ?? {}).flatMap((event) => lacks(law.event(event.name), event.name.split('.')[1]!)),
    ...Object.values(system.errors ?? {}).flatMap((error) => lacks(law.error(error.code), error.code.split('.')[1]!)),
    ...(system.workflows ?? []).flatMap((one) => lacks(law.workflow(one.name), `'${one.name}'`)),
    ...(system.schedules ?? []).flatMap((one) => lacks(law.schedule(`${system.id}.${one.name}`), `name: '${one.name}'`)),
  ])
  expectNone('Names that the law does not find:', 'A log line or a table of runs holds a name and nothing else.', broken)
})

test('every table is made by the migrations of the system it is named after', () => {
  const statements = allPaths('src').filter((path) => path.endsWith('.sql'))
  const tables = statements.flatMap((path) =>
    [...read(path).matchAll(/CREATE TABLE(?: IF NOT EXISTS)? (\w+\.\w+)/g)].map((match) => ({ path, table: match[1]! })),
  )
  assert.ok(tables.length > 20)
  const broken = tables.flatMap(({ path, table }) => (path.startsWith(`${law.table(table)}/`) ? [] : [`${table} is made in ${path}`]))
  expectNone('Tables that the law does not find:', 'One schema a system, made in its own folder.', broken)
})

test('every setting is read by the system it is named after', () => {
  const broken = shippedFiles().flatMap((file) =>
    [...file.text.matchAll(/\bread(?:Setting|Secret)\(\s*ctx,\s*'([a-z]+\.[\w.]+)'/g)]
      .filter((match) => !file.path.startsWith(`${law.setting(match[1]!)}/`))
      .map((match) => `${match[1]} is read in ${file.path}`),
  )
  expectNone('Settings that the law does not find:', 'The name begins with the system that reads it.', broken)
})

test('the words of a page stand in its system’s words.ts', () => {
  const pages = filesBelow('src/systems').filter((file) => /^src\/systems\/\w+\/pages\/.*\.tsx$/.test(file.path))
  const broken = pages.flatMap((file) =>
    [...file.text.matchAll(/>([A-Z][a-z]+(?: [a-z]+)+[.?]?)<\//g)].map((match) => `${file.path} says “${match[1]}”`),
  )
  expectNone('Words that the law does not find:', 'Whoever sees a button searches for its words there.', broken)
})

/** A contract with its parts. */
function contractText(path: string): string {
  return [textOf(path), ...shippedFiles(path.replace(/\.ts$/, 's')).map((file) => file.text)].join('\n')
}

function lacks(file: string, text: string): string[] {
  return textOf(file).includes(text) ? [] : [`${text} is not in ${file}`]
}
