import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import type { TestContext } from 'node:test'
import { fetchRepository } from './fetch-repository.ts'
import { pullRepository } from './pull-repository.ts'
import { cloneRepository, createRepository } from '#tests/support/repositories.ts'
import type { RealRepository } from '#tests/support/repositories.ts'

function pair(t: TestContext): { origin: RealRepository; clone: RealRepository } {
  const root = testFolder(t)
  const origin = createRepository(join(root, 'origin'))
  origin.commit('one')
  return { origin, clone: cloneRepository(origin.dir, join(root, 'clone')) }
}

test('a pull fast-forwards and says from where to where', async (t) => {
  const { origin, clone } = pair(t)
  const from = clone.git('rev-parse', 'HEAD')
  const to = origin.commit('two')
  const result = await pullRepository(clone.dir)
  assert.deepEqual([result.outcome, result.from, result.to, result.plan!.commits], ['updated', from, to, 1])
  assert.match(result.sentence, /moved forward by 1 commit to origin\/main/)
  assert.equal(clone.git('rev-parse', 'HEAD'), to)
  assert.equal((await pullRepository(clone.dir)).outcome, 'unchanged')
})

test('changes to tracked files keep a pull away though it fetches; untracked files do not', async (t) => {
  const { origin, clone } = pair(t)
  const from = clone.git('rev-parse', 'HEAD')
  origin.commit('two')
  clone.write('file.txt', 'mine')
  const result = await pullRepository(clone.dir)
  assert.deepEqual([result.outcome, result.plan!.action, clone.git('rev-parse', 'HEAD')], ['skipped', 'dirty', from])
  assert.equal(clone.git('rev-list', '--count', 'HEAD..origin/main'), '1')
  clone.git('checkout', '--quiet', 'file.txt')
  clone.write('untracked', 'x')
  assert.equal((await pullRepository(clone.dir)).outcome, 'updated')
})

test('an untracked file that the pull would overwrite stops it, untouched', async (t) => {
  const { origin, clone } = pair(t)
  origin.commit('two', { path: 'precious', content: 'theirs' })
  clone.write('precious', 'mine')
  const result = await pullRepository(clone.dir)
  assert.deepEqual([result.outcome, result.from === result.to, clone.git('status', '--porcelain')], ['failed', true, '?? precious'])
})

test('diverged branches are told, never merged', async (t) => {
  const { origin, clone } = pair(t)
  origin.commit('theirs')
  const mine = clone.commit('mine')
  const result = await pullRepository(clone.dir)
  assert.deepEqual([result.outcome, result.plan!.action, clone.git('rev-parse', 'HEAD')], ['skipped', 'diverged', mine])
})

test('without an upstream nothing is asked of any remote', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  assert.deepEqual((await pullRepository(repository.dir)).plan!.action, 'no-upstream')
  assert.deepEqual((await fetchRepository(repository.dir)).outcome, 'skipped')
})

test('a branch that follows a local branch is moved without a fetch', async (t) => {
  const repository = createRepository(testFolder(t))
  repository.commit('one')
  repository.git('checkout', '--quiet', '-b', 'topic', '--track', 'main')
  repository.git('checkout', '--quiet', 'main')
  const to = repository.commit('two')
  repository.git('checkout', '--quiet', 'topic')
  const result = await pullRepository(repository.dir)
  assert.deepEqual([result.outcome, result.to], ['updated', to])
})

test('a fetch tells what changed and reports progress', async (t) => {
  const { origin, clone } = pair(t)
  const from = clone.git('rev-parse', 'origin/main')
  const to = origin.commit('two')
  origin.git('tag', 'v1')
  const phases = new Set<string>()
  const result = await fetchRepository(clone.dir, { onProgress: ({ phase }) => phases.add(phase) })
  assert.deepEqual(
    [result.outcome, result.changes],
    [
      'fetched',
      [
        { name: 'origin/main', from, to },
        { name: 'v1', from: null, to },
      ],
    ],
  )
  assert.ok(phases.size > 0)
})

test('hooks of the repository do not run, and programs it names only when allowed', async (t) => {
  const { origin, clone } = pair(t)
  origin.commit('two')
  const ran = join(clone.dir, '.git/ran')
  for (const hook of ['post-merge', 'reference-transaction', 'post-checkout']) {
    writeFileSync(join(clone.dir, '.git/hooks', hook), `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 })
  }
  clone.git('config', 'remote.origin.uploadpack', `touch '${ran}'; git-upload-pack`)
  const refused = await fetchRepository(clone.dir)
  assert.deepEqual([refused.outcome, refused.failure!.code], ['skipped', 'needs_approval'])
  assert.equal((await pullRepository(clone.dir)).plan!.action, 'needs-approval')
  assert.equal(existsSync(ran), false)
  assert.equal((await pullRepository(clone.dir, { allowConfiguredPrograms: true })).outcome, 'updated')
  assert.equal(existsSync(ran), true)
})

test('a remote that wants a password fails at once, and no credential is in the answer', async (t) => {
  const { clone } = pair(t)
  const server = createServer((_request, response) => response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  clone.git('remote', 'set-url', 'origin', `http://ada:hunter2@127.0.0.1:${(server.address() as AddressInfo).port}/a.git`)
  const result = await fetchRepository(clone.dir)
  assert.deepEqual([result.outcome, result.failure!.code], ['failed', 'authentication_failed'])
  assert.doesNotMatch(JSON.stringify(result), /hunter2/)
})

test('a fetch that hangs is cancelled, and the branch stays as it was', async (t) => {
  const { clone } = pair(t)
  const asked = Promise.withResolvers<void>()
  const server = createServer(() => asked.resolve())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.closeAllConnections())
  t.after(() => server.close())
  clone.git('remote', 'set-url', 'origin', `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.git`)
  const stop = new AbortController()
  const pulling = pullRepository(clone.dir, { signal: stop.signal })
  await asked.promise
  stop.abort()
  const result = await pulling
  assert.deepEqual([result.outcome, result.from === result.to], ['cancelled', true])
})

test('a remote that is gone is said in a sentence', async (t) => {
  const { clone } = pair(t)
  clone.git('remote', 'set-url', 'origin', '/nowhere')
  const result = await fetchRepository(clone.dir)
  assert.deepEqual([result.outcome, result.failure!.code], ['failed', 'remote_missing'])
})
