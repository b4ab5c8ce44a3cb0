import { z } from 'millrace'

const text = z.string().min(1)
const paragraphs = z
  .union([text, z.array(text)])
  .transform((value) => [value].flat())
  .optional()

/** What only people can write. What is left out says so on the card. */
export const modelCardParams = z.strictObject({
  name: text.describe('What the model is called.'),
  summary: text.describe('One or two sentences: what it tells, of what, from what.'),
  label: text.optional().describe('The label of the model in `metrics`; default: the first.'),
  time: text.optional().describe('The column with the time of a row: the card says which period the data covers.'),
  rowNoun: text.default('rows').describe('What a row is, for sentences: matches, patients.'),
  version: text.optional(),
  date: text.optional().describe('When the model was made; a stage has no clock.'),
  developers: text.optional().describe('Who made it: an organisation rather than a person.'),
  contact: text.optional().describe('Where to send questions.'),
  license: text.optional().describe('As Hugging Face names licenses: `apache-2.0`, `mit`, `other`.'),
  citation: text.optional(),
  references: z.array(text).default([]).describe('Papers and pages that explain it.'),
  intendedUse: z
    .strictObject({ uses: paragraphs, users: paragraphs, outOfScope: paragraphs })
    .default({})
    .describe('What it is for, who is meant to use it, and what it is not for.'),
  factors: paragraphs.describe('Groups and circumstances for which it may behave differently.'),
  metrics: paragraphs.describe('Why its worth is measured as it is.'),
  evaluationData: paragraphs.describe('Why it is judged on these rows.'),
  trainingData: paragraphs.describe('Where the training rows come from.'),
  ethicalConsiderations: paragraphs.describe('Whom it could harm, and how.'),
  caveats: paragraphs.describe('What is not known, and what to look at before relying on it.'),
  datasets: z.array(text).default([]).describe('Identifiers of data sets, for Hugging Face.'),
  tags: z.array(text).default([]).describe('Words to find it by, for Hugging Face.'),
})

export type ModelCardParams = z.output<typeof modelCardParams>
