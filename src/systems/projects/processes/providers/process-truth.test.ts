import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { until } from '#tests/support/until.ts'
import type { TestContext } from 'node:test'
import { holderSentence, whoHolds } from '../held-ports.ts'
import type { MappedProcess, ProjectPlace, StartedRun } from '../process.ts'
import { openEngine, withoutDocker } from '#tests/support/docker-engine.ts'
import { createEngineContainerReader } from './engine-containers.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import { ProcessSampler } from './process-sampler.ts'
import { freePort, isThere, LINUX, SERVER_SCRIPT, spawnChild, writeFiles } from '#tests/support/real-processes.ts'
import { startCommand } from './start-command.ts'
import { stopTree } from './stop-tree.ts'

interface Portfolio {
  readonly root: string
  readonly sampler: ProcessSampler
  readonly started: StartedRun[]
  /** A project with a server.js and package.json. */
  add(name: string): ProjectPlace
  /** The processes mapped to a project, once they are as many as wanted. */
  of(project: ProjectPlace, count: number): Promise<MappedProcess[]>
}

function portfolio(t: TestContext, sockets: readonly string[] = []): Portfolio {
  const root = testFolder(t)
  const projects: ProjectPlace[] = []
  const started: StartedRun[] = []
  const sampler = new ProcessSampler({
    reader: createLinuxProcessReader(),
    containers: createEngineContainerReader({ sockets }),
    intervalMs: 200,
    projects: () => projects,
    started: () => started,
    home: null,
    // The servers of this test are children of the test, and it is not Optimus.
    self: null,
  })
  sampler.start()
  t.after(() => sampler.stop())
  const mappedTo = (id: string): MappedProcess[] => sampler.map?.processes.filter(({ owner }) => owner.known && owner.project === id) ?? []
  return {
    root,
    sampler,
    started,
    add(name) {
      const project = { id: name, name, root: join(root, name) }
      writeFiles(project.root, { 'server.js': SERVER_SCRIPT, 'package.json': '{"scripts":{"dev":"node server.js"}}' })
      projects.push(project)
      return project
    },
    of: (project, count) =>
      until(`${count} processes of ${project.name}`, async () => {
        const found = mappedTo(project.id)
        return found.length === count && found
      }),
  }
}

const evidenceOf = ({ owner }: MappedProcess): string[] => (owner.known ? owner.evidence.map(({ sentence }) => sentence) : [])
const kindsOf = ({ owner }: MappedProcess): string[] => (owner.known ? owner.evidence.map(({ kind }) => kind) : [])
const hasPython = spawnSync('python3', ['-m', 'venv', '--help'], { stdio: 'ignore' }).status === 0

test('six dev servers of every kind are mapped right with evidence, and stopping one leaves the others', LINUX, async (t) => {
  const all = portfolio(t)
  const [npm, daemon, outside, twinA, twinB] = ['npm', 'daemon', 'outside', 'twin-a', 'twin-b'].map(all.add) as [
    ProjectPlace,
    ProjectPlace,
    ProjectPlace,
    ProjectPlace,
    ProjectPlace,
  ]
  const port = String(await freePort())
  spawnChild(t, ['npm', 'run', 'dev'], { cwd: npm.root, env: { PORT: port, npm_config_update_notifier: 'false' } })
  t.after(() => endByArgument(`${daemon.root}/server.js`))
  // Double fork, own session, its folder left: only the script's path still tells.
  spawnChild(t, ['setsid', 'sh', '-c', `cd / && (node ${daemon.root}/server.js >/dev/null 2>&1 &)`])
  spawnChild(t, ['node', join(outside.root, 'server.js')], { cwd: '/' })
  for (const twin of [twinA, twinB]) spawnChild(t, ['node', 'server.js'], { cwd: twin.root })

  const npmTree = await until('npm, its shell and its server', async () => {
    const tree = await all.of(npm, 3)
    return tree.some(({ process }) => process.ports?.length) && tree
  })
  for (const entry of npmTree) assert.ok(evidenceOf(entry).includes(`cwd ${npm.root}`))
  const [[lone], [far], [a], [b]] = [await all.of(daemon, 1), await all.of(outside, 1), await all.of(twinA, 1), await all.of(twinB, 1)]
  assert.deepEqual(evidenceOf(lone!), [`argument ${daemon.root}/server.js`])
  assert.notEqual(lone!.process.parentPid, process.pid)
  assert.deepEqual(evidenceOf(far!), [`argument ${outside.root}/server.js`])
  assert.deepEqual([evidenceOf(a!), evidenceOf(b!)], [[`cwd ${twinA.root}`], [`cwd ${twinB.root}`]])
  assert.equal(a!.process.name, b!.process.name)
  const [held] = whoHolds(Number(port), all.sampler.map!)
  assert.match(
    holderSentence(held!, (id) => id),
    new RegExp(`^Port ${port} is held by node \\(pid \\d+\\) of npm\\.$`),
  )

  const reader = createLinuxProcessReader()
  const others = [...npmTree, lone!, far!, b!].map(({ process }) => process.pid)
  assert.deepEqual(
    (await stopTree(a!.process, { reader })).ended.map(({ pid }) => pid),
    [a!.process.pid],
  )
  await all.of(twinA, 0)
  assert.deepEqual(
    others.filter((pid) => !isThere(pid)),
    [],
  )
  assert.equal((await stopTree(lone!.process, { reader })).complete, true)
  await all.of(daemon, 0)
  const root = npmTree.find(({ process }) => !npmTree.some((other) => other.process.pid === process.parentPid))!
  assert.equal((await stopTree(root.process, { reader })).ended.length, 3)
  await all.of(npm, 0)
  assert.deepEqual(
    [far!, b!].map(({ process }) => isThere(process.pid)),
    [true, true],
  )
})

