import { baseStyle } from './base-style.ts'
import { cardStyle } from './card-style.ts'
import { checkStyle } from './check-style.ts'
import { figureStyle } from './figure-style.ts'
import { foldStyle } from './fold-style.ts'
import { graphStyle } from './graph-style.ts'
import { layoutStyle } from './layout-style.ts'
import { printStyle } from './print-style.ts'
import { railStyle } from './rail-style.ts'
import { sectionStyle } from './section-style.ts'
import { tableStyle } from './table-style.ts'
import { tokens } from './tokens.ts'

/** The whole style sheet of a report. */
export function pageStyle(): string {
  const parts = [
    baseStyle,
    layoutStyle,
    railStyle,
    graphStyle,
    cardStyle,
    foldStyle,
    tableStyle,
    checkStyle,
    figureStyle,
    sectionStyle,
    printStyle,
  ]
  return tokens() + parts.map((part) => part.trimStart()).join('')
}
