import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { signatureProblem, type Signed } from './signature.ts'

const now = new Date('2026-11-30T12:00:00Z')
const body = Buffer.from('Hello, World!')
const check = (scheme: Signed['scheme'], headers: Record<string, string>, more: Partial<Signed> = {}) =>
  signatureProblem({ scheme, headers: new Headers(headers), body, secrets: ["It's a Secret to Everybody"], header: null, now, ...more })

test('a delivery of GitHub bears the signature that GitHub documents', () => {
  const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'
  assert.equal(check('github', { 'x-hub-signature-256': signature }), null)
  assert.match(check('github', { 'x-hub-signature-256': signature }, { body: Buffer.from('Hello, World?') })!, /not of this body/)
  assert.match(check('github', { 'x-hub-signature-256': signature }, { secrets: ['another'] })!, /not of this body/)
  assert.equal(check('github', { 'x-hub-signature-256': signature }, { secrets: ['new', "It's a Secret to Everybody"] }), null)
  assert.match(check('github', {})!, /missing/)
  assert.match(check('github', { 'x-hub-signature-256': signature }, { secrets: [] })!, /no secret/)
  assert.match(check('github', { 'x-hub-signature-256': 'sha256=' })!, /not of this body/)
})

const stripe = (seconds: number, secret = "It's a Secret to Everybody"): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.Hello, World!`).digest('hex')}`

test('a delivery of Stripe is signed with its time, and no older than five minutes', () => {
  const at = now.getTime() / 1000
  assert.equal(check('stripe', { 'stripe-signature': stripe(at) }), null)
  assert.equal(check('stripe', { 'stripe-signature': stripe(at - 300) }), null)
  assert.match(check('stripe', { 'stripe-signature': stripe(at - 301) })!, /301 s away/)
  assert.match(check('stripe', { 'stripe-signature': stripe(at + 301) })!, /away/)
  assert.match(check('stripe', { 'stripe-signature': stripe(at, 'other') })!, /not of this body/)
  const other = stripe(at, 'other').split(',')[1]!
  assert.equal(check('stripe', { 'stripe-signature': `${stripe(at).replace(',', `,${other},`)},v0=abc` }), null)
  assert.match(check('stripe', { 'stripe-signature': stripe(at).replace(`t=${at}`, `t=${at - 10}`) })!, /not of this body/)
  assert.match(check('stripe', { 'stripe-signature': 'nonsense' })!, /no time/)
})

test('a signature of the general form is hexadecimal or base64, in the header that was chosen', () => {
  const digest = createHmac('sha256', "It's a Secret to Everybody").update(body).digest()
  assert.equal(check('hmac', { 'x-signature-256': digest.toString('hex') }), null)
  assert.equal(check('hmac', { 'x-mine': `sha256=${digest.toString('base64')}` }, { header: 'X-Mine' }), null)
  assert.match(check('hmac', { 'x-mine': 'short' }, { header: 'X-Mine' })!, /not of this body/)
})

test('a token may be asked for instead', () => {
  assert.equal(check('none', {}, { secrets: [] }), null)
  assert.equal(check('none', { authorization: "Bearer It's a Secret to Everybody" }), null)
  assert.equal(check('none', { 'x-token': "It's a Secret to Everybody" }, { header: 'x-token' }), null)
  assert.match(check('none', { 'x-token': 'wrong' }, { header: 'x-token' })!, /wrong/)
  assert.match(check('none', {})!, /missing/)
})
