import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markerFrom, parseCommandLine, programName } from './command-line.ts'

test('words are split at NUL, empty ones kept, padding of rewritten titles dropped', () => {
  assert.deepEqual(parseCommandLine(Buffer.from('node\0\0a b\0')), ['node', '', 'a b'])
  assert.deepEqual(parseCommandLine(Buffer.from('nginx: master process\0\0\0\0')), ['nginx: master process'])
  assert.deepEqual(parseCommandLine(Buffer.from('no end')), ['no end'])
  assert.deepEqual(parseCommandLine(Buffer.alloc(0)), [])
  assert.deepEqual(parseCommandLine(Buffer.from([0, 0])), [])
})

test('the marker is read wherever it stands, and nothing that merely ends like it', () => {
  const environment = (...variables: string[]): Buffer => Buffer.from(variables.map((variable) => `${variable}\0`).join(''))
  assert.deepEqual(markerFrom(environment('A=1', 'OPTIMUS_PROJECT=shop', 'OPTIMUS_RUN=r1')), { project: 'shop', run: 'r1' })
  assert.deepEqual(markerFrom(environment('OPTIMUS_RUN=r1')), { project: null, run: 'r1' })
  assert.deepEqual(markerFrom(environment('MY_OPTIMUS_RUN=no', 'X=OPTIMUS_RUN=no', 'OPTIMUS_RUN=yes')), { project: null, run: 'yes' })
  assert.equal(markerFrom(environment('MY_OPTIMUS_RUN=no', 'OPTIMUS_RUN=')), null)
  assert.deepEqual(markerFrom(Buffer.from('OPTIMUS_PROJECT=cut off')), { project: 'cut off', run: null })
  assert.equal(markerFrom(Buffer.alloc(0)), null)
})

test('a program is called what a person would call it', () => {
  const names: [string[] | null, string][] = [
    [['/usr/bin/node', 'server.js'], 'node'],
    [['-bash'], 'bash'],
    [['nginx: master process /usr/sbin/nginx'], 'nginx'],
    [['/opt/My App/run', '--x'], 'run'],
    [['sshd: ada@pts/0'], 'sshd'],
    [[], 'comm'],
    [null, 'comm'],
    [[''], 'comm'],
    [['/'], 'comm'],
  ]
  for (const [command, expected] of names) assert.equal(programName(command, 'comm'), expected)
})
