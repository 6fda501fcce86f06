import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { root } from './paths.mjs'

/** Tells what it was given and which signals it hears; ends with code 7 a moment after the first. */
const server = `
const tell = (line: string) => console.log(line)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  process.on(signal, () => { tell('heard ' + signal); setTimeout(() => process.exit(7), 300) })
}
const { OPTIMUS_HOME: home, NODE_COMPILE_CACHE: cache, OPTIMUS_LAUNCHER_FD: descriptor, MALLOC_ARENA_MAX: arenas } = process.env
tell('ready ' + JSON.stringify({ pid: process.pid, node: process.versions.node, execArgv: process.execArgv, args: process.argv.slice(2), home, cache, descriptor, arenas }))
setInterval(() => {}, 1000)
`
const cli = `console.log('cli ' + process.argv.slice(2).join(' ')); process.exitCode = 5\n`

test('the server runs on Node 24 with a small young heap, its home and a compile cache', async (t) => {
  const clone = await scratchClone(t)
  const launched = await serve(t, clone, ['--flag'])
  const { pid, node, execArgv, args, home, cache, descriptor, arenas } = launched.facts
  assert.ok(Number.parseInt(node) >= 24)
  assert.ok(execArgv.includes('--max-semi-space-size=2'))
  assert.ok(execArgv.includes('--single-threaded-gc'))
  assert.match(await readFile(`/proc/${pid}/environ`, 'utf8'), /MALLOC_ARENA_MAX=2/)
  assert.equal(arenas, undefined, 'no child inherits it')
  assert.deepEqual(args, ['--flag'])
  assert.equal(home, join(clone, 'home'))
  assert.equal(cache, join(clone, 'home', 'cache', 'compile'))
  assert.equal((await stat(cache)).mode & 0o777, 0o700)
  assert.equal(descriptor, undefined)
})

test('SIGTERM to the launcher reaches the server once, and its exit code comes back', async (t) => {
  const launched = await serve(t, await scratchClone(t))
  launched.process.kill('SIGTERM')
  assert.deepEqual(await launched.ending, { code: 7, heard: ['SIGTERM'] })
})

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} to the whole group, as a terminal or systemd sends it, is heard once`, async (t) => {
    const launched = await serve(t, await scratchClone(t))
    process.kill(-launched.process.pid, signal)
    assert.deepEqual(await launched.ending, { code: 7, heard: [signal] })
  })
}

test('a hang-up ends no server that uses no terminal', async (t) => {
  const launched = await serve(t, await scratchClone(t))
  process.kill(-launched.process.pid, 'SIGHUP')
  launched.process.kill('SIGTERM')
  assert.deepEqual(await launched.ending, { code: 7, heard: ['SIGTERM'] })
})

test('kill -9 of the launcher stops the server in good order', async (t) => {
  const launched = await serve(t, await scratchClone(t))
  launched.process.kill('SIGKILL')
  assert.deepEqual(await launched.ending, { code: null, heard: ['SIGTERM'] })
})

test('npm start that is told to stop stops the server, though npm tells only its shell', async (t) => {
  const launched = await serve(t, await scratchClone(t), [], 'npm')
  launched.process.kill('SIGTERM')
  assert.deepEqual((await launched.ending).heard, ['SIGTERM'])
})

test('kill -9 of npm leaves the server running until it is told to stop', async (t) => {
  const launched = await serve(t, await scratchClone(t), [], 'npm')
  const gone = once(launched.process, 'exit')
  launched.process.kill('SIGKILL')
  await gone
  process.kill(launched.facts.pid, 'SIGINT')
  assert.deepEqual((await launched.ending).heard, ['SIGINT'])
})

test('kill -9 of the server ends the launcher with 137 and a sentence', async (t) => {
  const launched = await serve(t, await scratchClone(t))
  process.kill(launched.facts.pid, 'SIGKILL')
  assert.equal((await launched.ending).code, 137)
  assert.match(launched.told(), /was killed \(SIGKILL\)/)
})

test('every other word goes to the command line program, whose exit code comes back', async (t) => {
  const { code, output } = await run(await scratchClone(t), 'optimus', ['projects', 'list', '--json'])
  assert.equal(code, 5)
  assert.equal(output, 'cli projects list --json\n')
})

test('packages are installed when the lockfile asks for others, and not again', async (t) => {
  const clone = await scratchClone(t)
  await rm(join(clone, 'src', 'main.ts'))
  await rm(join(clone, 'node_modules'))
  await lock(clone, '1.0.0')
  assert.match((await run(clone, 'setup')).output, /Installing packages: done/)
  assert.doesNotMatch((await run(clone, 'setup')).output, /Installing/)
  await lock(clone, '2.0.0')
  assert.match((await run(clone, 'setup')).output, /Installing packages: done/)
  await rm(join(clone, 'node_modules', '.optimus-installed.json'))
  assert.doesNotMatch((await run(clone, 'setup')).output, /Installing/, 'an install by hand is recognised')
})

test('a lockfile that cannot be installed is told in a sentence with the words of npm', async (t) => {
  const clone = await scratchClone(t)
  await rm(join(clone, 'src', 'main.ts'))
  await rm(join(clone, 'node_modules'))
  await lock(clone, '1.0.0')
  await writeFile(join(clone, 'package.json'), JSON.stringify({ name: 'clone', dependencies: { other: 'file:other' } }))
  const { code, output } = await run(clone, 'setup')
  assert.equal(code, 1)
  assert.match(output, /Optimus: package\.json and package-lock\.json disagree\./)
  assert.doesNotMatch(output, /at .*\.mjs/)
})

test('the web app is built when an input changed, and only then', async (t) => {
  const clone = await scratchClone(t)
  await rm(join(clone, 'src', 'main.ts'))
  await writeFile(join(clone, 'vite.config.ts'), 'export default {}\n')
  await writeFile(join(clone, 'index.html'), '<script type="module" src="/src/browser.ts"></script>\n')
  const page = join(clone, 'src', 'browser.ts')
  await writeFile(page, "document.title = 'one'\n")
  assert.match((await run(clone, 'setup')).output, /Building the web app: done/)
  assert.match(await readFile(join(clone, 'dist', 'web', 'index.html'), 'utf8'), /assets\/index-/)

  await utimes(page, new Date(), new Date())
  await writeFile(join(clone, 'src', 'some.test.ts'), '// a test is no input\n')
  assert.doesNotMatch((await run(clone, 'setup')).output, /Building/)

  await writeFile(page, "document.title = 'two'\n")
  assert.match((await run(clone, 'setup')).output, /Building the web app: done/)

  await writeFile(page, 'const = broken\n')
  const { code, output } = await run(clone, 'setup')
  assert.equal(code, 1)
  assert.match(output, /Could not build the web app\. Vite says:/)
  assert.match(await readFile(join(clone, 'dist', 'web', 'index.html'), 'utf8'), /assets\/index-/, 'the old app is kept')
})

test('the server is bundled, and places given by import.meta are those of its sources', async (t) => {
  const clone = await scratchClone(t)
  await writeFile(join(clone, 'src', 'place.ts'), 'export const place = import.meta.dirname\n')
  const main = `import { resolve } from 'node:path'\nimport { place } from './place.ts'\nconsole.log(resolve(place), import.meta.url)\n`
  await writeFile(join(clone, 'src', 'main.ts'), main)
  const { output } = await run(clone, 'optimus', ['serve'])
  assert.match(output, /Building the server: done/)
  assert.ok(output.endsWith(`${join(clone, 'src')} file://${join(clone, 'src', 'main.ts')}\n`), output)
  assert.doesNotMatch((await run(clone, 'optimus', ['serve'])).output, /Building/)
})

