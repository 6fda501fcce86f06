/** Rewritten at every start. `ALTER SYSTEM` (postgresql.auto.conf) overrides it, which is how backups set their archive. */
export function serverConfiguration(): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return `# Written by Optimus at every start. To change a setting use ALTER SYSTEM.\n${lines.join('\n')}\n`
}

const settings = {
  // Reached through its socket only, in a folder that nobody else may enter.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  io_workers: '1',
  jit: 'off',
  // Every finished segment counts as archived until backups give a real command; without one they would pile up.
  wal_level: 'replica',
  archive_mode: 'on',
  archive_command: '/bin/true',
  max_wal_senders: '5',
  wal_compression: 'pglz',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // The supervisor reads this log: see server-log.ts.
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  log_startup_progress_interval: '2s',
} as const
