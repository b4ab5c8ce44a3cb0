import { type OpenOptions, openProject, type Project } from '../project/open-project.ts'

/** Opens a project for one command and closes it whatever happens. */
export async function withProject<Value>(
  options: OpenOptions,
  use: (project: Project) => Promise<Value>,
): Promise<Value> {
  const project = await openProject(options)
  try {
    return await use(project)
  } finally {
    await project.close()
  }
}
