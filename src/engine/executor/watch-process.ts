import { setImmediate } from 'node:timers/promises'
import { watchGlobals } from './watch-globals.ts'

/** A turn of the event loop is enough for what a stage has ended to be gone. */
const turns = 3

/**
 * Remembers this process as it is before any stage has been in it. A stage may leave a timer that throws, a socket, another
 * `Math.random`: the next stage would be handed them. The function returned says what was left, in words; undefined means
 * that the process is as it was and can be used again.
 */
export function watchProcess(): () => Promise<string | undefined> {
  // Made at their first use.
  void process.stdout
  void process.stderr
  const unreferenced = watchUnreferencedTimers()
  const changedGlobal = watchGlobals()
  const resources = countResources()
  const state = processState()
  const methods = Object.entries(Object.getOwnPropertyDescriptors(process)).flatMap(([name, { value }]) =>
    typeof value === 'function' ? [[name, value] as const] : [],
  )
  return async () => {
    unreferenced.clear()
    for (let turn = 1; ; turn++) {
      const left = [...countResources()].find(([type, count]) => count > (resources.get(type) ?? 0))
      if (left === undefined) break
      if (turn === turns) return `something that is still at work (${left[0]})`
      await setImmediate()
    }
    if (processState() !== state) return 'another working folder, environment or listener'
    if (methods.some(([name, method]) => Reflect.get(process, name) !== method)) return 'another method of process'
    const changed = changedGlobal()
    return changed === undefined ? undefined : `another global value (${changed})`
  }
}

/** What keeps the event loop going, by type: timers, sockets, child processes, watched files. */
function countResources(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const type of process.getActiveResourcesInfo()) {
    // A handle that is being closed is gone already.
    if (type !== 'CloseReq') counts.set(type, (counts.get(type) ?? 0) + 1)
  }
  return counts
}

function processState(): string {
  const listeners = process.eventNames().map((name) => [String(name), process.listenerCount(name)])
  return JSON.stringify([process.cwd(), process.umask(), process.env, listeners])
}

/** Timers that do not keep the event loop going are not among the resources: they are noted when they are made so. */
function watchUnreferencedTimers(): { clear(): void } {
  const timers = new Set<NodeJS.Timeout>()
  const sample = setTimeout(() => {}, 0)
  clearTimeout(sample)
  const prototype = Object.getPrototypeOf(sample) as NodeJS.Timeout
  const { unref } = prototype
  prototype.unref = function (this: NodeJS.Timeout) {
    timers.add(this)
    return unref.call(this)
  }
  return {
    clear() {
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    },
  }
}
