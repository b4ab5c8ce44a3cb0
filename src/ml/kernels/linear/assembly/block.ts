/** From one column of a block to the next, in bytes: `blockStride` of `../linear-kernels.ts`. */
export const strideBytes: usize = 2112
/** From one class to the next in scores and residuals: `blockRows`. */
export const classBytes: usize = 2048
