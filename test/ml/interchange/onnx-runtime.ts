/** What the tests use of onnxruntime-web. */
interface OnnxRuntime {
  readonly env: { wasm: { numThreads: number }; logLevel: string }
  readonly InferenceSession: {
    create(bytes: Uint8Array): Promise<{
      run(feeds: object): Promise<Record<string, { data: Float32Array; dims: number[] }>>
    }>
  }
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => object
}

/**
 * onnxruntime-web, in Node: undefined where it is not installed. MILLRACE_ONNXRUNTIME names the file to import where it
 * lies elsewhere.
 */
export async function openOnnxRuntime(): Promise<OnnxRuntime | undefined> {
  try {
    const name: string = process.env.MILLRACE_ONNXRUNTIME ?? 'onnxruntime-web/wasm'
    const runtime = (await import(/* @vite-ignore */ name)) as OnnxRuntime
    runtime.env.wasm.numThreads = 1
    runtime.env.logLevel = 'error'
    return runtime
  } catch {
    return undefined
  }
}
