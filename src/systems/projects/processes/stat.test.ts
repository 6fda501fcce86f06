import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseStat } from './stat.ts'

/** The numbers after the name, from field 3 on, with the given fields replaced. */
function line(name: string, fields: Record<number, string | number> = {}): string {
  const values = Array.from({ length: 50 }, (_, at) => String(fields[at + 3] ?? (at === 0 ? 'S' : 0)))
  return `4711 (${name}) ${values.join(' ')}\n`
}

test('names with spaces, parentheses, newlines, digits and nothing at all are read as they are', () => {
  for (const name of [
    'node',
    'tmux: server',
    '((sd-pam))',
    'a) S 1 2 3',
    ') (',
    '(',
    ')',
    '',
    'x\ny',
    'R 1 (0)',
    '日本語',
    ' lead trail ',
  ]) {
    const stat = parseStat(line(name, { 4: 77, 22: 123456 }))
    assert.deepEqual([stat!.name, stat!.parentPid, stat!.startTicks, stat!.state], [name, 77, 123456, 'sleeping'], JSON.stringify(name))
  }
})

test('every field is taken from its place', () => {
  const stat = parseStat(line('x', { 3: 'R', 4: 4, 5: 5, 6: 6, 9: 0x00200040, 14: 14, 15: 15, 22: 22, 24: 24, 26: 26, 28: 28, 48: 48 }))
  assert.deepEqual(stat, {
    name: 'x',
    state: 'running',
    parentPid: 4,
    groupId: 5,
    sessionId: 6,
    kernel: true,
    cpuTicks: 29,
    startTicks: 22,
    residentPages: 24,
    program: 'x/64/26/28/48',
  })
})

test('every state letter is known, and one of tomorrow is unknown', () => {
  const states = 'RSDTtZXxIWKP?'.split('').map((letter) => parseStat(line('x', { 3: letter }))!.state)
  assert.deepEqual(states, [
    'running',
    'sleeping',
    'waiting',
    'stopped',
    'stopped',
    'zombie',
    'zombie',
    'zombie',
    'idle',
    'waiting',
    'waiting',
    'stopped',
    'unknown',
  ])
})

test('another program under the same name and start time is told apart', () => {
  const changes: Record<number, number>[] = [{}, { 26: 5 }, { 28: 5 }, { 48: 5 }, { 9: 0x40 }]
  const programs = changes.map((fields) => parseStat(line('x', fields))!.program)
  assert.equal(new Set(programs).size, programs.length)
  assert.equal(parseStat(line('x', { 14: 99, 24: 5 }))!.program, programs[0])
})

test("an old kernel's shorter line is read, a torn one is nothing", () => {
  assert.equal(parseStat(line('x').split(' ').slice(0, 30).join(' '))!.name, 'x')
  for (const text of ['', '1', '1 (x', '1 x) S 0', '1 (x) S 0 0', ') (']) assert.equal(parseStat(text), null)
})
