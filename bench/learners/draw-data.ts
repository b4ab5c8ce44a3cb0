import { writeData } from './data.ts'

/** draw-data.ts FOLDER NAME: in a process of its own, whose size its children would inherit as their own peak. */
const [folder = '', name = ''] = process.argv.slice(2)
writeData(folder, name)
