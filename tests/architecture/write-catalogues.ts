import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalogues } from './catalogues.ts'
import { root } from './source-tree.ts'

for (const [path, text] of Object.entries(await catalogues())) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
