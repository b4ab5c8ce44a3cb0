import picocolors from 'picocolors'

const { createColors } = picocolors

/** Whether a stream is a terminal that moves its cursor when told. */
export function isTerminal(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb'
}

/** Colours for what goes to stderr, where people read: none with NO_COLOR, into a file or through a pipe. */
export const colors = createColors(
  !process.env.NO_COLOR && (isTerminal(process.stderr) || Boolean(process.env.FORCE_COLOR)),
)

export type Colors = typeof colors
