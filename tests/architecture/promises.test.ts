import { test } from 'node:test'
import { expectNone } from './report.ts'
import { shippedFiles, sourceFiles } from './source-tree.ts'

const catalogues = (kind: string) =>
  shippedFiles().filter((file) => new RegExp(`^src/(systems|kernel)/[^/]+/${kind}\\.ts$`).test(file.path))

test('every error of a catalogue is thrown, and every thrown one is in a catalogue', () => {
  const broken = catalogues('errors').flatMap((file) => {
    const folder = file.path.replace(/\/errors\.ts$/, '')
    const keys = [...file.text.matchAll(/^ {2}(\w+): \{ status/gm)].map((match) => match[1]!)
    const texts = shippedFiles(folder)
      .filter((one) => one.path !== file.path)
      .map((one) => one.text)
      .join('\n')
    const used = new Set([...texts.matchAll(/\berrors\.(\w+)/g)].map((match) => match[1]!))
    return keys.filter((key) => !used.has(key)).map((key) => `${file.path}: ${key} is never thrown`)
  })
  expectNone('Errors that promise nothing:', 'The catalogue is documentation; it must be true.', broken)
})

test('every declared event is told by its system', () => {
  const broken = catalogues('events').flatMap((file) => {
    const folder = file.path.replace(/\/events\.ts$/, '')
    const isKernel = folder.startsWith('src/kernel')
    const keys = [...file.text.matchAll(/^ {2}(\w+): \{/gm)].map((match) => match[1]!)
    const texts = shippedFiles(isKernel ? 'src/kernel' : folder)
      .filter((one) => one.path !== file.path)
      .map((one) => one.text)
      .join('\n')
    return keys.filter((key) => !new RegExp(`[eE]vents\\.${key}\\b`).test(texts)).map((key) => `${file.path}: ${key} is never told`)
  })
  expectNone('Events that nobody tells:', 'Somebody may wait for them.', broken)
})

test('shipped code holds no stand-ins and no notes to self', () => {
  const words = /\b(TODO|FIXME|XXX|not (yet )?implemented|coming soon|placeholder data|lorem ipsum)\b/i
  const broken = shippedFiles().flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => (words.test(line) ? [`${file.path}:${index + 1} ${line.trim()}`] : [])),
  )
  expectNone('Unfinished places:', 'Nothing pretends.', broken)
})

test('no test is skipped without a reason or run alone', () => {
  const broken = sourceFiles()
    .filter((file) => /\.test\.tsx?$/.test(file.path) && !file.path.startsWith('tests/architecture/'))
    .filter((file) => /\b(test|describe|it)\.only\(|\bskip: true|\.todo\(/.test(file.text))
    .map((file) => file.path)
  expectNone('Tests that do not run:', 'A silent skip is a hole. Give `skip` the reason as text.', broken)
})
