import { builtMillrace } from './built-millrace.ts'

/**
 * Before all tests: builds Millrace once, for every test that calls the command line. From its sources each call would cost half
 * a second more, and there are thousands.
 */
export default function buildOnce(): () => void {
  const built = builtMillrace()
  process.env.MILLRACE_TEST_PROGRAM = built.program
  return built.remove
}
