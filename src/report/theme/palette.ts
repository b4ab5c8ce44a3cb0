/** The colours of one theme, shared by the page's style sheet and by the charts. Text colours meet AA on both grounds. */
export interface Palette {
  readonly page: string
  readonly surface: string
  readonly sunken: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  readonly lineStrong: string
  readonly accent: string
  readonly accentGround: string
  /** Bars that carry an interval, which has to be seen on them. */
  readonly accentSoft: string
  readonly good: string
  readonly warn: string
  readonly warnGround: string
  readonly bad: string
  readonly badGround: string
  readonly violet: string
  readonly codeString: string
  readonly codeNumber: string
  /** Bars that are there for comparison only. */
  readonly context: string
  /** From nothing to everything, light enough (or dark enough) for ink to stay readable at both ends. */
  readonly ramp: readonly [string, string]
  readonly diverging: readonly string[]
}

export const lightPalette: Palette = {
  page: '#ffffff',
  surface: '#ffffff',
  sunken: '#f6f7f9',
  ink: '#1c2127',
  soft: '#56606c',
  line: '#e2e5e9',
  lineStrong: '#b9c0c9',
  accent: '#0b5fa5',
  accentGround: '#eaf3fb',
  accentSoft: '#8dbbe3',
  good: '#18703f',
  warn: '#855400',
  warnGround: '#fff7e3',
  bad: '#b02318',
  badGround: '#fdf0ee',
  violet: '#6a3fa0',
  codeString: '#18703f',
  codeNumber: '#9a3b00',
  context: '#bcc4ce',
  ramp: ['#f3f7fb', '#86b8e2'],
  diverging: ['#b35806', '#f1a340', '#fee0b6', '#f3f4f6', '#c6dbef', '#5a9bd0', '#08519c'],
}

export const darkPalette: Palette = {
  page: '#14171b',
  surface: '#191d22',
  sunken: '#1f242a',
  ink: '#e5e8ec',
  soft: '#a6afba',
  line: '#2e353d',
  lineStrong: '#59636f',
  accent: '#74b3ec',
  accentGround: '#1a2c3d',
  accentSoft: '#2d5f8f',
  good: '#6ccb93',
  warn: '#e6b450',
  warnGround: '#2d2616',
  bad: '#ff9488',
  badGround: '#331d1b',
  violet: '#c3a2f2',
  codeString: '#8ed0a4',
  codeNumber: '#f0a878',
  context: '#5f6a77',
  ramp: ['#1d232a', '#22609a'],
  diverging: ['#f1a340', '#b9701c', '#5c4326', '#262b31', '#264a6a', '#3f86bf', '#8cc5f5'],
}
