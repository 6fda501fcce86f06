import { useEffect, useSyncExternalStore } from 'react'
import { proofStore } from '../client/proof.ts'
import { LoadedPart } from './LoadedPart.tsx'
import { useDoor } from './systems.ts'

/** Where the question "is it you?" appears when the server wants a recent proof. */
export function ProofHost() {
  const door = useDoor()
  const asked = useSyncExternalStore(proofStore.subscribe, proofStore.isAsked)
  useEffect(() => proofStore.host(), [])
  return asked ? <LoadedPart load={door.confirm} props={{ onDone: proofStore.answer }} /> : null
}
