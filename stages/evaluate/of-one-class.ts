/** A metric, or null where it is not defined because the rows hold one class alone. */
export function ofOneClass<T>(metric: () => T): T | null {
  try {
    return metric()
  } catch (error) {
    if ((error as { code?: string }).code === 'E_ML_ONE_CLASS') return null
    throw error
  }
}
