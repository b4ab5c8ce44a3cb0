import { defineStage, json } from 'millrace'

await new Promise(() => setInterval(() => {}, 1000))

export default defineStage({ inputs: {}, outputs: { rate: json() }, run: () => ({ rate: 1 }) })
