export interface Sight {
  readonly kind: 'undrawn' | 'clipped' | 'sideways' | 'contrast'
  readonly text: string
}

/**
 * The script that looks at a page from inside: as text, since it runs in the browser and not here. Contrast is WCAG's,
 * of computed colours over the nearest ground that is painted; behind text in a chart that is the topmost filled mark
 * under its middle.
 */
export const lookAtPage = `(() => {
const sights = []
const add = (kind, text) => sights.push({ kind, text })

const parse = (color) => {
  const parts = color.match(/[\\d.]+/g)
  if (!parts || !color.startsWith('rgb')) return null
  return { rgb: parts.slice(0, 3).map(Number), alpha: parts[3] === undefined ? 1 : Number(parts[3]) }
}
const over = (top, ground) => top.rgb.map((value, i) => value * top.alpha + ground[i] * (1 - top.alpha))
const luminance = (rgb) => {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a, b) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const htmlGround = (element) => {
  const layers = []
  for (let node = element; node; node = node.parentElement) {
    const color = parse(getComputedStyle(node).backgroundColor)
    if (color && color.alpha > 0) {
      layers.unshift(color)
      if (color.alpha === 1) break
    }
  }
  return layers.reduce((ground, layer) => over(layer, ground), [255, 255, 255])
}

const marksOf = new Map()
// Each mark is looked at once and not once a text: a chart can have thousands.
const paintedMarks = (svg) => [...svg.querySelectorAll('path,rect,circle')].flatMap((mark) => {
  const style = getComputedStyle(mark)
  const color = parse(style.fill)
  if (!color) return []
  const alpha = color.alpha * Number(style.fillOpacity) * Number(style.opacity)
  return alpha === 0 ? [] : [{ mark, rgb: color.rgb, alpha, area: mark.getBoundingClientRect() }]
})
const svgGround = (text, svg) => {
  const box = text.getBoundingClientRect()
  const x = box.left + box.width / 2
  const y = box.top + box.height / 2
  if (!marksOf.has(svg)) marksOf.set(svg, paintedMarks(svg))
  let ground = htmlGround(svg.parentElement)
  for (const { mark, rgb, alpha, area } of marksOf.get(svg)) {
    if (area.left > x || area.right < x || area.top > y || area.bottom < y) continue
    if (text.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) break
    const point = new DOMPoint(x, y).matrixTransform(mark.getScreenCTM().inverse())
    if (mark.isPointInFill(point)) ground = over({ rgb, alpha }, ground)
  }
  return ground
}

const quote = (text) => '"' + text.trim().replace(/\\s+/g, ' ').slice(0, 60) + '"'
const seen = new Set()
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
while (walker.nextNode()) {
  const node = walker.currentNode
  const element = node.parentElement
  if (node.data.trim() === '' || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'TITLE', 'title'].includes(element.tagName)) continue
  if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) continue
  const range = document.createRange()
  range.selectNodeContents(node)
  const box = range.getBoundingClientRect()
  if (box.width === 0 || box.height === 0) continue
  const style = getComputedStyle(element)
  const svg = element.closest('svg')
  const color = parse(svg ? style.fill : style.color)
  if (!color) continue
  let alpha = color.alpha * (svg ? Number(style.fillOpacity) : 1)
  for (let up = element; up; up = up.parentElement) alpha *= Number(getComputedStyle(up).opacity)
  const ground = svg ? svgGround(element, svg) : htmlGround(element)
  const ratio = contrast(over({ rgb: color.rgb, alpha }, ground), ground)
  const size = parseFloat(style.fontSize)
  const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700)
  if (ratio < (large ? 3 : 4.5)) {
    const line = ratio.toFixed(2) + ' for ' + quote(node.data) + ' ' + (svg ? style.fill : style.color) + ' on rgb(' + ground.map(Math.round).join(', ') + ')'
    if (!seen.has(line)) add('contrast', line)
    seen.add(line)
  }
  if (svg && element.tagName === 'text') {
    const edge = svg.getBoundingClientRect()
    const room = svg.parentElement.getBoundingClientRect()
    const out = Math.max(edge.left - box.left, box.right - edge.right, edge.top - box.top, box.bottom - edge.bottom)
    const where = svg.closest('figure')?.querySelector('figcaption')?.textContent ?? 'a drawing'
    if (out > 1) add('clipped', quote(node.data) + ' reaches ' + out.toFixed(1) + ' px over the edge of ' + quote(where))
    if (svg.closest('[data-chart]') && box.right > room.right + 1) add('clipped', quote(node.data) + ' lies outside the frame of ' + quote(where))
  }
}

// Labels in one chart that lie on one another.
for (const svg of document.querySelectorAll('[data-chart] svg')) {
  const labels = [...svg.querySelectorAll('text')]
    .filter((text) => text.textContent.trim() !== '' && text.checkVisibility({ checkOpacity: true }) && getComputedStyle(text).opacity !== '0')
    .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }))
    .filter(({ box }) => box.width > 0)
  labels.forEach((a, i) => {
    for (const b of labels.slice(i + 1)) {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left)
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
      if (across > 2 && down > Math.min(a.box.height, b.box.height) * 0.4) add('clipped', quote(a.text) + ' and ' + quote(b.text) + ' overlap')
    }
  })
}

for (const box of document.querySelectorAll('[data-chart]')) {
  const where = quote(box.closest('figure')?.querySelector('figcaption')?.textContent ?? box.dataset.chart)
  const svg = box.querySelector('svg')
  const canvas = box.querySelector('canvas')
  if (!svg && !canvas) add('undrawn', where + ': ' + quote(box.textContent || 'blank'))
  else if (svg && svg.querySelectorAll('path,rect,text,line').length < 3) add('undrawn', where + ': an empty drawing')
}

const root = document.documentElement
if (root.scrollWidth > root.clientWidth) {
  const wide = [...document.querySelectorAll('main *')].find((element) => {
    const style = getComputedStyle(element)
    return element.getBoundingClientRect().right > root.clientWidth + 1 && style.position !== 'absolute'
  })
  add('sideways', 'the page is ' + root.scrollWidth + ' px wide in ' + root.clientWidth + (wide ? ', because of ' + wide.tagName.toLowerCase() + '.' + (wide.getAttribute('class') ?? '') : ''))
}
return sights
})()`
