import { strideBytes } from './block'

/** Rows of singles as a block of doubles, centred and scaled. */
export function loadRows32(
  data: usize,
  columnBytes: usize,
  columns: i32,
  count: i32,
  rows: i32,
  center: usize,
  inverse: usize,
  block: usize,
): void {
  for (let j = 0; j < columns; j++) {
    const middle = load<f64>(center)
    const factor = load<f64>(inverse)
    const middles = f64x2.splat(middle)
    const factors = f64x2.splat(factor)
    let from = data
    let to = block
    let i = 0
    for (; i + 3 < count; i += 4) {
      const a = f64x2.promote_low_f32x4(v128.load64_zero(from))
      const b = f64x2.promote_low_f32x4(v128.load64_zero(from, 8))
      v128.store(to, f64x2.mul(f64x2.sub(a, middles), factors))
      v128.store(to, f64x2.mul(f64x2.sub(b, middles), factors), 16)
      from += 16
      to += 32
    }
    for (; i < count; i++) {
      store<f64>(to, (f64(load<f32>(from)) - middle) * factor)
      from += 4
      to += 8
    }
    for (; i < rows; i++) {
      store<f64>(to, 0)
      to += 8
    }
    data += columnBytes
    center += 8
    inverse += 8
    block += strideBytes
  }
}

/** The same of rows of doubles. */
export function loadRows64(
  data: usize,
  columnBytes: usize,
  columns: i32,
  count: i32,
  rows: i32,
  center: usize,
  inverse: usize,
  block: usize,
): void {
  for (let j = 0; j < columns; j++) {
    const middle = load<f64>(center)
    const factor = load<f64>(inverse)
    const middles = f64x2.splat(middle)
    const factors = f64x2.splat(factor)
    let from = data
    let to = block
    let i = 0
    for (; i + 3 < count; i += 4) {
      v128.store(to, f64x2.mul(f64x2.sub(v128.load(from), middles), factors))
      v128.store(to, f64x2.mul(f64x2.sub(v128.load(from, 16), middles), factors), 16)
      from += 32
      to += 32
    }
    for (; i < count; i++) {
      store<f64>(to, (load<f64>(from) - middle) * factor)
      from += 8
      to += 8
    }
    for (; i < rows; i++) {
      store<f64>(to, 0)
      to += 8
    }
    data += columnBytes
    center += 8
    inverse += 8
    block += strideBytes
  }
}
