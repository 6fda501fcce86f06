import type { Json, JsonObject } from '../../expressions/json.ts'
import type { Endpoint, ExternalResource, ReferenceableAuthentication } from './authentication.ts'
import type { Duration } from './duration.ts'
import type { TaskOptions } from './task-options.ts'

export type CallTask = CallHttp | CallOpenApi | CallMcp | CallUnsupported | CallFunction

export interface CallHttp extends TaskOptions {
  call: 'http'
  with: {
    method: string
    endpoint: Endpoint
    headers?: Record<string, string> | string
    body?: Json
    query?: Record<string, string> | string
    output?: 'raw' | 'content' | 'response'
    redirect?: boolean
  }
}

export interface CallOpenApi extends TaskOptions {
  call: 'openapi'
  with: {
    document: ExternalResource
    operationId: string
    parameters?: JsonObject
    authentication?: ReferenceableAuthentication
    output?: 'raw' | 'content' | 'response'
    redirect?: boolean
  }
}

export interface CallMcp extends TaskOptions {
  call: 'mcp'
  with: {
    protocolVersion?: string
    method: string
    parameters?: JsonObject | string
    timeout?: Duration
    transport:
      | { http: { endpoint: Endpoint; headers?: Record<string, string> }; options?: Record<string, string> }
      | { stdio: { command: string; arguments?: string[]; environment?: Record<string, string> }; options?: Record<string, string> }
    client?: { name: string; version: string }
  }
}

/** Calls that the schema knows and Optimus refuses when a document is saved. */
export interface CallUnsupported extends TaskOptions {
  call: 'grpc' | 'asyncapi' | 'a2a'
  with: JsonObject
}

/** A function of `use.functions`, of a catalogue (`name:version@catalog`), at an address, or an operation of Optimus. */
export interface CallFunction extends TaskOptions {
  call: string
  with?: JsonObject
}
