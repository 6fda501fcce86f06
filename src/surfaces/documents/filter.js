// Narrows the reference to the operations whose text holds every word.
const field = document.querySelector('#filter')
const operations = [...document.querySelectorAll('.operation')]
const count = document.querySelector('#count')
field.hidden = false
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean)
  let shown = 0
  for (const one of operations) {
    one.hidden = !words.every((word) => one.dataset.text.includes(word))
    if (!one.hidden) shown += 1
  }
  count.textContent = `${shown} of ${operations.length} operations`
})
