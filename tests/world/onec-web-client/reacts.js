// A web client that opens what stands behind the hash, as 1C's documentation of links promises for a new tab.
let opened = 0
addEventListener('hashchange', () => {
  const link = decodeURIComponent(location.hash.slice(1))
  if (!link.startsWith('e1cib/')) return
  setTimeout(() => {
    opened += 1
    for (const cell of document.querySelectorAll('#openedCell div')) cell.classList.remove('select')
    const cell = document.createElement('div')
    cell.id = `openedCell_cmd_${opened}`
    cell.className = 'select'
    cell.textContent = 'Ромашка (Контрагент)'
    document.getElementById('openedCell').append(cell)
    document.getElementById('pages').innerHTML = `<div id="form${opened}_Наименование">${link}</div>`
  }, 200)
})
