import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withoutCredentials } from './credentials.ts'

const CASES: readonly [string, string][] = [
  ['https://user:secret@host.example/a/b.git', 'https://host.example/a/b.git'],
  ['https://ghp_token@host.example/a.git', 'https://host.example/a.git'],
  ['https://user:p@ss@host/a', 'https://host/a'],
  ['HTTPS://user:secret@host', 'HTTPS://host'],
  ['https://host/a.git?access_token=secret#secret', 'https://host/a.git'],
  ['ssh://git@host:22/a.git', 'ssh://git@host:22/a.git'],
  ['ssh://git:secret@host/a.git', 'ssh://git@host/a.git'],
  ['ssh://:secret@host/a.git', 'ssh://host/a.git'],
  ['git@host:a/b.git', 'git@host:a/b.git'],
  ['/srv/git/a.git', '/srv/git/a.git'],
  [
    "fatal: unable to access 'https://u:secret@host/': refused, see https://t0k@x/y",
    "fatal: unable to access 'https://host/': refused, see https://x/y",
  ],
  ['', ''],
]

test('no user, password, token or query survives, and the rest is untouched', () => {
  for (const [text, expected] of CASES) assert.equal(withoutCredentials(text), expected)
})
