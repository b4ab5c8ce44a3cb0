let controller: AbortController | undefined

/** Until a command asks for a signal, an interrupt ends the process at once; on its way out it takes its workers along. */
export function listenForInterrupts(): void {
  const onSignal = () => {
    if (controller === undefined || controller.signal.aborted) process.exit(130)
    controller.abort()
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

/** Aborted by the first Ctrl-C or SIGTERM: what is being written is finished. The second ends the process at once. */
export function interruptSignal(): AbortSignal {
  controller ??= new AbortController()
  return controller.signal
}
