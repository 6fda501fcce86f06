import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Kernel } from '#kernel/kernel.ts'
import { defineSystem } from '#kernel/system.ts'
import { AccessMemory } from './access-memory.ts'
import { authenticator } from './authenticate.ts'
import { authorizationRoutes } from './authorization/routes.ts'
import { callbackRoute } from './callback-route.ts'
import { contract } from './contract.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { listPeople } from './operations/list-people.ts'
import { setRole } from './operations/set-role.ts'
import { disablePerson } from './operations/disable-person.ts'
import { enablePerson } from './operations/enable-person.ts'
import { invite } from './operations/invite.ts'
import { listInvitations } from './operations/list-invitations.ts'
import { revokeInvitation } from './operations/revoke-invitation.ts'
import { acceptInvitation } from './operations/accept-invitation.ts'
import { listRoles } from './operations/list-roles.ts'
import { createRole } from './operations/create-role.ts'
import { updateRole } from './operations/update-role.ts'
import { deleteRole } from './operations/delete-role.ts'
import { explain } from './operations/explain.ts'
import { revokeOtherSessions } from './operations/revoke-other-sessions.ts'
import { revokeAllSessions } from './operations/revoke-all-sessions.ts'
import { signOutPerson } from './operations/sign-out-person.ts'
import { completeSignIn } from './operations/complete-sign-in.ts'
import { beginPasskey } from './operations/begin-passkey.ts'
import { signInWithPasskey } from './operations/sign-in-with-passkey.ts'
import { verify } from './operations/verify.ts'
import { getProfile } from './operations/get-profile.ts'
import { updateProfile } from './operations/update-profile.ts'
import { changeEmail } from './operations/change-email.ts'
import { confirmEmail } from './operations/confirm-email.ts'
import { renamePasskey } from './operations/rename-passkey.ts'
import { readInvitation } from './operations/read-invitation.ts'
import { listFactors } from './operations/list-factors.ts'
import { beginTotp } from './operations/begin-totp.ts'
import { confirmTotp } from './operations/confirm-totp.ts'
import { removeTotp } from './operations/remove-totp.ts'
import { createRecoveryCodes } from './operations/create-recovery-codes.ts'
import { beginPasskeyRegistration } from './operations/begin-passkey-registration.ts'
import { addPasskey } from './operations/add-passkey.ts'
import { removePasskey } from './operations/remove-passkey.ts'
import { changePassword } from './operations/change-password.ts'
import { createPasswordLink } from './operations/create-password-link.ts'
import { resetPassword } from './operations/reset-password.ts'
import { getAuthorization } from './operations/get-authorization.ts'
import { decideAuthorization } from './operations/decide-authorization.ts'
import { listConnections } from './operations/list-connections.ts'
import { revokeConnection } from './operations/revoke-connection.ts'
import { createKey } from './operations/create-key.ts'
import { listKeys } from './operations/list-keys.ts'
import { listSessions } from './operations/list-sessions.ts'
import { revokeKey } from './operations/revoke-key.ts'
import { revokeSession } from './operations/revoke-session.ts'
import { session } from './operations/session.ts'
import { listSignInWays } from './operations/list-sign-in-ways.ts'
import { beginProviderSignIn } from './operations/begin-provider-sign-in.ts'
import { finishProvider } from './operations/finish-provider.ts'
import { linkProvider } from './operations/link-provider.ts'
import { listLinks } from './operations/list-links.ts'
import { unlinkProvider } from './operations/unlink-provider.ts'
import { listProviders } from './operations/list-providers.ts'
import { createProvider } from './operations/create-provider.ts'
import { updateProvider } from './operations/update-provider.ts'
import { deleteProvider } from './operations/delete-provider.ts'
import { checkProvider } from './operations/check-provider.ts'
import { getMail } from './operations/get-mail.ts'
import { setMail } from './operations/set-mail.ts'
import { removeMail } from './operations/remove-mail.ts'
import { testMail } from './operations/test-mail.ts'
import { requestSignInLink } from './operations/request-sign-in-link.ts'
import { signInWithLink } from './operations/sign-in-with-link.ts'
import { requestPasswordLink } from './operations/request-password-link.ts'
import { setUp } from './operations/set-up.ts'
import { signIn } from './operations/sign-in.ts'
import { signOut } from './operations/sign-out.ts'
import { forgetExpired } from './forget-expired.ts'
import { sendLink } from './workflows.ts'

/** This boot's token for the command line on this machine; the server writes it to `run/cli.json`. */
export const localToken = `optlocal_${randomBytes(32).toString('base64url')}`

export const identity = defineSystem({
  id: 'identity',
  summary: 'Who somebody is and what they may do: sign-in, sessions, API keys',
  needs: [],
  contract,
  operations: [
    session,
    setUp,
    signIn,
    signOut,
    listSessions,
    revokeSession,
    createKey,
    getAuthorization,
    decideAuthorization,
    listConnections,
    revokeConnection,
    completeSignIn,
    beginPasskey,
    signInWithPasskey,
    verify,
    getProfile,
    updateProfile,
    changeEmail,
    confirmEmail,
    renamePasskey,
    readInvitation,
    listFactors,
    beginTotp,
    confirmTotp,
    removeTotp,
    createRecoveryCodes,
    beginPasskeyRegistration,
    addPasskey,
    removePasskey,
    changePassword,
    createPasswordLink,
    resetPassword,
    listKeys,
    revokeKey,
    revokeOtherSessions,
    revokeAllSessions,
    signOutPerson,
    listPeople,
    setRole,
    disablePerson,
    enablePerson,
    invite,
    listInvitations,
    revokeInvitation,
    acceptInvitation,
    listRoles,
    createRole,
    updateRole,
    deleteRole,
    explain,
    listSignInWays,
    beginProviderSignIn,
    finishProvider,
    linkProvider,
    listLinks,
    unlinkProvider,
    listProviders,
    createProvider,
    updateProvider,
    deleteProvider,
    checkProvider,
    getMail,
    setMail,
    removeMail,
    testMail,
    requestSignInLink,
    signInWithLink,
    requestPasswordLink,
  ],
  events,
  errors,
  routes: [...authorizationRoutes, callbackRoute],
  workflows: [sendLink],
  schedules: [{ name: 'forgetExpired', every: { seconds: 3600 }, run: forgetExpired, where: 'anywhere' }],
  migrations: join(import.meta.dirname, 'migrations'),
  authenticate: (kernel) => authenticator(kernel, memoryOf(kernel), localToken),
  async begin(kernel) {
    const memory = memoryOf(kernel)
    await memory.begin()
    return () => memory.end()
  },
})

const memories = new WeakMap<Kernel, AccessMemory>()

/** The check and the watch of one kernel share what is remembered. */
function memoryOf(kernel: Kernel): AccessMemory {
  const memory = memories.get(kernel) ?? new AccessMemory(kernel)
  memories.set(kernel, memory)
  return memory
}
