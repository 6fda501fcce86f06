import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { expectNone } from './report.ts'
import { root } from './source-tree.ts'

interface Shape {
  readonly http: string
  readonly required: readonly string[]
  readonly input: readonly string[]
  readonly output: readonly string[]
}

interface ContractShape {
  readonly operations: Readonly<Record<string, Shape>>
  readonly errors: Readonly<Record<string, number>>
}

const released = read('docs/generated/released-contract.json')
const current = read('docs/generated/contract.json')

/** Copy contract.json over released-contract.json with each release, and at no other time. */
const why = 'v1 only grows. A breaking change is a new operation; the old one stays and says `deprecated`.'

test('no released operation has gone, moved or lost a field', () => {
  const broken = Object.entries(released.operations).flatMap(([id, before]) => {
    const now = current.operations[id]
    if (!now) return [`${id} is gone`]
    return [
      ...(now.http === before.http ? [] : [`${id} moved from ${before.http} to ${now.http}`]),
      ...missing(before.input, now.input).map((field) => `${id} no longer takes ${field}`),
      ...missing(before.output, now.output).map((field) => `${id} no longer answers ${field}`),
    ]
  })
  expectNone('Promises of the last release that are broken:', why, broken)
})

test('no released operation asks for more than it did', () => {
  const broken = Object.entries(released.operations).flatMap(([id, before]) =>
    missing(current.operations[id]?.required ?? [], before.required).map((field) => `${id} now requires ${field}`),
  )
  expectNone('Callers of the last release that would be refused:', why, broken)
})

test('no released error code has gone or changed its status', () => {
  const broken = Object.entries(released.errors)
    .filter(([code, status]) => current.errors[code] !== status)
    .map(([code, status]) => `${code} was ${status} and is ${current.errors[code] ?? 'gone'}`)
  expectNone('Error codes that programs rely on:', why, broken)
})

function missing(wanted: readonly string[], there: readonly string[]): string[] {
  return wanted.filter((field) => !there.includes(field))
}

function read(path: string): ContractShape {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as ContractShape
}
