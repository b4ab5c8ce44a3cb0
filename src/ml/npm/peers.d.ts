/** The parts of optional peers that are used: both are plain JavaScript, and need not be installed. */
declare module 'ml-random-forest' {
  class Forest {
    constructor(options: Readonly<Record<string, unknown>>)
    train(rows: readonly (readonly number[])[], target: readonly number[]): void
    toJSON(): unknown
  }
  export const RandomForestClassifier: typeof Forest
  export const RandomForestRegression: typeof Forest
}

declare module 'ml-xgboost' {
  interface Booster {
    train(rows: readonly (readonly number[])[], target: readonly number[]): void
    toJSON(): { readonly model: readonly number[] }
    free(): void
  }
  const ready: Promise<new (options: Readonly<Record<string, unknown>>) => Booster>
  export default ready
}
