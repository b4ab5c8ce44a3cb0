import { createHash } from 'node:crypto'

/**
 * The run id of one stage in one run: a UUID of version 5 (RFC 9562: SHA-1 of a UUID and a name), so that the evidence of a
 * run need hold one id, and always tells the same events.
 */
export function stageRunId(runId: string, stage: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(runId.replaceAll('-', ''), 'hex'))
    .update(stage)
    .digest()
  hash[6] = (hash[6]! & 0x0f) | 0x50
  hash[8] = (hash[8]! & 0x3f) | 0x80
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
