import type { Letter } from './send-letter.ts'

interface Link {
  readonly to: string
  readonly name: string
  readonly link: string
  readonly site: string
}

/** Plain text: nothing in it is loaded from anywhere, and what people click is what they read. */
export function signInLetter({ to, name, link, site }: Link): Letter {
  return {
    to,
    subject: `Sign in to Optimus at ${site}`,
    text: [
      `Hello ${name},`,
      '',
      `with this link you sign in to Optimus at ${site}:`,
      '',
      link,
      '',
      'It works once, for ten minutes, and only in the browser that asked for it.',
      'If you did not ask for it, somebody else typed your address; nothing happens unless you follow it.',
    ].join('\n'),
  }
}

export function passwordLetter({ to, name, link, site }: Link): Letter {
  return {
    to,
    subject: `Choose another password for Optimus at ${site}`,
    text: [
      `Hello ${name},`,
      '',
      `with this link you choose another password for Optimus at ${site}:`,
      '',
      link,
      '',
      'It works once, for 15 minutes. If you have an authenticator app or a passkey, you need a code as well.',
      'If you did not ask for it, somebody else typed your address; your password stays as it is.',
    ].join('\n'),
  }
}

export function trialLetter({ to, name, site }: Omit<Link, 'link'>): Letter {
  return {
    to,
    subject: `Optimus at ${site} can send mail`,
    text: [`Hello ${name},`, '', `this is the mail that you asked for: Optimus at ${site} can reach you.`].join('\n'),
  }
}
