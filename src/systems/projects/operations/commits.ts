import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'
import { readCommits, readWorkTree } from '../git/providers/read-work-tree.ts'

export const commits = operation(contract.commits, async (ctx, input) => {
  const project = await findProjectHere(ctx, input.project)
  const reading = await readCommits(project.path, { cursor: input.cursor, limit: input.limit }, { signal: ctx.signal })
  if (reading.page === null) {
    const [problem] = reading.problems
    if (await isUnborn(project.path)) return { items: [], next: null }
    const isCursor = input.cursor !== undefined && problem?.part === 'recentCommits'
    throw new Problem(isCursor ? kernelErrors.invalid_input : errors.not_a_repository, problem?.sentence)
  }
  return {
    items: reading.page.items.map((commit) => ({
      id: commit.id,
      author: commit.author,
      email: commit.email,
      at: commit.committedAt,
      subject: commit.subject,
      names: [...commit.names],
    })),
    next: reading.page.next,
  }
})

/** A repository in which nothing was committed yet has no history, which is no fault of it. */
async function isUnborn(path: string): Promise<boolean> {
  return (await readWorkTree(path)).head?.unborn === true
}
