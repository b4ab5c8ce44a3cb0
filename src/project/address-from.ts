import { relative, sep } from 'node:path'

/** The address of a file for a page in a folder: relative, with characters that an address cannot hold encoded. */
export function addressFrom(folder: string, path: string): string {
  return relative(folder, path)
    .split(sep)
    .map((part) => encodeURIComponent(part))
    .join('/')
}
