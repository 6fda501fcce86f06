import { requireNode24 } from './node24.mjs'
import { prepare } from './prepare.mjs'
import { orRefuse, say } from './say.mjs'

export function main() {
  return orRefuse(async () => {
    await prepare()
    requireNode24()
    say('Optimus is ready. Start it with: npm start')
  })
}
