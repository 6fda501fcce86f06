import type { Remote } from './facts.ts'
import { withoutCredentials } from './credentials.ts'
import { splitAtNul } from './fields.ts'

export interface Setting {
  /** system, global, local, worktree or command */
  readonly scope: string
  /** Section and key in lower case, a subsection as it is written: "remote.Origin.url". */
  readonly key: string
  readonly value: string
}

/** Reads `git config --list --show-scope -z`; a key without a value means true. */
export function parseSettings(output: Buffer): Setting[] {
  const fields = splitAtNul(output).map((field) => field.toString('utf8'))
  const settings: Setting[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) settings.push({ scope: fields[at]!, ...keyAndValue(fields[at + 1]!) })
  return settings
}

/** The value that counts is the last one. */
export function settingOf(settings: readonly Setting[], key: string): string | null {
  return settings.findLast((setting) => setting.key === key)?.value ?? null
}

export function remotesFrom(settings: readonly Setting[], countBranches: (remote: string) => number): Remote[] {
  const names = new Set<string>()
  for (const { key } of settings) {
    const name = subsectionOf(key, 'remote.', ['.url', '.pushurl'])
    if (name !== null) names.add(name)
  }
  return [...names].map((name) => {
    const fetchUrl = addressOf(settings, `remote.${name}.url`)
    const pushUrl = addressOf(settings, `remote.${name}.pushurl`) ?? fetchUrl
    return { name, fetchUrl, pushUrl, branches: countBranches(name) }
  })
}

/** Every filter driver of any scope: status would run their programs on changed files. */
export function filterNames(settings: readonly Setting[]): string[] {
  const names = settings.map(({ key }) => subsectionOf(key, 'filter.', ['.clean', '.smudge', '.process', '.required']))
  return [...new Set(names.filter((name) => name !== null))]
}

/**
 * Keys by which the repository's own configuration would make git run a
 * program while it fetches or checks out. The person's own settings are theirs
 * to choose and are not listed.
 */
export function programsNamed(settings: readonly Setting[]): string[] {
  const own = settings.filter((setting) => setting.scope === 'local' || setting.scope === 'worktree')
  const keys = own.filter((setting) => setting.value !== '' && PROGRAM_KEY.test(setting.key)).map((setting) => setting.key)
  return [...new Set(keys)].map(withoutCredentials).toSorted()
}

const PROGRAM_KEY = new RegExp(
  [
    '^core\\.(sshcommand|gitproxy|alternaterefscommand|askpass)$',
    '^credential\\.(.*\\.)?helper$',
    '^remote\\..*\\.(uploadpack|vcs)$',
    '^filter\\..*\\.(clean|smudge|process)$',
    '^lfs\\.(extension\\..*\\.(clean|smudge)|customtransfer\\..*\\.path)$',
    '^merge\\..*\\.driver$',
    '^gpg\\.(.*\\.)?program$',
  ].join('|'),
)

function keyAndValue(field: string): { key: string; value: string } {
  const end = field.indexOf('\n')
  return end < 0 ? { key: field, value: 'true' } : { key: field.slice(0, end), value: field.slice(end + 1) }
}

function subsectionOf(key: string, section: string, endings: readonly string[]): string | null {
  if (!key.startsWith(section)) return null
  const ending = endings.find((candidate) => key.endsWith(candidate))
  const name = ending === undefined ? '' : key.slice(section.length, key.length - ending.length)
  return name === '' ? null : name
}

function addressOf(settings: readonly Setting[], key: string): string | null {
  const value = settings.find((setting) => setting.key === key)?.value
  return value === undefined ? null : withoutCredentials(value)
}
