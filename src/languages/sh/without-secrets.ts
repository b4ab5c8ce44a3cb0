/** A shorter value would be found by chance in what has nothing to do with it. */
const shortest = 6

/** Declared environment values may be secrets: a program that prints one leaves its name in the log, and not the value. */
export function withoutSecrets(line: string, env: Readonly<Record<string, string>>): string {
  return Object.entries(env).reduce(
    (text, [name, value]) => (value.length < shortest ? text : text.replaceAll(value, `$${name}`)),
    line,
  )
}
