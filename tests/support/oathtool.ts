import { execFileSync } from 'node:child_process'

/** The reason why codes of Debian's oathtool cannot be had here, or false. */
export function withoutOathtool(): string | false {
  const peers = (process.env['OPTIMUS_TEST_PEERS'] ?? '').split(/[\s,]+/)
  return peers.includes('oathtool') ? false : 'OPTIMUS_TEST_PEERS does not name oathtool'
}

/** What an authenticator app with this secret shows so many seconds from now. */
export function oathtoolCode(secret: string, seconds = 0): string {
  const at = new Date(Date.now() + seconds * 1000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC')
  return execFileSync('oathtool', ['--totp', '-b', secret.replaceAll(' ', ''), '-N', at], { encoding: 'utf8' }).trim()
}
