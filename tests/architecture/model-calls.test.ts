import { test } from 'node:test'
import { expectNone } from './report.ts'
import { shippedFiles } from './source-tree.ts'

const sdk = /(?:from|import\()\s*['"](?:ai|@ai-sdk\/[\w-]+|openai|@anthropic-ai\/[\w-]+)['"]/
const folder = 'src/systems/models/providers/'

test('only the providers of models reach an AI SDK', () => {
  const broken = shippedFiles()
    .filter((file) => !file.path.startsWith(folder) && sdk.test(file.text))
    .map((file) => file.path)
  expectNone(
    'AI SDKs elsewhere:',
    'Budgets, ledger, secrets scan and egress check stand before every call: use complete of models/public.ts.',
    broken,
  )
})

test('no model is asked by a bare name', () => {
  const broken = shippedFiles(folder.slice(0, -1))
    .filter((file) => /\bmodel:\s*['"`]/.test(file.text) || /@ai-sdk\/gateway|\bgateway\(/.test(file.text))
    .map((file) => file.path)
  expectNone('Bare model names:', 'The SDK sends them to a hosted gateway that nobody configured.', broken)
})
