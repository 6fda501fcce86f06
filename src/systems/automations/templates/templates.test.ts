import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { chmodSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { projects } from '#systems/projects/system.ts'
import { startAutomations, type EndedRun } from '#tests/support/automations-app.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'
import { brittle, probe } from '#tests/support/workflows.ts'
import { contract } from '../contract.ts'
import { receiveDelivery } from '../webhooks/receive-delivery.ts'

const certificateProgram = 'openssl'
const folder = temporaryFolder()
after(folder.remove)
// Steps run as users of their own, and have to reach what they work on.
chmodSync(folder.path, 0o755)
folder.commit('projects/shop', { 'package.json': '{ "name": "shop", "version": "1.0.0" }' })
const app = await startAutomations([projects, probe], { roots: [join(folder.path, 'projects')] })

const use = (template: string, enabled = false) => app.call(contract.useTemplate, { template, enabled })
async function carriedOut(template: string, inputs: Record<string, unknown> = {}): Promise<EndedRun> {
  return app.ended((await app.call(contract.start, { automation: template, inputs })).run)
}
const done = (run: EndedRun): void => assert.deepEqual([run.state, run.error], ['done', null])

async function approve(run: string): Promise<string> {
  const asked = await until('somebody is asked', async () => (await app.call(contract.listApprovals, { run, state: 'open' })).items[0], 60)
  await app.call(contract.answerApproval, { approval: asked.id, decision: 'approved' })
  return asked.message ?? ''
}

async function grant(automation: string, name: string, value: string): Promise<void> {
  const secret = `github.${automation}${name}`.replace(/[-_]/g, '')
  await app.call(settings.setSecret, { name: secret, value })
  await app.call(contract.grantSecret, { automation, name, secret })
}

function listening(server: Server): Promise<number> {
  after(() => server.close())
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)))
}

