import { builtMillrace } from '../../rig/built-millrace.ts'
import { ProjectRig } from '../../rig/project-rig.ts'

/** A project whose command line starts fast: fault tests call it often. */
export class FaultRig extends ProjectRig {
  override readonly program: readonly string[] = builtMillrace()
}
