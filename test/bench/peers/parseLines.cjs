// The least that reading a catalog can cost: unzip, cut into lines, parse each. Says how many there were.
const { readFileSync } = require('node:fs');
const { gunzipSync } = require('node:zlib');

const entities = gunzipSync(readFileSync(process.argv[2]))
  .toString('utf8')
  .split('\n')
  .filter(line => line !== '')
  .map(line => JSON.parse(line));
process.stdout.write(String(entities.length));
