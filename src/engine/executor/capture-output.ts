/**
 * Hands over what this process prints until the function returned is called. A stage's words go the way of its result, so
 * that they are there before it: through the pipes of the process they might come later, when another stage is on.
 */
export function captureOutput(say: (text: string) => void): () => void {
  const releases = [process.stdout, process.stderr].map((stream) => {
    const write = (chunk: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
      say(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
      const written = rest.find((argument) => typeof argument === 'function')
      if (written !== undefined) process.nextTick(written as () => void)
      return true
    }
    Object.defineProperty(stream, 'write', { value: write, configurable: true, writable: true })
    // The stream's own lies on its prototype.
    return () => Reflect.deleteProperty(stream, 'write')
  })
  return () => {
    for (const release of releases) release()
  }
}
