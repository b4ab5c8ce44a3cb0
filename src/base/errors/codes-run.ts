/** What goes wrong while stages run: exit code 1, every earlier artifact is intact. */
export const runCodes = {
  E_STAGE_THREW: 'The code of a stage threw an error.',
  E_STAGE_EXITED: 'The code of a stage ended its worker process.',
  E_STAGE_CRASHED: 'The worker process of a stage was killed or crashed.',
  E_STAGE_MEMORY: 'A stage used more memory than its limit.',
  E_STAGE_TIMEOUT: 'A stage ran longer than its time limit.',
  E_STAGE_COMMAND: 'The command of a stage failed, or could not be started.',
  E_STAGE_OUTPUT: 'A stage did not return what it declares.',
  E_STORE_CORRUPT: 'A stored artifact no longer has the content that its name promises.',
  E_STORE_GONE: 'The store, or the folder that it stands in, was removed while a command used it.',
  E_DISK_FULL: 'A disk, or what of it this user may fill, is full. What was stored before is intact.',
  E_NOT_WRITABLE: 'A file or folder that Millrace needs is read-only or belongs to another user.',
  E_NOT_REPRODUCIBLE: 'Running a stage again gave another result.',
  E_NEVER_RUN: 'Something was asked of a stage that has no result yet.',
  E_CHECK: 'What a stage gave does not pass its checks.',
  E_INTERRUPTED: 'The run was interrupted.',
  E_INTERNAL: 'A mistake in Millrace itself.',
} as const
