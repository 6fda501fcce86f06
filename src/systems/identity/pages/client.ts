import { clientFor, type OutputFor } from '#ui/client/client.ts'
import type { contract } from '../contract.ts'

type Contract = typeof contract

export const identity = clientFor<Contract>('identity')

export type ApiKey = OutputFor<Contract, 'listKeys'>['items'][number]
export type Authorization = OutputFor<Contract, 'getAuthorization'>
export type Connection = OutputFor<Contract, 'listConnections'>['items'][number]
export type DeviceSession = OutputFor<Contract, 'listSessions'>['items'][number]
export type Factors = OutputFor<Contract, 'listFactors'>
export type Invitation = OutputFor<Contract, 'listInvitations'>['items'][number]
export type LinkedAccount = OutputFor<Contract, 'listLinks'>['items'][number]
export type MailServer = NonNullable<OutputFor<Contract, 'getMail'>['mail']>
export type Member = OutputFor<Contract, 'listPeople'>['items'][number]
export type Offer = OutputFor<Contract, 'readInvitation'>
export type Passkey = Factors['passkeys'][number]
export type Preset = OutputFor<Contract, 'listProviders'>['presets'][number]
export type Profile = OutputFor<Contract, 'getProfile'>
export type Provider = OutputFor<Contract, 'listProviders'>['items'][number]
export type Role = OutputFor<Contract, 'listRoles'>['items'][number]
export type SecondStep = NonNullable<OutputFor<Contract, 'signIn'>['next']>