test(
  "a virtual environment's Python is its project's, though the kernel names the system's",
  { ...LINUX, skip: LINUX.skip || (!hasPython && 'needs python3 with venv') },
  async (t) => {
    const all = portfolio(t)
    const project = all.add('python')
    execFileSync('python3', ['-m', 'venv', '--without-pip', join(project.root, '.venv')])
    spawnChild(t, [join(project.root, '.venv/bin/python'), '-m', 'http.server', String(await freePort()), '--bind', '127.0.0.1'], {
      cwd: '/',
    })
    const [server] = await all.of(project, 1)
    assert.deepEqual(evidenceOf(server!), [`argument ${project.root}/.venv/bin/python`])
    assert.equal(server!.process.executable!.startsWith(project.root), false)
  },
)

test('what Optimus started is known wherever it goes, and so is what it starts', LINUX, async (t) => {
  const all = portfolio(t)
  const project = all.add('started')
  const spec = { id: `truth-${process.pid}`, project: project.id, dir: project.root, logDir: join(all.root, 'logs') }
  const result = await startCommand(
    { ...spec, command: { shell: 'cd / && (setsid sleep 1021 &) ; exec sleep 1022' } },
    { holders: async () => [], describe: () => '' },
  )
  assert.ok(result.started)
  const reader = createLinuxProcessReader()
  t.after(() => stopTree(result.run, { reader, run: spec.id, graceMs: 0 }))
  all.started.push(result.run)
  const found = await all.of(project, 2)
  const root = found.find(({ process }) => process.pid === result.run.pid)!
  assert.deepEqual(kindsOf(root), ['started', 'marker'])
  assert.deepEqual(kindsOf(found.find((entry) => entry !== root)!), ['marker'])
  assert.equal((await stopTree(result.run, { reader, run: spec.id })).ended.length, 2)
  await all.of(project, 0)
})

test('a process of no project is said to be unknown, with the reason', LINUX, async (t) => {
  const all = portfolio(t)
  all.add('some')
  const child = spawnChild(t, ['sleep', '1023'], { cwd: '/' })
  const entry = await until('the process', async () => all.sampler.map?.processes.find(({ process }) => process.pid === child.pid))
  assert.match(entry.owner.known ? '' : entry.owner.reason, /^Its folder \/, program and arguments are in no project\./)
})

test(
  "a container's processes and its published port are its project's, by label",
  { ...LINUX, timeout: 180_000, skip: LINUX.skip || withoutDocker() },
  async (t) => {
    const engine = await openEngine(t)
    const all = portfolio(t, [engine.socket])
    const [labelled, mounted] = [all.add('labelled'), all.add('mounted')]
    mkdirSync(join(mounted.root, 'www'))
    const script = SERVER_SCRIPT.replace("'127.0.0.1'", "'0.0.0.0'").replace('|| 0', '|| 8080')
    const port = await freePort()
    const label = `com.docker.compose.project.working_dir=${labelled.root}`
    const id = engine.run(script, '--publish', `127.0.0.1:${port}:8080`, '--label', label, '--name', `optimus-${process.pid}`)
    engine.run(script, '--network', 'none', '--volume', `${join(mounted.root, 'www')}:/www`)

    const server = await until('the server inside', async () =>
      (await all.sampler.refresh())!.processes.find(
        ({ process, owner }) => process.container?.id === id && owner.known && process.ports?.length,
      ),
    )
    assert.deepEqual(evidenceOf(server), [`container optimus-${process.pid}, compose folder ${labelled.root}`])
    assert.deepEqual(
      server.process.ports!.map((found) => [found.port, found.onHost]),
      [[8080, false]],
    )
    const [held] = await until('the published port', async () => {
      const holders = whoHolds(port, (await all.sampler.refresh())!)
      return holders.length > 0 && holders
    })
    assert.deepEqual(held!.owner.known && held!.owner.project, 'labelled')
    const [inMounted] = await until('the mounted one', async () => {
      const found = (await all.sampler.refresh())!.processes.filter(
        ({ process, owner }) => process.container && owner.known && owner.project === 'mounted',
      )
      return found.length > 0 && found
    })
    assert.deepEqual(kindsOf(inMounted!), ['container-mount'])
    engine.docker('kill', id)
    await until('nothing of it', async () => {
      const map = (await all.sampler.refresh())!
      return whoHolds(port, map).length === 0 && !map.processes.some(({ process }) => process.container?.id === id)
    })
  },
)

async function endByArgument(word: string): Promise<void> {
  const { processes } = await createLinuxProcessReader().read()
  for (const { pid, command } of processes) if (command?.includes(word)) process.kill(pid, 'SIGKILL')
}
