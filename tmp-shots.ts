import { mkdirSync } from 'node:fs'
import { contract } from '#systems/models/contract.ts'
import { setUpOwner, visit } from '#tests/support/browser.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'
const out = '/tmp/models/shots'; mkdirSync(out, { recursive: true })
const server = await startModelServer(() => say('Four. It is the sum of two and two.', { input: 420, cachedInput: 300, output: 31 }), ['llama3.3:70b','qwen3:32b','nomic-embed-text'])
const app = await visit(['/tmp/models/none'])
const { page, context } = await app.open({ colorScheme: 'light', reducedMotion: 'reduce' })
await setUpOwner(page, app.setUpLink)
await page.goto('/settings/models'); await page.getByText('No model can be asked').waitFor(); await page.waitForTimeout(800)
await page.screenshot({ path: `${out}/empty.png` })
await app.call(contract.addProvider, { name: 'desk', kind: 'openai-compatible', baseUrl: server.openai, free: true })
await app.call(contract.addProvider, { name: 'openai', kind: 'openai-responses', key: 'sk-proj-not-a-real-key-at-all-1234' })
await app.call(contract.addProvider, { name: 'anthropic', kind: 'anthropic', baseUrl: server.anthropic, key: 'a key of tests, long' })
await until('lists', async () => (await app.call(contract.listProviders, {})).items.every((p) => p.listedAt || p.listProblem), 60)
for (const [name, w, o] of [['gpt-5-mini', 250000, 2000000], ['gpt-5.5', 5000000, 30000000]] as const)
  await app.call(contract.add, { provider: 'openai', name, contextWindow: 272000, maxOutputTokens: 128000, price: { input: w, cachedInput: w / 10, cacheWrite: null, output: o }, priceSource: 'LiteLLM price list, commit 00035b69' })
await app.rows("UPDATE models.provider SET failures = 2, failure = 'api.openai.com answers 503: Overloaded.', failed_at = now(), list_problem = NULL, listed_at = now() WHERE name = 'openai'")
await app.call(contract.setBudget, { scope: 'session', period: 'session', limitMicros: 500000 })
await app.call(contract.setBudget, { scope: 'project', period: 'month', limitMicros: 20000000 })
await app.rows(`INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, actor, state, cost_micros, reserved_micros, counted_micros, input_tokens, cached_input_tokens, output_tokens, tries, milliseconds, asked_at, error, error_code)
 SELECT gen_random_uuid(), n::text, 1, '', CASE n % 3 WHEN 0 THEN 'desk' WHEN 1 THEN 'openai' ELSE 'anthropic' END, CASE n % 3 WHEN 0 THEN 'llama3.3:70b' WHEN 1 THEN 'gpt-5.5' ELSE 'claude-opus-4-7' END,
 CASE n % 4 WHEN 0 THEN 'council.ballot' WHEN 1 THEN 'council.ballot' WHEN 2 THEN 'council.synthesis' ELSE 'assistant.turn' END, 'Mara',
 CASE WHEN n % 17 = 0 THEN 'possibly_paid' WHEN n % 23 = 0 THEN 'failed' ELSE 'answered' END, CASE WHEN n % 17 = 0 THEN NULL WHEN n % 23 = 0 THEN 0 WHEN n % 3 = 0 THEN 0 ELSE 3000 + (n * 7919) % 90000 END, 120000,
 CASE WHEN n % 17 = 0 THEN 120000 WHEN n % 23 = 0 OR n % 3 = 0 THEN 0 ELSE 3000 + (n * 7919) % 90000 END, 2000 + n * 13 % 4000, n * 7 % 1800, 120 + n % 600, 1, 900 + n * 37 % 9000, now() - (n * n % 29) * interval '1 day' - n * interval '7 minutes',
 CASE WHEN n % 17 = 0 THEN 'The provider did not answer within 120.0 s.' WHEN n % 23 = 0 THEN 'The provider takes no more calls now: Rate limit reached.' END, CASE WHEN n % 17 = 0 THEN 'models.timeout' WHEN n % 23 = 0 THEN 'models.rate_limited' END FROM generate_series(1, 180) n`)
const pages = [['settings','/settings/models'],['models','/models'],['spending','/models/spending'],['calls','/models/calls']] as const
const [one] = (await app.call(contract.listCalls, { state: 'possibly_paid' })).items
const state = await context.storageState()
for (const scheme of ['light','dark'] as const) for (const width of [1440, 375]) {
  const { page: p, context: c } = await app.open({ colorScheme: scheme, reducedMotion: 'reduce', storageState: state, viewport: { width, height: width === 375 ? 812 : 900 }, hasTouch: width === 375, isMobile: width === 375 })
  for (const [name, path] of pages) { await p.goto(path); await p.getByRole('heading').first().waitFor(); await p.waitForTimeout(1200); await p.screenshot({ path: `${out}/${name}-${width}-${scheme}.png` }) }
  if (scheme === 'light' || width === 1440) {
    await p.goto(`/models/calls/${one!.id}`); await p.waitForTimeout(1200); await p.screenshot({ path: `${out}/call-${width}-${scheme}.png` })
    await p.goto('/settings/models'); await p.getByRole('button', { name: 'Add provider' }).first().click(); await p.waitForTimeout(900); await p.screenshot({ path: `${out}/add-${width}-${scheme}.png` })
    await p.goto('/models'); await p.waitForTimeout(900); await p.getByText('gpt-5.5').first().click(); await p.waitForTimeout(900); await p.screenshot({ path: `${out}/edit-${width}-${scheme}.png` })
    await p.goto('/settings/models'); await p.getByRole('button', { name: 'Add budget' }).first().click(); await p.waitForTimeout(900); await p.screenshot({ path: `${out}/budget-${width}-${scheme}.png` })
  }
  await c.close()
}
console.log(app.complaints)
process.exit(0)
