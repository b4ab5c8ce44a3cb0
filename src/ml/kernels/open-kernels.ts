import type { SharedMemory } from '../threads/shared-memory.ts'

/**
 * The kernels of a family, opened on a memory; their plain TypeScript twins where kernels cannot be used. Both take byte
 * offsets in that memory, have the same signatures, and give the same bits.
 * @param wasm the compiled family in base64: `<family>Wasm` of `src/ml/generated`
 * @param twin opens the twins on a buffer
 */
export function openKernels<Kernels>(
  memory: SharedMemory,
  wasm: string,
  twin: (buffer: ArrayBufferLike) => Kernels,
): Kernels {
  if (memory.wasm === undefined) return twin(memory.buffer)
  const module = compiled.get(wasm) ?? new WebAssembly.Module(Buffer.from(wasm, 'base64'))
  compiled.set(wasm, module)
  return new WebAssembly.Instance(module, { env: { memory: memory.wasm } }).exports as Kernels
}

const compiled = new Map<string, WebAssembly.Module>()
