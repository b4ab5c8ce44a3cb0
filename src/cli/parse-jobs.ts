import { InvalidArgumentError } from 'commander'

/** `--jobs 4`: how many stages may run at once. */
export function parseJobs(text: string): number {
  const jobs = Number(text)
  if (!Number.isInteger(jobs) || jobs < 1) throw new InvalidArgumentError('It must be a whole number from 1.')
  return jobs
}
