/**
 * A function of a stage that threads of their own can run. What it is given and what it gives is plain data, copied from thread
 * to thread: numbers, texts, lists, records, typed arrays, and no functions. It must depend on nothing else: a thread has a copy
 * of the stage's code and none of its variables.
 */
export type Threaded<Shared, Given, Made> = (given: Given, shared: Shared) => Promise<Made> | Made

/** Threads that run one function, each for itself. */
export interface Crew<Given, Made> {
  /**
   * Runs the function in a thread that is free, else as soon as one is. The first asked is the first begun.
   *
   * @throws what the function throws; E_STAGE_CRASHED when the thread ends before it answers, E_STAGE_MEMORY when it runs out of
   *   memory. The others of the crew never notice, and another thread takes its place.
   */
  run(given: Given): Promise<Made>
  /** Ends the threads, whatever they are at. */
  close(): Promise<void>
}

/**
 * Opens a crew. Threads start when there is work for them.
 *
 * @param run one of the functions that the stage declares as `threaded`
 * @param shared what all calls see; typed arrays in it are copied once, into memory that the threads share. They must not be
 *   changed
 * @param threads at most so many at work at once
 * @throws E_STAGE_FILE for a function that is not declared
 */
export type OpenCrew = <Shared, Given, Made>(
  run: Threaded<Shared, Given, Made>,
  shared: Shared,
  threads: number,
) => Crew<Given, Made>
