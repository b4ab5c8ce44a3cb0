import { type OnnxGraph, onnxConstant, onnxNode, onnxTypes } from './onnx-graph.ts'
import { labelNodes } from './tree-graph.ts'

/** A weighted sum of features for each output, and what is made of it. */
export interface LinearModel {
  readonly featureNames: readonly string[]
  /** Outputs x features, row-major. */
  readonly coefficients: Float64Array
  readonly intercepts: Float64Array
  /** Of the outputs; undefined for a number. */
  readonly classes?: readonly string[] | undefined
}

/** The graph of a linear model: in double precision, because unscaled features may need it. */
export function linearGraph({
  featureNames,
  coefficients,
  intercepts,
  classes,
}: LinearModel): Omit<OnnxGraph, 'metadata'> {
  const d = featureNames.length
  const width = intercepts.length
  const transposed = Float64Array.from(coefficients, (_, i) => coefficients[(i % width) * d + Math.floor(i / width)]!)
  const result = classes === undefined ? 'value' : 'probabilities'
  const last = classes === undefined ? 'sums' : 'shares'
  return {
    nodes: [
      onnxNode('Cast', ['features'], ['doubles'], { to: onnxTypes.double }),
      onnxNode('MatMul', ['doubles', 'coefficients'], ['products']),
      onnxNode('Add', ['products', 'intercepts'], ['sums']),
      ...(classes === undefined ? [] : [onnxNode('Softmax', ['sums'], ['shares'], { axis: 1 })]),
      onnxNode('Cast', [last], [result], { to: onnxTypes.float }),
      ...(classes === undefined ? [] : labelNodes(classes)),
    ],
    constants: [onnxConstant('coefficients', [d, width], transposed), onnxConstant('intercepts', [width], intercepts)],
    inputs: [{ name: 'features', type: 'float', columns: d }],
    outputs:
      classes === undefined
        ? [{ name: 'value', type: 'float', columns: 1 }]
        : [
            { name: 'label', type: 'string' },
            { name: 'probabilities', type: 'float', columns: width },
          ],
  }
}
