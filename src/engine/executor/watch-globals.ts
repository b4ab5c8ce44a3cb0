/** What an object held when it was looked at: its keys, in order, and for each the value or the getter. */
interface Held {
  readonly keys: readonly PropertyKey[]
  readonly values: readonly unknown[]
  readonly isGetter: readonly boolean[]
  readonly prototype: object | null
}

/** Globals that Node loads at their first use and that take it long to load: a stage that needs them changes the process. */
const loadedLate = new Set(['FormData', 'Headers', 'Request', 'Response', 'File', 'WebSocket', 'EventSource'])

/**
 * Takes down everything that can be reached from `globalThis`: `Math.random`, `Array.prototype`, `console.log`. About a
 * thousand objects; asking afterwards takes about a millisecond. `process` is left out: Node itself writes in it all the time.
 *
 * @returns a function that names the first thing that has changed since, such as `random`; undefined when nothing has
 */
export function watchGlobals(): () => string | undefined {
  const known = new Map<object, Held>()
  const names = Object.getOwnPropertyNames(globalThis).filter((name) => !loadedLate.has(name))
  // Asked for by name: some are made at their first use.
  const found: object[] = [globalThis, ...names.map((name) => Reflect.get(globalThis, name)).filter(isObject)]
  for (const object of found) {
    if (known.has(object) || object === process) continue
    const held = look(object)
    known.set(object, held)
    for (const value of [...held.values, held.prototype]) if (isObject(value)) found.push(value)
  }
  return () => {
    for (const [object, held] of known) {
      const changed = firstChange(object, held)
      if (changed !== undefined) return String(changed)
    }
    return undefined
  }
}

function look(object: object): Held {
  const keys = Reflect.ownKeys(object)
  const descriptors = keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key))
  return {
    keys,
    values: descriptors.map((descriptor) => descriptor?.get ?? descriptor?.value),
    isGetter: descriptors.map((descriptor) => descriptor?.get !== undefined),
    prototype: Reflect.getPrototypeOf(object),
  }
}

function firstChange(object: object, { keys, values, isGetter, prototype }: Held): PropertyKey | undefined {
  if (Reflect.getPrototypeOf(object) !== prototype) return '__proto__'
  const now = Reflect.ownKeys(object)
  for (const [i, key] of keys.entries()) {
    if (now[i] !== key) return now[i] ?? key
    // A getter is not called: that could do anything.
    const value = isGetter[i] ? Reflect.getOwnPropertyDescriptor(object, key)?.get : (object as never)[key]
    if (!Object.is(value, values[i])) return key
  }
  return now[keys.length]
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
