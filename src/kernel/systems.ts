import { approvals } from './approvals/system.ts'
import { audit } from './audit/system.ts'
import { files } from './files/system.ts'
import { operations } from './operations/system.ts'
import { runs } from './runs/system.ts'
import { settings } from './settings/system.ts'
import type { System } from './system.ts'

/** What the kernel itself offers, as operations of the same form as everybody's. */
export const kernelSystems: readonly System[] = [operations, runs, approvals, settings, audit, files]
