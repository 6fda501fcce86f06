interface Asked {
  readonly promise: Promise<boolean>
  readonly resolve: (proven: boolean) => void
}

let asked: Asked | null = null
let hosts = 0
const listeners = new Set<() => void>()

/** Between a call that needs a recent proof and the dialog that asks for it. */
export const proofStore = {
  isAsked: () => asked !== null,
  answer(proven: boolean): void {
    const open = asked
    change(null)
    open?.resolve(proven)
  },
  /** Says that a dialog stands ready; the answer takes it away. */
  host(): () => void {
    hosts += 1
    return () => {
      hosts -= 1
      if (hosts === 0) proofStore.answer(false)
    }
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Asks whoever sits here to prove who they are. Calls that need it meanwhile wait for the same answer. */
export function askForProof(): Promise<boolean> {
  if (hosts === 0) return Promise.resolve(false)
  if (!asked) change(deferred())
  return asked!.promise
}

function deferred(): Asked {
  let resolve: Asked['resolve'] = () => {}
  const promise = new Promise<boolean>((done) => (resolve = done))
  return { promise, resolve }
}

function change(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}