/** A clone with this bootstrap, these packages and small programs in place of the real ones. */
async function scratchClone(t) {
  const clone = await realpath(await mkdtemp(join(tmpdir(), 'optimus-clone-')))
  t.after(() => rm(clone, { recursive: true, force: true, maxRetries: 5 }))
  await chmod(clone, 0o755)
  await cp(join(root, 'bin'), join(clone, 'bin'), { recursive: true })
  await cp(join(root, 'package.json'), join(clone, 'package.json'))
  await symlink(await realpath(join(root, 'node_modules')), join(clone, 'node_modules'))
  await mkdir(join(clone, 'src', 'surfaces', 'cli'), { recursive: true })
  await writeFile(join(clone, 'src', 'main.ts'), server)
  await writeFile(join(clone, 'src', 'surfaces', 'cli', 'cli.ts'), cli)
  return clone
}

/** A lockfile with one package, which lies in the clone itself, so that no registry is needed. */
async function lock(clone, version) {
  const part = { name: 'part', version }
  await mkdir(join(clone, 'part'), { recursive: true })
  await writeFile(join(clone, 'part', 'package.json'), JSON.stringify(part))
  const whole = { name: 'clone', version: '1.0.0', dependencies: { part: 'file:part' } }
  await writeFile(join(clone, 'package.json'), JSON.stringify(whole))
  const packages = { '': whole, 'node_modules/part': { resolved: 'part', link: true }, part }
  await writeFile(join(clone, 'package-lock.json'), JSON.stringify({ ...whole, lockfileVersion: 3, packages }))
}

function environment(clone) {
  const { NODE_COMPILE_CACHE: _cache, NODE_TEST_CONTEXT: _context, ...rest } = process.env
  return { ...rest, OPTIMUS_HOME: join(clone, 'home') }
}

async function run(clone, command, args = []) {
  const child = spawn(process.execPath, [join(clone, 'bin', command), ...args], { env: environment(clone), cwd: '/' })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const [code] = await once(child, 'close')
  return { code, output }
}

async function serve(t, clone, args = [], by = 'launcher') {
  const command = by === 'npm' ? ['npm', 'start'] : [process.execPath, join(clone, 'bin', 'optimus'), 'serve', ...args]
  const launcher = spawn(command[0], command.slice(1), {
    env: environment(clone),
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => {
    try {
      process.kill(-launcher.pid, 'SIGKILL')
    } catch {
      // all have ended
    }
  })
  let words = ''
  launcher.stderr.on('data', (chunk) => (words += chunk))
  const heard = []
  let facts
  const ready = new Promise((resolve) => {
    createInterface({ input: launcher.stdout }).on('line', (line) => {
      if (line.startsWith('heard ')) heard.push(line.slice(6))
      if (line.startsWith('ready ')) resolve((facts = JSON.parse(line.slice(6))))
    })
  })
  // The output closes when the launcher and the server have both ended.
  const ending = once(launcher, 'close').then(([code]) => ({ code, heard }))
  await Promise.race([ready, ending.then(() => assert.fail(`the server did not start: ${words}`))])
  return { process: launcher, facts, ending, told: () => words }
}
