import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireNode24 } from './node24.mjs'
import { made, root } from './paths.mjs'
import { howToEnable, presentPeers } from './peers.mjs'
import { prepare } from './prepare.mjs'
import { orRefuse, say } from './say.mjs'
import { byIsolation, findTests } from './test-files.mjs'

/** A single test may take this long, and so may a file that runs alone. */
const timeoutMs = 10 * 60_000

export function main(args) {
  return orRefuse(async () => {
    await prepare()
    const { present, missing } = await presentPeers()
    tell(missing)
    const scratch = mkdtempSync(join(tmpdir(), 'optimus-test-'))
    try {
      await runAll(args, { scratch, peers: present.map(({ name }) => name) })
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  })
}

async function runAll(args, { scratch, peers }) {
  const totals = { passed: 0, failed: 0, skipped: 0 }
  const env = testEnvironment(scratch, peers)
  if (args.length === 0) await check(env, totals)
  const { shared, alone } = byIsolation(findTests(args))
  await runTests({ files: shared, flags: ['--test-isolation=none'], env, totals })
  await runTests({ files: alone, flags: ['--test-isolation=process', '--test-concurrency=2'], env, totals })
  if (shared.length + alone.length === 0) say('There is no test file here.')
  process.stdout.write(`\n${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped\n`)
  if (totals.failed > 0 || (args.length > 0 && shared.length + alone.length === 0)) process.exitCode = 1
}

/** Tests never see the person's own home, database or provider keys; each makes what it needs. */
function testEnvironment(scratch, peers) {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (/^(OPTIMUS_|npm_|DATABASE_URL$|REDIS_URL$)|_API_KEY$|_BASE_URL$/.test(name)) delete env[name]
  }
  return {
    ...env,
    OPTIMUS_HOME: join(scratch, 'home'),
    OPTIMUS_PROJECTS: join(scratch, 'projects'),
    OPTIMUS_TEST_PEERS: peers.join(','),
    OPTIMUS_TEST_TOTALS: join(scratch, 'totals.json'),
    NODE_COMPILE_CACHE: join(made, 'compile-cache'),
  }
}

function tell(missing) {
  if (missing.length === 0) return
  say('Skipped here, because a program is missing:')
  for (const peer of missing) say(`  ${peer.name}: ${peer.for}`)
  say(howToEnable(missing))
}

/** The guards count as one test. */
async function check(env, totals) {
  const guards = join(root, 'bin', 'check')
  if (!existsSync(guards)) return
  say('\nbin/check')
  const code = await exitCode([guards], env)
  totals[code === 0 ? 'passed' : 'failed'] += 1
}

async function runTests({ files, flags, env, totals }) {
  if (files.length === 0) return
  const at = (name) => pathToFileURL(join(root, 'bin', 'bootstrap', name)).href
  const reporter = [`--test-reporter=${at('test-reporter.mjs')}`, '--test-reporter-destination=stdout']
  rmSync(env.OPTIMUS_TEST_TOTALS, { force: true })
  const code = await exitCode(
    ['--import', at('tsx-hooks.mjs'), '--test', ...flags, `--test-timeout=${timeoutMs}`, ...reporter, ...files],
    env,
  )
  const counted = readTotals(env.OPTIMUS_TEST_TOTALS)
  for (const key of Object.keys(totals)) totals[key] += counted[key]
  // A process that died, or failed outside of any test, must not pass for green.
  if (code !== 0 && counted.failed === 0) totals.failed += 1
}

function exitCode(args, env) {
  return new Promise((resolve) => {
    const child = spawn(requireNode24(), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function readTotals(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
