import { type ReportSection, reportSections } from '../../base/report-section.ts'
import type { StageCard } from '../report-model.ts'

/** One part of a report with its stages, in the order in which they can run. */
export interface StageGroup {
  readonly section: ReportSection
  /** The address of the part on the page. */
  readonly anchor: string
  readonly title: string
  /** The question that the part answers: what a newcomer would ask. */
  readonly question: string
  readonly stages: readonly StageCard[]
}

const WORDS: Readonly<Record<ReportSection, readonly [title: string, question: string]>> = {
  data: ['Data', 'What came in, what was refused and why, and what each row knows.'],
  split: ['Split', 'Which rows a model may learn from, and which it is judged on. No row is in both.'],
  balance: ['Balance', 'How often each class occurs among the training rows, before and after resampling.'],
  training: [
    'Training',
    'What learned from the training rows, with which settings: models and the baselines beside them.',
  ],
  evaluation: [
    'Evaluation',
    'What the models are worth on rows that they have not seen, beside baselines. An interval that includes zero means that the rows cannot tell two models apart.',
  ],
  calibration: [
    'Calibration',
    'Whether what is forecast at 70 % happens seven times in ten, before and after correction.',
  ],
  explanations: [
    'Explanations',
    'Why the model says what it says: which features matter in general, and for single rows.',
  ],
  bias: [
    'Bias',
    'Whether groups of rows are treated differently, measured around the value at which they are treated alike.',
  ],
  drift: ['Drift', 'Whether newer rows look different from those that were learned from.'],
  leaks: ['Leaks', 'Whether something reached the model that nobody knows at the time of the forecast.'],
}

/** The stages by part, in the order of a reader's questions; parts without a stage are left out. */
export function groupStages(stages: readonly StageCard[]): readonly StageGroup[] {
  return reportSections.flatMap((section) => {
    const own = stages.filter((stage) => stage.section === section)
    if (own.length === 0) return []
    const [title, question] = WORDS[section]
    return [{ section, anchor: `section-${section}`, title, question, stages: own }]
  })
}

/** What a report on a model could have answered and does not, in words; nothing where no model was trained. */
export function unasked(groups: readonly StageGroup[]): readonly string[] {
  const has = (section: ReportSection) => groups.some((group) => group.section === section)
  if (!has('training')) return []
  return reportSections
    .filter((section) => !has(section) && section !== 'balance')
    .map((section) => WORDS[section][0].toLowerCase())
}
