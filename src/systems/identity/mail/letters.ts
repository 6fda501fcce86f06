import type { Letter } from './send-letter.ts'

export type LetterPurpose = 'sign-in-link' | 'password-link' | 'email-change' | 'email-asked' | 'email-changed'

export interface Told {
  readonly to: string
  readonly name: string
  /** Address of this installation, and how people call it. */
  readonly root: string
  readonly site: string
  /** What opens the door that the letter is for. */
  readonly secret: string
  /** The e-mail address that a change is about. */
  readonly address: string
}

/** Plain text: nothing in it is loaded from anywhere, and what people click is what they read. */
export function letterFor(purpose: LetterPurpose, told: Told): Letter {
  const { subject, lines } = texts[purpose](told)
  return { to: told.to, subject, text: [`Hello ${told.name},`, '', ...lines].join('\n') }
}

export function trialLetter({ to, name, site }: Pick<Told, 'to' | 'name' | 'site'>): Letter {
  return {
    to,
    subject: `Optimus at ${site} can send mail`,
    text: [`Hello ${name},`, '', `this is the mail that you asked for: Optimus at ${site} can reach you.`].join('\n'),
  }
}

const texts: Record<LetterPurpose, (told: Told) => { subject: string; lines: string[] }> = {
  'sign-in-link': ({ site, root, secret }) => ({
    subject: `Sign in to Optimus at ${site}`,
    lines: [
      `with this link you sign in to Optimus at ${site}:`,
      '',
      `${root}/sign-in/link#token=${secret}`,
      '',
      'It works once, for ten minutes, and only in the browser that asked for it.',
      'If you did not ask for it, somebody else typed your address; nothing happens unless you follow it.',
    ],
  }),
  'password-link': ({ site, root, secret }) => ({
    subject: `Choose another password for Optimus at ${site}`,
    lines: [
      `with this link you choose another password for Optimus at ${site}:`,
      '',
      `${root}/password#token=${secret}`,
      '',
      'It works once, for 15 minutes. If you have an authenticator app or a passkey, you need a code as well.',
      'If you did not ask for it, somebody else typed your address; your password stays as it is.',
    ],
  }),
  'email-change': ({ site, root, secret }) => ({
    subject: `Your new address for Optimus at ${site}`,
    lines: [
      `you want to sign in to Optimus at ${site} with this address from now on. With this link you do:`,
      '',
      `${root}/email#token=${secret}`,
      '',
      'It works once, for an hour, where you are signed in. Until then the old address counts.',
      'If you did not ask for it, somebody else typed your address; there is nothing to do.',
    ],
  }),
  'email-asked': ({ site, root, address }) => ({
    subject: `Another address is wanted for Optimus at ${site}`,
    lines: [
      `somebody who is signed in as you wants to sign in to Optimus at ${site} with ${address} from now on.`,
      'That address got a link; until it is followed, this one counts.',
      '',
      'If it was you, there is nothing to do. If it was not, change your password now, which stops it and signs every other device out:',
      '',
      `${root}/settings/account`,
    ],
  }),
  'email-changed': ({ site, address }) => ({
    subject: `Your address for Optimus at ${site} has changed`,
    lines: [
      `you sign in to Optimus at ${site} with ${address} from now on, and get no letters here any more.`,
      '',
      'If it was not you, tell an owner or admin at once: they can shut the account and give it back to you.',
    ],
  }),
}
