// Every server that this process opens listens on loopback only.
const net = require('net')
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  const done = args.find(arg => typeof arg === 'function')
  if (args[0] !== null && typeof args[0] === 'object' && 'port' in args[0]) {
    args[0] = { ...args[0], host: '127.0.0.1' }
  } else if (typeof args[0] === 'number' || /^\d+$/.test(args[0])) {
    args = [Number(args[0]), '127.0.0.1', ...(done ? [done] : [])]
  }
  this.once('listening', () => console.log(`interop: listening on ${this.address().port}`))
  return listen.apply(this, args)
}
// It ends with the tests that started it, whatever ends them.
process.stdin.resume()
process.stdin.on('end', () => process.exit())
process.stdin.on('error', () => process.exit())
