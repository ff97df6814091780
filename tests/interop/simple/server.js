// A service of two entity types, in memory.
const http = require('http')
const Database = require('nedb')
const ODataServer = require('simple-odata-server')
const adapter = require('simple-odata-server-nedb')

const model = {
  namespace: 'simple',
  entityTypes: {
    item: {
      _id: { type: 'Edm.String', key: true },
      name: { type: 'Edm.String' },
      size: { type: 'Edm.Int32' },
      price: { type: 'Edm.Double' },
      active: { type: 'Edm.Boolean' },
      made: { type: 'Edm.DateTimeOffset' }
    }
  },
  entitySets: { items: { entityType: 'simple.item' } }
}
const database = new Database()
let service
const server = http.createServer((request, response) => {
  service ??= ODataServer(`http://127.0.0.1:${server.address().port}`)
    .model(model)
    .adapter(adapter((name, done) => done(null, database)))
  service.handle(request, response)
})
server.listen(Number(process.env.PORT))
