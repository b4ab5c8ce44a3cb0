/** The shortest endings of paths that tell them apart: file names alone, where those differ. The same on any machine. */
export function fileLabels(paths: readonly string[]): readonly string[] {
  const parts = paths.map((path) => path.split(/[\\/]/).filter((part) => part !== ''))
  return parts.map((mine, i) => {
    for (let length = 1; length < mine.length; length++) {
      const label = mine.slice(-length).join('/')
      if (parts.every((other, j) => i === j || other.slice(-length).join('/') !== label)) return label
    }
    return mine.join('/')
  })
}
