import type { Figure } from '../../report/figure.ts'
import type { Freshness } from './freshness.ts'
import { displaySymbol, type MimeBundle } from './mime-bundle.ts'

/** A value that was read whole, with how its stage stood at that moment. */
export class ReadValue<Value> {
  /** `stage.output`. */
  readonly name: string
  readonly value: Value
  readonly freshness: Freshness
  readonly #lookAgain: () => Promise<Freshness>

  constructor(name: string, value: Value, freshness: Freshness, lookAgain: () => Promise<Freshness>) {
    this.name = name
    this.value = value
    this.freshness = freshness
    this.#lookAgain = lookAgain
  }

  /** Whether the stage was stale when this was read. */
  get stale(): boolean {
    return this.freshness.stale
  }

  /** Why it was stale when this was read, as short sentences. */
  get reasons(): readonly string[] {
    return this.freshness.reasons
  }

  /** How it stands now: stale too when the stage has given something else since. */
  lookAgain(): Promise<Freshness> {
    return this.#lookAgain()
  }

  /** Jupyter's rich display: JSON as a tree; "stale" and why. */
  async [displaySymbol](): Promise<MimeBundle> {
    const { displayJson } = await import('./display/display-json.ts')
    return displayJson(this.name, this.value, await this.#lookAgain())
  }
}

/** A chart, or a table made for reading. In a notebook it is shown as `application/vnd.vegalite.v5+json`, else as SVG. */
export class ReadFigure extends ReadValue<Figure> {
  override async [displaySymbol](): Promise<MimeBundle> {
    const { displayFigure } = await import('./display/display-figure.ts')
    return displayFigure(this.name, this.value, await this.lookAgain())
  }
}
