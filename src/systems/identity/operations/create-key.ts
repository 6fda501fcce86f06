import { randomBytes, randomInt } from 'node:crypto'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asApiKey, keyColumns, type ApiKeyRow } from '../key-row.ts'
import { mayGive, permissionsOf } from '../roles.ts'
import { hashSecret } from '../token.ts'

export const createKey = operation(contract.createKey, async (ctx, input) => {
  const { actor } = ctx
  if (!actor.person) throw new Problem(kernelErrors.forbidden, 'A key belongs to a person; create the owner first.')
  const permissions = input.permissions ?? [...new Set(actor.grants.map((grant) => grant.permission))]
  const catalogue = permissionsOf(ctx.operations)
  const beyond = permissions.filter((permission) => !mayGive(actor.grants, permission, catalogue))
  if (beyond.length > 0) throw new Problem(errors.beyond_own_rights, `You do not have ${beyond.join(', ')}.`)
  const id = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
  const secret = randomBytes(32).toString('base64url')
  const created = await ctx.query<ApiKeyRow>(
    `INSERT INTO identity.api_key (id, person, name, secret_hash, hint, permissions, projects, expires_at, addresses, per_minute)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 day', $9, $10) RETURNING ${keyColumns}`,
    [
      id,
      actor.person,
      input.name,
      hashSecret(secret),
      secret.slice(-4),
      permissions,
      input.projects ?? null,
      input.days ?? null,
      input.addresses,
      input.perMinute ?? null,
    ],
  )
  await ctx.emit(events.key_created, { person: actor.person, key: id })
  return { key: `opt_${id}_${secret}`, details: asApiKey(created.rows[0]!) }
})

const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'
