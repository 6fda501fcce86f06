import { CommandError, usage } from './exit-code.ts'
import { forgetLogin, readLogin } from './login-file.ts'
import { clientId, postForm } from './oauth.ts'
import { print } from './run-operation.ts'

/** `optimus logout`: ends the sign-in at the server and removes it from this computer. */
export async function logout(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) return print(['Usage: optimus logout', '', 'Ends what optimus login began.'])
  if (words.length > 0) throw usage(`optimus logout has no ${words[0]}. See optimus logout --help`)
  const login = readLogin(process.env)
  if (login === null) return print(['This computer is not signed in anywhere.'])
  forgetLogin(process.env)
  if (login.method === 'key')
    return print([`${login.address} was forgotten. Its key still works elsewhere; revoke it with: optimus identity revoke-key`])
  try {
    await postForm(login.address, '/api/auth/revoke', { client_id: clientId, token: login.refresh })
  } catch (error) {
    if (!(error instanceof CommandError)) throw error
    return print([`${login.address} was forgotten here, but could not be told. Take the connection back in your account there.`])
  }
  return print([`Signed out of ${login.address}.`])
}
