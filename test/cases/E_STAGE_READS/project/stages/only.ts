import { defineStage, json, z } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  params: z.object({ learner: z.string().default('forest') }),
  async run({ params }) {
    const { learn } = await import(`../lib/${params.learner}.ts`)
    return { value: learn() }
  },
})
