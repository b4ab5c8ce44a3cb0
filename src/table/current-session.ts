import { openSession, type Session } from './session.ts'

const key = Symbol.for('millrace.session')
/** Under a global symbol and not in this module: a stage's bundle carries its own copy of the module. */
const holder = globalThis as typeof globalThis & { [key]?: Session | undefined }

/** The session that tables are made in when none is named; an unsandboxed one is made when none was set. */
export function currentSession(): Session {
  holder[key] ??= openSession()
  return holder[key]
}

/** Makes a session the current one of this process. @returns a function that puts the previous one back. */
export function useSession(session: Session): () => void {
  const previous = holder[key]
  holder[key] = session
  return () => {
    // Nothing stays behind: a worker that holds another global than before is not used again.
    if (previous === undefined) Reflect.deleteProperty(holder, key)
    else holder[key] = previous
  }
}
