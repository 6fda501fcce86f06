import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { catalogues } from './catalogues.ts'
import { expectNone } from './report.ts'
import { allPaths, root } from './source-tree.ts'

test('generated catalogues are current', async () => {
  const broken = Object.entries(await catalogues()).filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  )
  expectNone(
    'Catalogues that are out of date:',
    'They are what outsiders read. Run bin/check --write.',
    broken.map(([path]) => path),
  )
})

test('paths that documents cite exist', () => {
  const documents = allPaths().filter((path) => path.endsWith('.md'))
  const broken = documents.flatMap((document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const cited = [...text.matchAll(/`((?:src|tests|bench|bin|docs)\/[\w./-]+)`/g)].map((match) => match[1]!)
    return cited.filter((path) => !existsSync(join(root, path.replace(/\/$/, '')))).map((path) => `${document} cites ${path}`)
  })
  expectNone('Paths that lead nowhere:', 'A document that cites a file promises it.', broken)
})
