// A web client that does not look at the hash of an open page; it goes on with its own work, which is no sign.
setInterval(() => {
  document.getElementById('rightPanel').textContent = `Обсуждения ${Date.now()}`
}, 100)
