import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './report.ts'
import { allPaths, root, shippedFiles, sourceFiles, type SourceFile } from './source-tree.ts'

const junk = /(^|\/)(utils?|helpers?|common|misc|shared|managers?|base|lib)(\.tsx?|\/|$)/

/** Contracts with the folder of their operations. */
const contracts = shippedFiles().filter((file) => /^src\/(systems|kernel)\/[^/]+\/contract\.ts$/.test(file.path))

test('every contract key has exactly one operation file of its name, and a test beside it', () => {
  const broken = contracts.flatMap((file) => {
    const folder = file.path.replace(/contract\.ts$/, 'operations')
    const keys = [...linesOf(file).matchAll(/^ {2}(\w+): declare\(/gm)].map((match) => match[1]!)
    const files = shippedFiles(folder).map((one) => one.path)
    const wanted = keys.map((key) => `${folder}/${kebab(key)}.ts`)
    return [
      ...wanted.filter((path) => !files.includes(path)).map((path) => `${path} is missing`),
      ...files.filter((path) => !wanted.includes(path)).map((path) => `${path} has no line in ${file.path}`),
      ...wanted.filter((path) => !existsSync(join(root, path.replace(/\.ts$/, '.test.ts')))).map((path) => `${path} has no test beside it`),
    ]
  })
  expectNone(
    'Operations off the naming law:',
    'The id is the address: backups.createPlan is operations/create-plan.ts with create-plan.test.ts.',
    broken,
  )
})

test('no file or folder has a name that says nothing', () => {
  const broken = [...allPaths('src'), ...allPaths('tests'), ...allPaths('bench'), ...allPaths('bin')].filter((path) => junk.test(path))
  expectNone('Junk drawers:', 'A name that says nothing attracts everything. Name the domain thing.', broken)
})

test('files are kebab-case, components PascalCase', () => {
  const broken = sourceFiles()
    .map((file) => file.path)
    .filter((path) => {
      const name = path
        .split('/')
        .at(-1)!
        .replace(/\.(test|d)\.tsx?$/, '')
        .replace(/\.tsx?$/, '')
      if (path.endsWith('.tsx')) return !/^[A-Z][A-Za-z0-9]*$/.test(name) && !/^[a-z][a-z0-9-]*$/.test(name)
      return !/^[a-z0-9][a-z0-9.-]*$/.test(name)
    })
  expectNone('File names out of style:', 'One style lets the eye find things.', broken)
})

test('nothing in src exports a default, and only public.ts re-exports', () => {
  const broken = shippedFiles().flatMap((file) => [
    ...(/^export default /m.test(file.text) ? [`${file.path} has a default export`] : []),
    ...(/^export (\*|\{[^}]*\}|type \{[^}]*\}) from '[.#]/m.test(file.text) && !file.path.endsWith('/public.ts')
      ? [`${file.path} re-exports`]
      : []),
  ])
  expectNone('Default exports and barrels:', 'A thing has one name and one place.', broken)
})

test('at most 20 entries lie at the root', () => {
  const entries = allPaths().filter((path) => !path.includes('/'))
  expectNone('Too many root entries:', 'A newcomer reads the root in ten seconds.', entries.length > 20 ? entries : [])
})

/** A long contract has parts in `contracts/`. */
function linesOf(contract: SourceFile): string {
  const parts = shippedFiles(contract.path.replace(/\/contract\.ts$/, '/contracts'))
  return [contract, ...parts].map((file) => file.text).join('\n')
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
