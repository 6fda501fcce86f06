import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requireNode24 } from './node24.mjs'
import { made, root } from './paths.mjs'
import { howToEnable, presentPeers } from './peers.mjs'
import { prepare } from './prepare.mjs'
import { orRefuse, say } from './say.mjs'
import { byIsolation, findTests } from './test-files.mjs'
import { runBatches } from './test-processes.mjs'

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
  const batches = [...(shared.length > 0 ? [shared] : []), ...alone.map((file) => [file])]
  add(totals, await runBatches(batches, { env, scratch }))
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

function add(totals, counted) {
  for (const key of Object.keys(totals)) totals[key] += counted[key]
}

function exitCode(args, env) {
  return new Promise((resolve) => {
    const child = spawn(requireNode24(), args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', () => resolve(127))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
