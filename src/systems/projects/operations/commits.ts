import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findProjectHere } from '../find-project.ts'
import { readCommits } from '../git/providers/read-work-tree.ts'

export const commits = operation(contract.commits, async (ctx, input) => {
  const project = await findProjectHere(ctx, input.project)
  const reading = await readCommits(project.path, { cursor: input.cursor, limit: input.limit }, { signal: ctx.signal })
  if (reading.page === null) throw new Problem(errors.not_a_repository, reading.problems[0]?.sentence)
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
