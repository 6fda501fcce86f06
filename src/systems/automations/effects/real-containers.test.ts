import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { openEngine, withoutDocker } from '#tests/support/docker-engine.ts'
import { contract } from '../contract.ts'

const skip = withoutDocker()

test('a step runs in a container of a real Docker Engine, with its words and its end', { skip }, async (t) => {
  const { socket, docker } = await openEngine(t)
  const before = process.env['DOCKER_HOST']
  process.env['DOCKER_HOST'] = `unix://${socket}`
  t.after(() => {
    if (before === undefined) delete process.env['DOCKER_HOST']
    else process.env['DOCKER_HOST'] = before
  })
  const app = await startAutomations()
  // The image is empty; programs come from this host, read-only.
  const step = (id: string, more: string): string =>
    `- { id: ${id}, uses: container, with: { image: optimus-empty, volumes: { /usr: '/usr:ro', /bin: '/bin:ro', /lib: '/lib:ro', /lib64: '/lib64:ro' }, ${more} } }`
  const good = await app.carryOut(
    `${textOf(
      'boxed',
      `${step('speak', `command: 'echo "$WHO"; cat; echo aside >&2', environment: { WHO: mara }, stdin: 'handed over'`)}
${step('count', 'command: exit 7, return: code')}`,
    )}outputs: { said: '\${ steps.speak.output }', code: '\${ steps.count.output }' }\n`,
  )
  assert.deepEqual([good.error, good.output], [null, { said: 'mara\nhanded over', code: 7 }])
  const { lines } = await app.call(contract.readLog, { run: good.id })
  assert.ok(lines.some(({ stream, text }) => stream === 'stderr' && text === 'aside'))
  const bad = await app.carryOut(textOf('breaks', step('fail', "command: 'echo no such thing >&2; exit 3'")))
  assert.match(bad.error!.detail!, /ended with code 3: no such thing/)
  const late = await app.carryOut(textOf('late', `${step('hang', 'command: sleep 600')}`.replace('uses:', 'timeout: 2s, uses:')))
  assert.equal(late.error!.status, 408)
  const missing = await app.carryOut(
    textOf('missing', '- { id: none, uses: container, with: { image: optimus-nowhere, pullPolicy: never } }'),
  )
  assert.match(missing.error!.detail!, /could not be run: No such image/)
  assert.equal(docker('ps', '--all', '--quiet', '--filter', 'label=optimus.run'), '')
})
