import { MillraceError } from '../../../base/errors/millrace-error.ts'
import {
  floatField,
  floatsField,
  intsField,
  joinMessage,
  lengthOf,
  type Message,
  messageField,
  textField,
  textsField,
  varintField,
} from './protobuf.ts'

/** Types of tensors, by their numbers in the format. */
export const onnxTypes = { float: 1, int64: 7, string: 8, double: 11 } as const

/** A text for each of many values, by number. */
export interface Coded {
  readonly texts: readonly string[]
  readonly codes: ArrayLike<number>
}
type Attribute = number | string | Float32Array | Int32Array | readonly string[] | Coded | { readonly float: number }

/** One operator of a graph. A number is a whole one unless it is wrapped as `{ float }`. */
export function onnxNode(
  type: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
  domain = '',
): Message {
  return [
    ...inputs.flatMap((name) => textField(1, name)),
    ...outputs.flatMap((name) => textField(2, name)),
    ...textField(3, `${type}_${outputs[0]}`),
    ...textField(4, type),
    ...Object.entries(attributes).flatMap(([name, value]) => messageField(5, attribute(name, value))),
    ...textField(7, domain),
  ]
}

function attribute(name: string, value: Attribute): Message {
  const [type, message] = attributeValue(value)
  return [...textField(1, name), ...message, ...varintField(20, type)]
}

function attributeValue(value: Attribute): [number, Message] {
  if (typeof value === 'number') return [2, varintField(3, value)]
  if (typeof value === 'string') return [3, textField(4, value)]
  if (value instanceof Float32Array) return [6, floatsField(7, value)]
  if (value instanceof Int32Array) return [7, intsField(8, value)]
  if (Array.isArray(value)) return [8, textsField(9, value, Int32Array.from(value.keys()))]
  if ('float' in (value as object)) return [1, floatField(2, (value as { float: number }).float)]
  const { texts, codes } = value as Coded
  return [8, textsField(9, texts, codes)]
}

/** Doubles that a graph has as a constant. */
export function onnxConstant(name: string, dims: readonly number[], values: Float64Array): Message {
  const bytes = new Uint8Array(values.length * 8)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) view.setFloat64(8 * i, values[i]!, true)
  return [
    ...dims.flatMap((dim) => varintField(1, dim)),
    ...varintField(2, onnxTypes.double),
    ...textField(8, name),
    ...messageField(9, [bytes]),
  ]
}

/** What comes in or goes out: a tensor of any number of rows. */
export interface OnnxValue {
  readonly name: string
  readonly type: keyof typeof onnxTypes
  /** Undefined: one value a row, not a table. */
  readonly columns?: number
}

function valueInfo({ name, type, columns }: OnnxValue): Message {
  const rows = messageField(1, textField(2, 'rows'))
  const dims = columns === undefined ? rows : [...rows, ...messageField(1, varintField(1, columns))]
  const tensor = [...varintField(1, onnxTypes[type]), ...messageField(2, dims)]
  return [...textField(1, name), ...messageField(2, messageField(1, tensor))]
}

export interface OnnxGraph {
  readonly nodes: readonly Message[]
  readonly constants?: readonly Message[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** Texts that are kept beside the graph. */
  readonly metadata: Readonly<Record<string, string>>
}

/** What a protobuf message may be long. */
const mostBytes = 2 ** 31 - 1

/**
 * The bytes of a model: IR version 8, operators of opset 17 and of `ai.onnx.ml` 3.
 * @throws E_ML_MODEL_FILE when it is longer than the format allows
 */
export function onnxModel({ nodes, constants = [], inputs, outputs, metadata }: OnnxGraph): Uint8Array {
  const graph: Message = [
    ...nodes.flatMap((node) => messageField(1, node)),
    ...textField(2, 'millrace'),
    ...constants.flatMap((constant) => messageField(5, constant)),
    ...inputs.flatMap((value) => messageField(11, valueInfo(value))),
    ...outputs.flatMap((value) => messageField(12, valueInfo(value))),
  ]
  const opset = (domain: string, version: number) =>
    messageField(8, [...textField(1, domain), ...varintField(2, version)])
  const model: Message = [
    ...varintField(1, 8),
    ...textField(2, 'millrace'),
    ...messageField(7, graph),
    ...opset('', 17),
    ...opset(mlDomain, 3),
    ...Object.entries(metadata).flatMap(([key, value]) =>
      messageField(14, [...textField(1, key), ...textField(2, value)]),
    ),
  ]
  if (lengthOf(model) > mostBytes) {
    throw new MillraceError('E_ML_MODEL_FILE', 'The model is longer than the 2 GiB that an ONNX file may have.', {
      hint: 'Write it as XGBoost JSON, or fit fewer or smaller trees.',
    })
  }
  return joinMessage(model)
}

export const mlDomain = 'ai.onnx.ml'
