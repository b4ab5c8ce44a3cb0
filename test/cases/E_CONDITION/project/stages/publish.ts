import { defineStage, json } from 'millrace'

export default defineStage({ inputs: {}, outputs: { done: json<boolean>() }, run: () => ({ done: true }) })
