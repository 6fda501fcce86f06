// One line per test file, failures in full, reasons of skips; the totals go to the file named by OPTIMUS_TEST_TOTALS.
import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inspect } from 'node:util'

export default async function* report(events) {
  const files = new Map()
  const totals = { passed: 0, failed: 0, skipped: 0 }
  for await (const { type, data } of events) {
    const file = fileOf(files, data?.file)
    if (type === 'test:pass') file.count(data)
    else if (type === 'test:fail') yield* failure(file, data)
    else if (type === 'test:summary' && data.file !== undefined) yield* finish(files, data.file, totals)
  }
  for (const path of [...files.keys()]) yield* finish(files, path, totals)
  writeFileSync(process.env.OPTIMUS_TEST_TOTALS, JSON.stringify(totals))
}

function fileOf(files, path = '') {
  if (!files.has(path)) files.set(path, newFile())
  return files.get(path)
}

function newFile() {
  const file = { passed: 0, failed: 0, skips: new Map(), milliseconds: 0 }
  file.count = (data) => {
    if (data.nesting === 0) file.milliseconds += data.details?.duration_ms ?? 0
    if (data.details?.type === 'suite') return
    const skip = data.skip ?? data.todo
    if (skip !== undefined) {
      const reason = typeof skip === 'string' && skip ? skip : 'no reason given'
      file.skips.set(reason, (file.skips.get(reason) ?? 0) + 1)
    } else file.passed += 1
  }
  return file
}

function* failure(file, data) {
  const { error, duration_ms: duration = 0 } = data.details ?? {}
  if (data.nesting === 0) file.milliseconds += duration
  if (error?.failureType === 'subtestsFailed') return // those subtests are counted themselves
  file.failed += 1
  const cause = error?.cause ?? error
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : typeof cause === 'string' ? cause : inspect(cause)
  yield `\n✖ ${data.name}\n  ${relative(process.cwd(), data.file ?? '')}${data.line ? `:${data.line}` : ''}\n`
  yield `${indent(text)}\n`
  if (cause && typeof cause === 'object' && 'expected' in cause && !text.includes('\n+')) {
    yield `${indent(`actual:   ${inspect(cause.actual)}\nexpected: ${inspect(cause.expected)}`)}\n`
  }
}

function* finish(files, path, totals) {
  const file = files.get(path)
  files.delete(path)
  if (!file || !path) return
  const skipped = [...file.skips.values()].reduce((sum, count) => sum + count, 0)
  if (file.passed + file.failed + skipped === 0) return // a late word of a file that is told already
  totals.passed += file.passed
  totals.failed += file.failed
  totals.skipped += skipped
  const parts = [`${file.passed} passed`]
  if (file.failed > 0) parts.push(`${file.failed} failed`)
  for (const [reason, count] of file.skips) parts.push(`${count} skipped: ${reason}`)
  const mark = file.failed > 0 ? '✖' : '✔'
  yield `${mark} ${relative(process.cwd(), path)}  ${parts.join(', ')}  ${(file.milliseconds / 1000).toFixed(1)} s\n`
}

function indent(text) {
  return text.replace(/^(?=.)/gm, '    ')
}
