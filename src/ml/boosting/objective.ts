/** What is minimised. `logistic` and `softprob` are for classes, the others for numbers. */
export type Objective = 'squaredError' | 'logistic' | 'softprob' | 'poisson' | 'quantile'
