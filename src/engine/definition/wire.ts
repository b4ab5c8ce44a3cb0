import type { SourcePosition } from '../../base/errors/position.ts'

/** An edge: the output of another stage. Of a fan it means the outputs of all instances, until the fan is spread out. */
export interface Wire {
  readonly type: 'wire'
  readonly stage: string
  readonly output: string
  /** Of a fan: the one instance that is meant. */
  readonly part?: string
  readonly at: SourcePosition
}
