import { completeLockfile } from './lockfile.mjs'
import { requireNode24 } from './node24.mjs'
import { prepare } from './prepare.mjs'
import { orRefuse, say } from './say.mjs'

export function main(args) {
  return orRefuse(async () => {
    if (args.includes('--complete-lockfile')) return completeLockfile()
    await prepare()
    requireNode24()
    say('Optimus is ready. Start it with: npm start')
  })
}
