import type { Labels, Matrix } from '../../src/base/matrix.ts'
import {
  BoostingClassifier,
  BoostingRegressor,
  type Classifier,
  ExtraTrees,
  ExtraTreesRegressor,
  LogisticRegression,
  RandomForest,
  RandomForestRegressor,
  type Regressor,
  Ridge,
} from '../../src/ml/index.ts'

/** The learners that are compared, with the options that `peer.py` gives the references. */
export interface ParityLearner {
  readonly name: string
  classes?(features: Matrix, labels: Labels, seed: number): Promise<Classifier>
  numbers?(features: Matrix, values: Float64Array, seed: number): Promise<Regressor>
}

const boosting = { nEstimators: 100, eta: 0.1, subsample: 0.8 }

export const parityLearners: readonly ParityLearner[] = [
  {
    name: 'randomForest',
    classes: (features, labels, seed) => RandomForest.fit(features, labels, { seed }),
    numbers: (features, values, seed) => RandomForestRegressor.fit(features, values, { seed }),
  },
  {
    name: 'extraTrees',
    classes: (features, labels, seed) => ExtraTrees.fit(features, labels, { seed }),
    numbers: (features, values, seed) => ExtraTreesRegressor.fit(features, values, { seed }),
  },
  {
    name: 'boosting',
    classes: (features, labels, seed) => BoostingClassifier.fit(features, labels, { ...boosting, seed }),
    numbers: (features, values, seed) => BoostingRegressor.fit(features, values, { ...boosting, seed }),
  },
  {
    name: 'logisticRegression',
    classes: (features, labels) => LogisticRegression.fit(features, labels, { standardize: true }),
  },
  { name: 'ridge', numbers: (features, values) => Ridge.fit(features, values) },
]
