import { chmodSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { temporaryFolder } from './temporary-folder.ts'

/** The path of a folder that goes away with the test. Other users may look in: some tests are about them. */
export function testFolder(t: TestContext): string {
  const { path, remove } = temporaryFolder()
  t.after(remove)
  chmodSync(path, 0o755)
  return path
}
