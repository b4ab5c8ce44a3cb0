/**
 * Whether a command names `$seed`. Only then does it get one, so that a seed which is not in the key cannot be read.
 */
export function usesSeed(text: string): boolean {
  return /\$(?:seed\b|\{[#!]?seed\b)/.test(text)
}
