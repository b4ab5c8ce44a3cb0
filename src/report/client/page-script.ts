/** The switch of themes, the contents on narrow windows, the mark of the section in view, and tables that go on at the right. */
export const pageScript = `
const root = document.documentElement
const wantsDark = matchMedia('(prefers-color-scheme: dark)')

function currentTheme() {
  return root.dataset.theme ?? (wantsDark.matches ? 'dark' : 'light')
}

const themeButton = document.querySelector('[data-switch-theme]')
function nameThemeButton() {
  themeButton.textContent = currentTheme() === 'dark' ? 'Light' : 'Dark'
  themeButton.setAttribute('aria-label', 'Switch to ' + (currentTheme() === 'dark' ? 'light' : 'dark') + ' colours')
}
themeButton.addEventListener('click', () => {
  root.dataset.theme = currentTheme() === 'dark' ? 'light' : 'dark'
  try {
    localStorage.setItem('millrace-theme', root.dataset.theme)
  } catch {}
  nameThemeButton()
  document.dispatchEvent(new Event('themechange'))
})
wantsDark.addEventListener('change', () => {
  nameThemeButton()
  document.dispatchEvent(new Event('themechange'))
})
nameThemeButton()

const menuButton = document.querySelector('[data-open-contents]')
const contents = document.getElementById('contents')
function openContents(open) {
  contents.classList.toggle('open', open)
  menuButton.setAttribute('aria-expanded', String(open))
}
menuButton.addEventListener('click', () => openContents(!contents.classList.contains('open')))
contents.addEventListener('click', (event) => event.target.closest('a') && openContents(false))
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !contents.classList.contains('open')) return
  openContents(false)
  menuButton.focus()
})

const links = new Map([...contents.querySelectorAll('a.go')].map((link) => [link.getAttribute('href').slice(1), link]))
const places = [...links.keys()].map((id) => document.getElementById(id)).filter((place) => place !== null)
let marked
function markPlace() {
  const line = innerHeight * 0.25
  let here = places[0]
  for (const place of places) if (place.getBoundingClientRect().top <= line) here = place
  const link = here && links.get(here.id)
  if (link === marked) return
  marked?.removeAttribute('aria-current')
  link?.setAttribute('aria-current', 'true')
  marked = link
}
addEventListener('scroll', () => requestAnimationFrame(markPlace), { passive: true })
markPlace()

// A table with columns out of sight fades at its right edge.
function markMore(box) {
  box.toggleAttribute('data-more', box.scrollWidth - box.clientWidth - box.scrollLeft > 4)
}
function markAllMore() {
  document.querySelectorAll('.table-box').forEach(markMore)
}
document.addEventListener('scroll', (event) => event.target.classList?.contains('table-box') && markMore(event.target), { capture: true, passive: true })
addEventListener('resize', markAllMore)
markAllMore()
`
