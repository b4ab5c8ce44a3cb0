/** What the report says of each metric, besides its number. */
export interface BiasMetricText {
  readonly metric: string
  readonly name: string
  /** The value of equal treatment. */
  readonly neutral: 0 | 1
  /** Needs predictions. */
  readonly postTraining: boolean
  /** How to read its sign. */
  readonly meaning: string
}

function before(metric: string, name: string, meaning: string): BiasMetricText {
  return { metric, name, neutral: 0, postTraining: false, meaning }
}

function after(metric: string, name: string, meaning: string, neutral: 0 | 1 = 0): BiasMetricText {
  return { metric, name, neutral, postTraining: true, meaning }
}

const distance = 'It has no direction: 0 means that both groups have the same labels equally often.'

/** Clarify's names, in the order of the report; group a is the favoured one, d the disfavoured one. */
export const biasMetrics: readonly BiasMetricText[] = [
  before('CI', 'Class Imbalance', 'Above 0, the favoured group a has more rows than the disfavoured group d.'),
  before(
    'DPL',
    'Difference in Positive Proportions in Labels',
    'Above 0, group a has the positive outcome more often than group d.',
  ),
  before(
    'KL',
    'Kullback-Leibler Divergence',
    '0 means equal labels in both groups; below 0 is possible where a group lacks a label.',
  ),
  before('JS', 'Jensen-Shannon Divergence', distance),
  before('LP', 'L-p Norm', distance),
  before('TVD', 'Total Variation Distance', distance),
  before('KS', 'Kolmogorov-Smirnov Distance', `The greatest gap of any one label. ${distance}`),
  before(
    'CDDL',
    'Conditional Demographic Disparity in Labels',
    'Above 0, group d has more of the negative outcomes than of the positive ones, also within the subgroups.',
  ),
  after(
    'DPPL',
    'Difference in Positive Proportions in Predicted Labels',
    'Above 0, group a is predicted the positive outcome more often than group d.',
  ),
  after(
    'DI',
    'Disparate Impact',
    'Below 1, group d is predicted the positive outcome less often than group a; below 0.8 is a common warning line.',
    1,
  ),
  after(
    'DCA',
    'Difference in Conditional Acceptance',
    'Above 0, group a gets fewer positive predictions for its positive outcomes than group d: possible bias against a.',
  ),
  after(
    'DCR',
    'Difference in Conditional Rejection',
    'Above 0, group a gets more negative predictions for its negative outcomes than group d: possible bias against a.',
  ),
  after('RD', 'Recall Difference', 'Above 0, positive outcomes of group d are recognised less often than those of a.'),
  after(
    'SD',
    'Specificity Difference',
    'Above 0, negative outcomes of group a are mistaken for positive ones more often than those of d.',
  ),
  after(
    'DAR',
    'Difference in Acceptance Rates',
    'Above 0, positive predictions come true less often for group d than for a.',
  ),
  after(
    'DRR',
    'Difference in Rejection Rates',
    'Above 0, negative predictions come true less often for group a than for d.',
  ),
  after('AD', 'Accuracy Difference', 'Above 0, predictions are right less often for group d than for a.'),
  after(
    'TE',
    'Treatment Equality',
    'Above 0, errors against group d are missed positives more often than those against a.',
  ),
  after(
    'CDDPL',
    'Conditional Demographic Disparity in Predicted Labels',
    'Above 0, group d has more of the negative predictions than of the positive ones, also within the subgroups.',
  ),
  after(
    'FT',
    'Flip Test',
    'Above 0, rows of group d are refused what similar rows of group a are given more often than the other way round.',
  ),
  after(
    'GE',
    'Generalized Entropy',
    'It does not compare the groups: 0 means that predictions benefit all rows equally, more is less equal.',
  ),
]
