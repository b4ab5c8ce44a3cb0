import type { DriftTest } from 'millrace/ml'

const names: Readonly<Record<DriftTest, string>> = {
  kolmogorovSmirnov: 'Kolmogorov-Smirnov',
  chiSquare: 'chi-square',
  z: 'z',
  wasserstein: 'Wasserstein',
  jensenShannon: 'Jensen-Shannon',
  psi: 'PSI',
  kullbackLeibler: 'Kullback-Leibler',
  hellinger: 'Hellinger',
  totalVariation: 'total variation',
}

/** A test's name as it is written. */
export function testName(test: DriftTest): string {
  return names[test]
}
