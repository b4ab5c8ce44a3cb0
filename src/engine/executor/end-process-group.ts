/** Ends a process group at once: a program and all that it started, but for what has left for a group of its own. */
export function endProcessGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
