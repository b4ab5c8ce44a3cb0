/** Marks tables, whichever copy of the class made them. */
export const tableBrand: unique symbol = Symbol.for('millrace.table') as never
