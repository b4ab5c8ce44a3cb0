/** Words as the name of a file: letters, digits, `.`, `_` and `-`; never empty, never hidden. `train[nfl,spread]` → `train-nfl-spread`. */
export function fileSlug(text: string): string {
  const slug = text
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 120)
  return slug === '' ? 'unnamed' : slug
}
