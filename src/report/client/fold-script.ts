/** Fills a fold whose content is packed when it is opened, or at once where it stands open. */
export const foldScript = `
let packedFolds
async function fillFold(place) {
  place.dataset.filling = ''
  packedFolds ??= unpack('packed-folds', [])
  const markup = (await packedFolds)[Number(place.dataset.fold)]
  if (place.isConnected) place.outerHTML = markup
}
function fillFolds(fold) {
  for (const place of fold.querySelectorAll('[data-fold]:not([data-filling])')) if (place.closest('details') === fold) fillFold(place)
}
document.addEventListener('toggle', (event) => event.target.open && fillFolds(event.target), true)
document.querySelectorAll('details[open]').forEach(fillFolds)
`
