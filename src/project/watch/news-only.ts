import type { EmitEvent, RunEvent } from '../../engine/events.ts'

/**
 * Holds the events of a run back until one says something new: a stage that runs, fails, or whose result is another than
 * before. A run in which nothing is new says nothing: to save a file unchanged is no news.
 *
 * @param known the fingerprint of each stage's last result and what its checks came to, kept up to date here
 * @param always whether to hold nothing back
 */
export function newsOnly(
  known: Map<string, string>,
  emit: EmitEvent,
  always: boolean,
): { readonly emit: EmitEvent; isNews(): boolean } {
  const held: RunEvent[] = []
  let open = always
  return {
    isNews: () => open,
    emit(event) {
      open ||= isNews(event, known)
      if ('fingerprint' in event) known.set(event.stage, event.fingerprint)
      if (event.type === 'stage-checked') known.set(checksOf(event.stage), verdicts(event))
      held.push(event)
      if (open) for (const each of held.splice(0)) emit(each)
    },
  }
}

function isNews(event: RunEvent, known: ReadonlyMap<string, string>): boolean {
  switch (event.type) {
    case 'stage-reused':
      return known.get(event.stage) !== event.fingerprint
    case 'stage-checked':
      return known.get(checksOf(event.stage)) !== verdicts(event)
    case 'stage-failed':
      // By its checks: what they say is news or not.
      if (event.outputs !== undefined) return false
      return event.again !== true || known.get(event.stage) !== event.fingerprint
    case 'notice':
      return event.code !== 'N_CHECK'
    case 'stage-started':
      return true
    default:
      return false
  }
}

const checksOf = (stage: string) => `checks of ${stage}`

function verdicts({ checks }: Extract<RunEvent, { type: 'stage-checked' }>): string {
  return JSON.stringify(checks.map(({ name, ok, seen, expected }) => [name, ok, seen, expected]))
}
