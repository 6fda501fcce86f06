import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeFindings, findSecrets } from './secrets.ts'

/** Put together here, so that no scanner of this repository takes them for real ones. */
const made = (...parts: string[]): string => parts.join('')
const letters = 'aB3dE5fG7hJ9kL1mN2pQ4rS6tU8vW0xY'

const planted: Readonly<Record<string, string>> = {
  'OpenAI key': made('sk-', 'proj-', letters, letters),
  'Anthropic key': made('sk-', 'ant-', 'api03-', letters),
  'AWS access key': made('AKIA', 'QWERTYUIOP123456'),
  'GitHub token': made('ghp_', letters, 'abcd'),
  'GitLab token': made('glpat-', letters),
  'Stripe key': made('sk_', 'live_', letters),
  'Slack token': made('xoxb-', '123456789012-', letters),
  'Google key': made('AIza', letters, 'abc'),
  'npm token': made('npm_', letters, 'abcd'),
  'private key': made('-----BEGIN ', 'RSA PRIVATE KEY-----'),
  'web token (JWT)': made('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxIn0abc', '.', letters),
  'password in an address': made('postgres://app:', 'hunter2zx', '@db.internal:5432/app'),
  'bearer token': made('Authorization: Bearer ', letters.toLowerCase()),
  'assigned secret': made('DB_PASSWORD=', 'tr0ub4dor&3'),
  'random text like a key': made(letters, 'Zz9'),
}

test('a secret is found by form, by name and by how random it is, with its place and without its value', () => {
  for (const [kind, secret] of Object.entries(planted)) {
    const text = `First line.\nThen ${secret} and more.\n`
    const [finding, ...others] = findSecrets(text)
    assert.equal(finding?.kind, kind, secret)
    assert.equal(finding.line, 2)
    assert.deepEqual(others, [])
    assert.ok(!JSON.stringify(finding).includes(secret.slice(-8)))
    assert.match(describeFindings([finding]), new RegExp('in line 2$'))
  }
})

test('the key of a provider is found wherever it stands, even a short one', () => {
  const [finding] = findSecrets('url=http://x/?k=plainwords', ['plainwords'])
  assert.deepEqual(finding, { kind: 'key of a provider', line: 1, column: 17, length: 10 })
})

test('what is no secret passes: hashes, ids, paths, code, prose and masks', () => {
  const harmless = [
    'commit 9aee2c4f0b1d3e5a7c9e1f3b5d7f9a1c3e5f7a9b merged',
    '"integrity": "sha512-XN5Uj4qWeyLPs7Vd0rXoxKqBRH3Y1S9sXfCkC1Q2mZ7pPzZJ8yTg0o4mN6hVbQwErTyUiOpAsDfGhJkLzXcVbNm=="',
    'image@sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
    'id 018f4e2c-7b3a-7c11-9d52-3f0a1b2c3d4e of the run',
    'The password is required. Token: none. secret = process.env.SECRET',
    'const apiKey = readSecret(ctx)',
    'password: ********',
    'src/systems/projects/operations/override-technology.test.ts',
    'https://example.com/a/very/long/path/that/goes/on/and/on?with=query&and=more',
    'A paragraph about authenticationAndAuthorizationInDistributedSystems without any digits.',
    'tokens: 1234, apiKey: string',
  ]
  for (const text of harmless) assert.deepEqual(findSecrets(text), [], text)
})
