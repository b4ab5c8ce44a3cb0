import { addGradient } from './add-gradient'
import { addGram } from './add-gram'
import { classBytes } from './block'
import { curvePair } from './curve-pair'
import { judgeMany } from './judge-many'
import { judgeTwo } from './judge-two'
import { loadRows32, loadRows64 } from './load-rows'
import { scoreRows } from './score-rows'

const blockRows: i32 = 256

/** All kernels of a pass, block after block; see `../add-blocks.ts`, whose `sheetCells` name what lies in the sheet. */
export function addBlocks(sheet: usize, first: i32, last: i32, every: i32, withHessian: i32, sums: usize): void {
  const rows = load<i32>(sheet)
  const columns = load<i32>(sheet, 4)
  const width = load<i32>(sheet, 8)
  const vectors = load<i32>(sheet, 12)
  const valueBytes = load<i32>(sheet, 16)
  const block = usize(load<u32>(sheet, 40))
  const scores = usize(load<u32>(sheet, 48))
  const residuals = usize(load<u32>(sheet, 52))
  const curvature = usize(load<u32>(sheet, 56))
  for (let b = first; b < last; b++) {
    const from = b * every * blockRows
    const count = min(blockRows, rows - from)
    const rounded = (count + 15) & ~15
    const codes = usize(load<u32>(sheet, 24)) + (usize(from) << 2)
    const weights = usize(load<u32>(sheet, 28)) + (usize(from) << 3)
    const data = usize(load<u32>(sheet, 20)) + usize(from) * usize(valueBytes)
    const columnBytes = usize(rows) * usize(valueBytes)
    const center = usize(load<u32>(sheet, 32))
    const inverse = usize(load<u32>(sheet, 36))
    if (valueBytes == 4) loadRows32(data, columnBytes, columns, count, rounded, center, inverse, block)
    else loadRows64(data, columnBytes, columns, count, rounded, center, inverse, block)
    for (let v = 0; v < vectors; v++) {
      const theta = usize(load<u32>(sheet, 60)) + (usize(v * width) << 3)
      scoreRows(block, width, theta, rounded, scores + usize(v) * classBytes)
    }
    const value =
      vectors == 1
        ? judgeTwo(scores, codes, weights, count, rounded, residuals, curvature)
        : judgeMany(scores, vectors, codes, weights, count, rounded, residuals)
    store<f64>(sums, load<f64>(sums) + value)
    let at = sums + 8
    for (let v = 0; v < vectors; v++) {
      addGradient(block, width, residuals + usize(v) * classBytes, rounded, at)
      at += usize(width) << 3
    }
    if (withHessian == 0) continue
    for (let k = 0; k < vectors; k++) {
      for (let l = 0; l <= k; l++) {
        const p = scores + usize(k) * classBytes
        curvePair(p, scores + usize(l) * classBytes, weights, count, rounded, curvature)
        addGram(block, width, curvature, rounded, usize(load<u32>(sheet, 44)), at)
        at += usize(width * width) << 3
      }
    }
  }
}
