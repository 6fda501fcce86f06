/**
 * `node:http` without what nobody here uses. An `import` of it reads every export, and one of them is a whole second HTTP
 * client with WebSocket: 70 ms and some megabytes of every start.
 */
export const { STATUS_CODES, createServer, request } = process.getBuiltinModule('node:http')
