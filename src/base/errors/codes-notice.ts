/** What a person should know that is no failure: printed beside a run, which goes on. */
export const noticeCodes = {
  N_INPUT_CHANGED: 'An input or a code file was changed while the stage that reads it ran: its result is not kept.',
  N_NON_DETERMINISTIC: 'A stage gave another result than before for the same code, parameters and inputs.',
  N_DAMAGED: 'A stored output was not as it should be: what was done about it.',
  N_WAITING: 'Another process is making the same result, or writing the report: this run waits for it.',
  N_EDITED_BY_HAND: 'An artifact had been edited by hand: the edited file is put aside, and its new name said.',
  N_CHECK: 'A check of level `warn` did not pass.',
} as const

export type NoticeCode = keyof typeof noticeCodes
