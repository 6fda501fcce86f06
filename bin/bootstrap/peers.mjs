// The real programs that tests talk to. A new one is one line: its name in OPTIMUS_TEST_PEERS, the Debian package
// that brings it, how to see that it works, and which suites need it.
import { accessSync, constants, existsSync, rmSync, writeFileSync } from 'node:fs'
import { Refusal, step } from './say.mjs'
import { finished, lastLines } from './spawned.mjs'

/** `root: true`: without root the tests cannot start it, so there it counts as missing. */
export const peers = [
  { name: 'git', packages: ['git'], probe: ['git', '--version'], for: 'repositories of the projects system' },
  {
    name: 'python3',
    packages: ['python3', 'python3-venv'],
    probe: ['python3', '-c', 'import ensurepip'],
    for: 'process mapping of Python servers',
  },
  { name: 'chromium', packages: ['chromium'], probe: ['chromium', '--version'], for: 'journeys in a real browser' },
  { name: 'oathtool', packages: ['oathtool'], probe: ['oathtool', '--version'], for: 'codes of authenticator apps' },
  { name: 'docker', packages: ['docker.io'], probe: ['dockerd', '--version'], root: true, for: 'containers of projects' },
]

const policy = '/usr/sbin/policy-rc.d'
const environment = { ...process.env, PATH: `${process.env.PATH}:/usr/local/sbin:/usr/sbin:/sbin`, DEBIAN_FRONTEND: 'noninteractive' }

/**
 * Names of the peers that are there, after installing the missing ones where that is allowed.
 * Under CI=true a peer that stays missing is a Refusal; elsewhere its suites are skipped.
 */
export async function presentPeers() {
  let missing = await missingPeers()
  if (missing.length > 0 && mayInstall()) {
    await installPeers(missing)
    missing = await missingPeers()
  }
  if (missing.length > 0 && isCi()) {
    throw new Refusal(`CI=true, and these test peers are missing: ${missing.map(({ name }) => name).join(', ')}.`)
  }
  return { present: peers.filter((peer) => !missing.includes(peer)), missing }
}

/** The sentence that tells how to get the suites of missing peers to run. */
export function howToEnable(missing) {
  const packages = missing.flatMap((peer) => peer.packages).join(' ')
  const needsRoot = missing.some((peer) => peer.root) && process.getuid?.() !== 0 ? ' and run npm test as root' : ''
  return `To run them: apt-get install ${packages}${needsRoot} (or, as root, OPTIMUS_INSTALL_PEERS=1 npm test).`
}

async function missingPeers() {
  const works = await Promise.all(peers.map(isPresent))
  return peers.filter((_, index) => !works[index])
}

async function isPresent(peer) {
  if (peer.root && process.getuid?.() !== 0) return false
  const [program, ...args] = peer.probe
  const { code } = await finished(program, args, { env: environment, timeout: 20_000 })
  return code === 0
}

function isCi() {
  return process.env.CI === 'true'
}

function mayInstall() {
  const asked = isCi() || process.env.OPTIMUS_INSTALL_PEERS === '1'
  return asked && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
}

async function installPeers(missing) {
  const packages = missing.flatMap((peer) => peer.packages)
  await step('Reading the list of Debian packages', () => aptGet(['update']))
  await step(`Installing test peers: ${packages.join(' ')}`, () =>
    withoutStartingServices(() => aptGet(['install', '-y', '--no-install-recommends', ...packages])),
  )
}

async function aptGet(args) {
  const { code, output } = await finished('apt-get', ['-q', ...args], { env: environment })
  if (code !== 0) throw new Refusal(`apt-get ${args[0]} failed:\n\n${lastLines(output)}`)
}

/** Tests start their peers themselves; Debian's policy file keeps packages from starting services on this machine. */
async function withoutStartingServices(install) {
  const ours = !existsSync(policy) && canWrite('/usr/sbin')
  if (ours) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return await install()
  } finally {
    if (ours) rmSync(policy, { force: true })
  }
}

function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
