import { pathToFileURL } from 'node:url'
import { type ResourceLimits, Worker } from 'node:worker_threads'
import type { ErrorCode } from '../../base/errors/catalogue.ts'
import { type ErrorDocument, MillraceError } from '../../base/errors/millrace-error.ts'
import type { Crew } from '../../engine/contracts/crew.ts'
import { shareArrays } from './share-arrays.ts'

/**
 * What a thread runs: the stage's own bundle, and of it one function, for as many calls as come. As text, since the worker
 * process is one file: a thread needs no more than this besides the bundle, which it has by its path.
 */
const threadSource = `
const { parentPort, workerData } = require('node:worker_threads')
const { url, place, shared } = workerData
const loaded = import(url).then((module) => module.default.threaded[place])
parentPort.on('message', async (given) => {
  try {
    const run = await loaded
    parentPort.postMessage({ made: await run(given, shared) })
  } catch (error) {
    const { code, message, hint } = error ?? {}
    const document = error?.name === 'MillraceError' ? { code, message, hint } : undefined
    parentPort.postMessage(document ? { document } : { error })
  }
})
`

type Answer<Made> = { readonly made: Made } | { readonly document: ErrorDocument } | { readonly error: unknown }

interface Call<Given, Made> {
  readonly given: Given
  readonly resolve: (made: Made) => void
  readonly reject: (reason: unknown) => void
}

/** A function of a stage, by where it is. */
export interface CrewPlace {
  /** The stage's bundle. */
  readonly executable: string
  /** Which of the stage's `threaded`. */
  readonly place: number
}

/**
 * Threads of this process that run a function of a stage's bundle. A thread starts with the first call that finds none free,
 * which takes some tenths of a second for a bundle of a megabyte, and takes call after call; one that dies fails its call, and
 * the next call starts another. They end with their process, however that ends.
 *
 * @param resourceLimits of each thread; without, the memory of the process is all that bounds them
 */
export function openCrew<Given, Made>(
  { executable, place }: CrewPlace,
  shared: unknown,
  threads: number,
  resourceLimits: ResourceLimits = {},
): Crew<Given, Made> {
  const workerData = { url: pathToFileURL(executable).href, place, shared: shareArrays(shared) }
  const waiting: Call<Given, Made>[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, Call<Given, Made>>()
  let isClosed = false

  return {
    run(given) {
      const made = new Promise<Made>((resolve, reject) => {
        waiting.push({ given, resolve, reject })
        next()
      })
      // Who lets go of a call, or closes before it ends, is not told of what becomes of it.
      made.catch(() => {})
      return made
    },
    async close() {
      isClosed = true
      for (const { reject } of waiting.splice(0)) reject(deathOf(undefined, 0))
      await Promise.all([...idle, ...busy.keys()].map((thread) => thread.terminate()))
    },
  }

  function next(): void {
    while (waiting.length > 0 && busy.size < threads && !isClosed) {
      const thread = idle.pop() ?? start()
      const call = waiting.shift()!
      busy.set(thread, call)
      thread.postMessage(call.given)
    }
  }

  function start(): Worker {
    const thread = new Worker(threadSource, { eval: true, workerData, resourceLimits, name: 'millrace-crew' })
    let death: Error | undefined
    thread.on('message', (answer: Answer<Made>) => {
      const call = busy.get(thread)!
      busy.delete(thread)
      idle.push(thread)
      if ('made' in answer) call.resolve(answer.made)
      else call.reject('document' in answer ? errorOf(answer.document) : answer.error)
      next()
    })
    thread.on('error', (error) => {
      death = error
    })
    thread.on('exit', (code) => {
      const at = idle.indexOf(thread)
      if (at >= 0) idle.splice(at, 1)
      const call = busy.get(thread)
      busy.delete(thread)
      call?.reject(deathOf(death, code))
      next()
    })
    return thread
  }
}

function errorOf({ code, message, hint }: ErrorDocument): MillraceError {
  return new MillraceError(code as ErrorCode, message, { hint })
}

function deathOf(error: (Error & { readonly code?: unknown }) | undefined, code: number): MillraceError {
  if (error?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new MillraceError('E_STAGE_MEMORY', 'a thread of the stage ran out of memory', {
      hint: 'Let fewer of them run at once with `threads:`, or give the stage more with `memory:`.',
    })
  }
  const because = error === undefined ? `with exit code ${code}` : `by ${error.name}: ${error.message}`
  return new MillraceError('E_STAGE_CRASHED', `a thread of the stage ended before it answered, ${because}`)
}
