// Runs test files in processes of their own, a few at a time. Each has a bound: a file that hangs ends with all that it
// started, is told by name, and the others go on.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode24 } from './node24.mjs'
import { root } from './paths.mjs'

/** A process of tests may take this long. The slowest file needs about a minute on two idle cores. */
const twelveMinutes = 12 * 60_000
/** With more failed files than this something is broken, and nothing runs a second time. */
const secondRuns = 3
const none = { passed: 0, failed: 0, skipped: 0 }
/** Kept of what a process prints, to be shown if it fails. */
const keptOutput = 6000

/** Process groups that run right now: they end with this process. */
const groups = new Set()
process.on('exit', () => groups.forEach(endGroup))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))

/**
 * Runs every batch (files that share one process); resolves with how many tests passed, failed and were skipped. A few
 * failed files run once more when the machine is quiet, and are told apart: a test that fails only beside others is a
 * fault to mend, not a reason to throw away a day's work.
 */
export async function runBatches(batches, { env, scratch, boundMs = twelveMinutes, tell = (text) => process.stdout.write(text) }) {
  const named = batches.map((files, index) => ({ files, scratch: join(scratch, `batch-${index}`), counted: none }))
  const waiting = [...named]
  const work = async () => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) batch.counted = await runBatch(batch, { env, boundMs, tell })
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  const failed = named.filter(({ counted }) => counted.failed > 0)
  if (failed.length <= secondRuns) for (const batch of failed) await runAgain(batch, { env, boundMs, tell })
  return named.reduce((sum, { counted }) => plus(sum, counted), none)
}

async function runAgain(batch, how) {
  const { files } = batch
  how.tell(`\nOnce more, alone: ${files.length === 1 ? files[0] : `${files.length} files`}\n`)
  batch.scratch += '-again'
  batch.counted = await runBatch(batch, how)
  if (batch.counted.failed === 0) how.tell(`⚠ ${files[0]} failed beside others and passed alone: it depends on time or on a neighbour\n`)
}

function plus(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}

async function runBatch({ files, scratch }, { env, boundMs, tell }) {
  const at = (name) => pathToFileURL(join(root, 'bin', 'bootstrap', name)).href
  const report = `${scratch}.report`
  const reporter = [`--test-reporter=${at('test-reporter.mjs')}`, `--test-reporter-destination=${report}`]
  // A single test ends before its process does, so that its name is told.
  const bounds = ['--test-isolation=none', '--test-force-exit', `--test-timeout=${boundMs * 0.8}`]
  const totals = `${scratch}.totals`
  const args = ['--import', at('tsx-hooks.mjs'), '--test', ...bounds, ...reporter, ...files]
  const { code, timedOut, output } = await bounded(args, { env: { ...env, OPTIMUS_TEST_TOTALS: totals }, boundMs })
  const counted = readTotals(totals)
  tell(read(report))
  // A process that died, or failed outside of any test, must not pass for green.
  if (code !== 0 && counted.failed === 0) {
    counted.failed += 1
    const why = timedOut ? `did not end within ${boundMs / 60_000} minutes` : `ended with ${code}`
    tell(`\n✖ ${files.length === 1 ? files[0] : `one of ${files.length} files`} ${why}\n`)
  }
  if (counted.failed > 0 && output.trim()) tell(`${`output:\n${output}`.replace(/^(?=.)/gm, '    ')}\n`)
  return counted
}

/** A group of its own, so that its end is the end of everything it started and did not detach. */
function bounded(args, { env, boundMs }) {
  return new Promise((resolve) => {
    let output = ''
    let timedOut = false
    const child = spawn(requireNode24(), args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    groups.add(child.pid)
    const keep = (chunk) => (output = (output + chunk).slice(-keptOutput))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const bound = setTimeout(() => {
      timedOut = true
      endGroup(child.pid)
    }, boundMs)
    const done = (code) => {
      clearTimeout(bound)
      endGroup(child.pid)
      groups.delete(child.pid)
      resolve({ code, timedOut, output })
    }
    child.on('error', (error) => {
      output += error.message
      done(127)
    })
    // Not `close`: something left behind may hold the pipes open for ever.
    child.on('exit', (code) => done(code ?? 1))
  })
}

function endGroup(pid) {
  try {
    if (pid) process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of it is left.
  }
}

function readTotals(path) {
  const text = read(path)
  return text ? JSON.parse(text) : { ...none }
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
