import { execFile } from 'node:child_process'
import { relative } from 'node:path'
import { promisify } from 'node:util'
import type { AutomationFolder } from './automation-folder.ts'

const run = promisify(execFile)
const longest = 60_000

/** No program of the repository runs, and nothing is signed or asked. */
const settings = ['core.hooksPath=/dev/null', 'core.fsmonitor=false', 'commit.gpgsign=false', 'user.email=optimus@localhost']

/** Commits the folder alone, whatever else is staged. The commit, or null without a repository or a change. */
export async function commitFolder({ project, path }: AutomationFolder, author: string, message: string): Promise<string | null> {
  const folder = relative(project, path)
  const name = author.replace(/[<>\n\0]/g, '') || 'Optimus'
  const git = async (...args: string[]): Promise<string> => {
    const given = [...settings, `user.name=${name}`].flatMap((setting) => ['-c', setting])
    const environment = { PATH: process.env['PATH'], HOME: process.env['HOME'], LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' }
    return (await run('git', ['-C', project, ...given, ...args], { timeout: longest, env: environment })).stdout.trim()
  }
  const isRepository = await git('rev-parse', '--is-inside-work-tree').catch(() => 'false')
  if (isRepository !== 'true') return null
  if ((await git('status', '--porcelain', '--untracked-files=all', '--ignored', '--', folder)) === '') return null
  await git('add', '--force', '--', folder)
  await git('commit', '--quiet', '--no-verify', '--message', message, '--', folder)
  return git('rev-parse', 'HEAD')
}
