type Growable = Int32Array | Uint8Array | Uint32Array | Float64Array

/** The nodes of a tree that grows, a list a property, all used again for the next tree. */
export class NodeStore {
  count = 0
  feature = new Int32Array(256)
  left = new Int32Array(256)
  missingLeft = new Uint8Array(256)
  lowRow = new Uint32Array(256)
  highRow = new Uint32Array(256)
  cut = new Float64Array(256)
  cover = new Float64Array(256)
  decrease = new Float64Array(256)
  depth = new Int32Array(256)
  /** The node's stretch of entries, and where its right child's begins. */
  start = new Uint32Array(256)
  middle = new Uint32Array(256)
  end = new Uint32Array(256)
  /** Values of leaves, `outputs` each. */
  leaves = 0
  values: Float64Array
  readonly outputs: number

  constructor(outputs: number) {
    this.outputs = outputs
    this.values = new Float64Array(256 * outputs)
  }

  clear(): void {
    this.count = 0
    this.leaves = 0
  }

  /** @returns the number of the new node */
  add(start: number, end: number, depth: number): number {
    if (this.count === this.feature.length) this.#grow()
    const node = this.count++
    this.feature[node] = -1
    this.start[node] = start
    this.end[node] = end
    this.depth[node] = depth
    return node
  }

  /** @returns where in `values` those of the new leaf go */
  addLeaf(): number {
    const at = this.leaves++ * this.outputs
    if (at + this.outputs > this.values.length) this.values = longer(this.values)
    return at
  }

  #grow(): void {
    this.feature = longer(this.feature)
    this.left = longer(this.left)
    this.missingLeft = longer(this.missingLeft)
    this.lowRow = longer(this.lowRow)
    this.highRow = longer(this.highRow)
    this.cut = longer(this.cut)
    this.cover = longer(this.cover)
    this.decrease = longer(this.decrease)
    this.depth = longer(this.depth)
    this.start = longer(this.start)
    this.middle = longer(this.middle)
    this.end = longer(this.end)
  }
}

function longer<A extends Growable>(array: A): A {
  const next = new (array.constructor as new (length: number) => A)(array.length * 2)
  next.set(array)
  return next
}
