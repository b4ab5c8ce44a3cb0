import { Html } from './html.ts'

/** Declares a string to be safe markup: for text of our own only, never for values. */
export function rawHtml(markup: string): Html {
  return new Html(markup)
}
