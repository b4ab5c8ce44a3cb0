import { type BuiltMillrace, builtMillrace } from '../../rig/built-millrace.ts'
import { ProjectRig } from '../../rig/project-rig.ts'

let built: BuiltMillrace | undefined

/** What Node runs. Built once in each test process. */
export function builtProgram(): string {
  if (built === undefined) {
    built = builtMillrace()
    process.on('exit', built.remove)
  }
  return built.program
}

/** A project whose command line starts fast: fault tests call it often. */
export class FaultRig extends ProjectRig {
  constructor(files: Readonly<Record<string, unknown>>, atEnd?: (remove: () => void) => void) {
    super(files, atEnd, [builtProgram()])
  }
}
