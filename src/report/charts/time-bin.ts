export type TimeStep = 'day' | 'week' | 'month' | 'year'

/** The calendar bin in UTC that holds a moment; weeks begin on Monday. */
export function timeBin(date: string, step: TimeStep): { readonly from: string; readonly to: string } {
  const moment = new Date(Date.parse(date))
  const year = moment.getUTCFullYear()
  const month = moment.getUTCMonth()
  const dayOfMonth = moment.getUTCDate()
  switch (step) {
    case 'day':
      return range([year, month, dayOfMonth], [year, month, dayOfMonth + 1])
    case 'week': {
      const monday = dayOfMonth - ((moment.getUTCDay() + 6) % 7)
      return range([year, month, monday], [year, month, monday + 7])
    }
    case 'month':
      return range([year, month, 1], [year, month + 1, 1])
    case 'year':
      return range([year, 0, 1], [year + 1, 0, 1])
  }
}

type Day = readonly [year: number, month: number, day: number]

function range(from: Day, to: Day) {
  return { from: new Date(Date.UTC(...from)).toISOString(), to: new Date(Date.UTC(...to)).toISOString() }
}