/** Git's own server: steps are other users than the test, and Git reads no foreign repository by its path. */
const gitServer = createTcpServer((socket) => {
  const daemon = spawn('git', ['daemon', '--inetd', '--export-all', '--enable=receive-pack', `--base-path=${folder.path}`], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  socket.on('error', () => daemon.kill())
  daemon.stdin.on('error', () => socket.destroy())
  socket.pipe(daemon.stdin)
  daemon.stdout.pipe(socket)
})

/** The address of a repository with these files on its main branch. */
async function repository(name: string, files: Record<string, string>): Promise<string> {
  folder.commit(`${name}-work`, files)
  folder.git(`${name}-work`, 'clone', '--quiet', '--bare', '.', join(folder.path, `${name}.git`))
  const port = gitServer.listening ? (gitServer.address() as AddressInfo).port : await listening(gitServer)
  return `git://127.0.0.1:${port}/${name}.git`
}

test('nightly-check reads the projects and remembers how many there are', async () => {
  await use('nightly-check')
  const run = await carriedOut('nightly-check')
  done(run)
  assert.deepEqual(run.output, { projects: 1 })
  const { found } = await app.call(contract.getState, { scope: 'automation:nightly-check', key: 'projects' })
  assert.equal(found?.value, 1)
})

test('weekly-review keeps the projects and the runs that failed', async () => {
  const failed = await app.kernel.context(program).start(brittle, {})
  await until(
    'a run failed',
    async () => (await app.rows("SELECT 1 FROM kernel.run WHERE id = $1 AND state = 'failed'", [failed])).length === 1,
    60,
  )
  await use('weekly-review')
  const run = await carriedOut('weekly-review')
  done(run)
  assert.deepEqual(run.output, { review: { projects: ['shop'], failed: [brittle.summary] } })
})

test('failed-runs counts what fails by the news of it', async () => {
  await use('failed-runs', true)
  await app.kernel.context(program).start(brittle, {})
  await until(
    'it was counted',
    async () => (await app.call(contract.getState, { scope: 'automation:failed-runs', key: 'failures' })).found?.value === 1,
    60,
  )
  await app.call(contract.disable, { automation: 'failed-runs' })
})

test('site-check asks the address, and tells when it does not answer', async () => {
  let status = 200
  const port = await listening(createServer((_request, response) => response.writeHead(status).end('ok')))
  await use('site-check')
  const address = `http://127.0.0.1:${port}/`
  done(await carriedOut('site-check', { address }))
  status = 503
  // Half a minute between tries is for the world; what happens after the last one is the same.
  const { text } = await app.call(contract.get, { automation: 'site-check' })
  await app.call(contract.save, { automation: 'site-check', text: text.replace('delay: 10s', 'delay: 10ms') })
  assert.equal((await carriedOut('site-check', { address })).state, 'failed')
  assert.equal((await app.rows("SELECT 1 FROM automations.event WHERE type = 'site.down'")).length, 1)
})

test('webhook-to-chat posts what came with the right signature', async () => {
  const posted: string[] = []
  const port = await listening(
    createServer((request, response) => {
      request.on('data', (piece: Buffer) => posted.push(piece.toString()))
      request.on('end', () => response.end('ok'))
    }),
  )
  await use('webhook-to-chat', true)
  await grant('webhook-to-chat', 'SIGNING_SECRET', 'sign-me-please')
  await grant('webhook-to-chat', 'CHAT_WEBHOOK', `http://127.0.0.1:${port}/services/T0/B0`)
  const [hook] = (await app.call(contract.listWebhooks, { automation: 'webhook-to-chat' })).items
  const body = '{"order":7}'
  const signature = createHmac('sha256', 'sign-me-please').update(body).digest('hex')
  const headers = new Headers({ 'content-type': 'application/json', 'x-signature-256': signature })
  const path = hook!.address.slice(hook!.address.lastIndexOf('/') + 1)
  const handled = await receiveDelivery(app.kernel.context(program), path, { headers, body: Buffer.from(body) })
  done(await app.ended(handled!.run!))
  assert.match(posted.join(''), /Something came in: \{\\"order\\":7\}/)
})

test('dependency-watch keeps what is outdated, and tells of it once', async () => {
  await use('dependency-watch')
  const project = { folder: join(folder.path, 'projects/shop') }
  done(await carriedOut('dependency-watch', project))
  done(await carriedOut('dependency-watch', project))
  assert.equal((await app.rows("SELECT 1 FROM automations.event WHERE type = 'dependencies.changed'")).length, 1)
})

test('disk-full says where the space went and asks', async () => {
  await use('disk-full')
  const { run } = await app.call(contract.start, { automation: 'disk-full', inputs: { folder: folder.path, limit: 1 } })
  assert.match(await approve(run), /The disk is \d+ % full[\s\S]*\dM\t.*projects/)
  done(await app.ended(run))
})

test('deploy-on-push tests a fresh clone, asks, and runs the command in another one', async () => {
  const address = await repository('site', { 'test.sh': 'test -f deploy.sh', 'deploy.sh': 'echo "deployed $(git rev-parse HEAD)"' })
  await use('deploy-on-push')
  await grant('deploy-on-push', 'REPOSITORY', address)
  const inputs = { test: 'sh test.sh', command: 'sh deploy.sh' }
  const { run } = await app.call(contract.start, { automation: 'deploy-on-push', inputs })
  assert.equal(await approve(run), 'Deploy HEAD?')
  done(await app.ended(run))
  const { lines } = await app.call(contract.readLog, { run })
  assert.ok(lines.some(({ text }) => text === `deployed ${folder.git('site.git', 'rev-parse', 'HEAD')}`))
})

test('stale-branches deletes what was merged once somebody approved, and nothing else', async () => {
  const address = await repository('old', { 'a.txt': 'a' })
  const branches = (): string => folder.git('old.git', 'branch', '--format', '%(refname:short)')
  folder.git('old.git', 'branch', 'merged')
  folder.git('old-work', 'checkout', '-q', '-b', 'open')
  folder.git('old-work', 'commit', '-q', '--allow-empty', '-m', 'more')
  folder.git('old-work', 'push', '-q', join(folder.path, 'old.git'), 'open')
  await use('stale-branches')
  await grant('stale-branches', 'REPOSITORY', address)
  const { run } = await app.call(contract.start, { automation: 'stale-branches' })
  assert.match(await approve(run), /Delete these branches\?\nmerged$/)
  done(await app.ended(run))
  assert.deepEqual(branches().split('\n'), ['main', 'open'])
})

test('certificate-expiry lets a certificate pass that lasts, and names the one that does not', async () => {
  const [key, cert] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
  const made = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '5',
    '-subj',
    '/CN=localhost',
  ]
  execFileSync(certificateProgram, [...made, '-keyout', key, '-out', cert], { stdio: 'pipe' })
  const port = await listening(
    createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) => response.end()),
  )
  await use('certificate-expiry')
  const hosts = [`localhost:${port}`]
  done(await carriedOut('certificate-expiry', { hosts, days: 3 }))
  const failed = await carriedOut('certificate-expiry', { hosts, days: 21 })
  assert.equal(failed.state, 'failed')
  assert.match(failed.error!.detail!, new RegExp(`localhost:${port}`))
  assert.equal((await app.rows("SELECT 1 FROM automations.event WHERE type = 'certificates.expiring'")).length, 1)
})
