/** Runs before the page is painted, so that a remembered theme does not flash. Storage may be closed to files. */
export const themeScript = `document.documentElement.classList.add('js')
try {
  const theme = localStorage.getItem('millrace-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {}
`
