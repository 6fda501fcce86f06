import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { CommandError, exitCodes } from './exit-code.ts'
import { clientId, postForm, tokensIn, type Tokens } from './oauth.ts'
import { clean } from './terminal.ts'

interface Device {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri: string
  readonly verification_uri_complete: string
  readonly expires_in: number
  readonly interval: number
}

/** RFC 8628: shows a code, and asks the server until a person has answered it in a browser, wherever that is. */
export async function deviceLogin(address: string): Promise<Tokens> {
  const device = await begin(address)
  process.stderr.write(
    [
      `Open ${clean(device.verification_uri_complete)}`,
      `and allow this computer, if the code there is ${clean(device.user_code)}. It is open for ${Math.round(device.expires_in / 60)} minutes.`,
      '',
    ].join('\n'),
  )
  const deadline = Date.now() + device.expires_in * 1000
  for (let seconds = device.interval; Date.now() < deadline;) {
    await pause(seconds * 1000)
    const answer = await poll(address, device.device_code)
    if (answer === 'slower') seconds += 5
    else if (answer !== 'waiting') return answer
  }
  throw new CommandError(exitCodes.problem, 'Nobody answered in time. Try again: optimus login')
}

async function begin(address: string): Promise<Device> {
  const { status, body } = await postForm(address, '/api/auth/device', { client_id: clientId, device: hostname().slice(0, 60) })
  const device = body as unknown as Device
  if (status === 200 && typeof device.device_code === 'string' && typeof device.interval === 'number') return device
  throw new CommandError(exitCodes.problem, body.error_description ?? `${address} does not answer as Optimus does.`)
}

async function poll(address: string, code: string): Promise<Tokens | 'waiting' | 'slower'> {
  const fields = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', client_id: clientId, device_code: code }
  const answer = await postForm(address, '/api/auth/token', fields).catch((error: unknown) => {
    // A server that restarts has not forgotten the question.
    if (error instanceof CommandError && error.exitCode === exitCodes.unreachable) return null
    throw error
  })
  if (answer === null || answer.body.error === 'authorization_pending' || answer.status === 503) return 'waiting'
  if (answer.body.error === 'slow_down') return 'slower'
  if (answer.body.error === 'access_denied') throw new CommandError(exitCodes.noRight, 'The person refused.')
  if (answer.body.error !== undefined) throw new CommandError(exitCodes.problem, answer.body.error_description ?? answer.body.error)
  return tokensIn(answer)
}
