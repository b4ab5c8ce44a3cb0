import { Option } from 'commander'

/** Options that several commands have, so that they read and behave the same everywhere. */
export const pipelineOption = () =>
  new Option('-p, --pipeline <file>', 'the pipeline file; default: pipeline.yaml here')

/** @param what what giving it does */
export const setOption = (what: string) =>
  new Option('--set <stage.param=value>', `${what}; @file takes many; repeatable`)
    .argParser((value: string, before: readonly string[]) => [...before, value])
    .default([], 'none')
