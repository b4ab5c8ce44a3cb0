/** Learning from tables and judging models. */
export const mlCodes = {
  E_ML_EMPTY: 'There are no rows to learn from or to judge.',
  E_ML_SHAPE: 'Arrays that belong together have different lengths or orders.',
  E_ML_NOT_FINITE: 'A number is NaN or infinite where none may be.',
  E_ML_ONE_CLASS: 'Labels hold one class where at least two are needed.',
  E_ML_LABEL: 'A label is not one of the classes that were declared.',
  E_ML_PARAMETER: 'A parameter of a learner, resampler or metric is out of its range.',
  E_ML_FEATURES: 'A model is asked to predict from other features than it was fitted on.',
  E_ML_CONVERGENCE: 'A learner did not reach its optimum in the iterations allowed.',
  E_ML_TASK: 'A model of classes stands where one of numbers is needed, or the other way round.',
  E_ML_MEMORY: 'A learner needs more working memory than its kernels can reach.',
  E_ML_THREAD: 'A thread of a learner ended before its work was done.',
  E_ML_PEER: 'A learner is a package of npm that is not installed, or cannot be loaded.',
  E_ML_MODEL_FILE: 'A model file is damaged, or newer than this version can read.',
  E_SMOTE_NEIGHBORS: 'A class has too few rows for the number of neighbours asked for.',
  E_FACET: 'A facet does not exist, has one group only, or a group without rows.',
} as const
