/** Whether this browser knows passkeys and their plain form. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential
}

/** A name for the passkey of this device: "Chrome on Linux". */
export function thisDevice(agent = navigator.userAgent): string {
  const browser = [/Edg\//, /OPR\//, /Firefox\//, /Chrome\//, /Safari\//].findIndex((mark) => mark.test(agent))
  const platform = [/Android/, /iPhone/, /iPad/, /Windows/, /Mac OS/, /Linux/].findIndex((mark) => mark.test(agent))
  const names = [
    ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari'][browser],
    ['Android', 'iPhone', 'iPad', 'Windows', 'macOS', 'Linux'][platform],
  ]
  return names.filter(Boolean).join(' on ')
}
