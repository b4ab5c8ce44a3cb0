import { codeFont, textFont } from '../theme/fonts.ts'
import { darkPalette, lightPalette, type Palette } from '../theme/palette.ts'

/** The palettes as custom properties: by the system's wish, by the reader's switch, and always light on paper. */
export function tokens(): string {
  return `:root{color-scheme:light;--text:${textFont};--mono:${codeFont};${properties(lightPalette)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${properties(darkPalette)}}}
:root[data-theme=dark]{color-scheme:dark;${properties(darkPalette)}}
@media print{:root:root:root{color-scheme:light;${properties(lightPalette)}}}
`
}

function properties(palette: Palette): string {
  return Object.entries(palette)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([name, value]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${value};`)
    .join('')
}
