import { defineStage, json } from 'millrace'

export default defineStage({
  inputs: {},
  outputs: { value: json<number>() },
  run() {
    process.kill(process.pid, 'SIGKILL')
    return new Promise<{ value: number }>((resolve) => setTimeout(resolve, 60_000))
  },
})
