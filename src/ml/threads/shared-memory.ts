/**
 * The memory that kernels, and all members of a crew, work in. Places in it are byte offsets, as kernels take them.
 * The first page (64 KiB) is the crew's: see `control-block.ts`.
 */
export interface SharedMemory {
  /** Grows; take it anew after growing. Views that exist stay valid. */
  readonly buffer: ArrayBufferLike
  /** What kernels are opened on; undefined where WebAssembly cannot share memory. Then their twins work in `buffer`. */
  readonly wasm: WebAssembly.Memory | undefined
}

const pageBytes = 65536
/** What 32-bit addresses reach. */
export const memoryLimitBytes = 65536 * pageBytes

/** A memory of one page. */
export function createSharedMemory(): SharedMemory & { grow(pages: number): void } {
  if (!canShareMemory()) {
    const buffer = new ArrayBuffer(pageBytes, { maxByteLength: memoryLimitBytes - pageBytes })
    return { buffer, wasm: undefined, grow: (pages) => buffer.resize(buffer.byteLength + pages * pageBytes) }
  }
  const wasm = new WebAssembly.Memory({ initial: 1, maximum: memoryLimitBytes / pageBytes, shared: true })
  return {
    get buffer() {
      return wasm.buffer
    },
    wasm,
    grow: (pages) => void wasm.grow(pages),
  }
}

let known: boolean | undefined

/**
 * Whether kernels and threads can be used here. `MILLRACE_KERNELS=off` says no, so that the twins work: slower, the same
 * bits. For tests and for a machine on which something is wrong.
 */
export function canShareMemory(): boolean {
  known ??= process.env.MILLRACE_KERNELS !== 'off' && supportsSharedWasm()
  return known
}

/** An empty module whose memory is shared: what cannot share memory refuses it. */
function supportsSharedWasm(): boolean {
  if (typeof WebAssembly === 'undefined' || typeof SharedArrayBuffer === 'undefined') return false
  return WebAssembly.validate(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 5, 4, 1, 3, 1, 1]))
}
