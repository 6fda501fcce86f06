// `optimus serve` starts the server, anything else is a command for the CLI; both run on Node 24.
import { join } from 'node:path'
import { serverProgram } from './builds.mjs'
import { launch } from './launch.mjs'
import { findNode24, requireNode24 } from './node24.mjs'
import { root } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { orRefuse } from './say.mjs'

export function main(args) {
  return orRefuse(() => (args[0] === 'serve' ? serve(args.slice(1)) : command(args)))
}

async function serve(args) {
  await prepare()
  launch({ node: requireNode24(), program: serverProgram, args, isServer: true })
}

/** A command installs only where nothing is there yet: a running server may be using these packages. */
async function command(args) {
  if (!findNode24()) await prepare()
  launch({ node: requireNode24(), program: join(root, 'src', 'surfaces', 'cli', 'cli.ts'), args, isServer: false })
}
