// keep_alive_client.js URL CERTIFICATE USERS MIN_S MAX_S SECONDS
//
// Users with Node's own client, each on a connection of its own, wait between MIN_S and MAX_S and
// ask again. Prints how many requests there were and how each failure was called, as JSON.

const fs = require('fs');
const https = require('https');

const [url, certificate, users, shortest, longest, seconds] = process.argv.slice(2);
const ca = fs.readFileSync(certificate);
const until = performance.now() + 1000 * Number(seconds);
const failures = {};
let requests = 0;

function ask(agent) {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { agent, method: 'POST', timeout: 60000 }, (response) => {
      response.on('end', () =>
        response.statusCode === 200 ? resolve() : reject({ code: response.statusCode }));
      response.on('error', reject);
      response.resume();
    });
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', reject);
    request.end('{}');
  });
}

async function user() {
  const agent = new https.Agent({ ca, keepAlive: true, maxSockets: 1, minVersion: 'TLSv1.3' });
  while (performance.now() < until) {
    requests++;
    try {
      await ask(agent);
    } catch (failed) {
      const name = failed.code || failed.message;
      failures[name] = (failures[name] || 0) + 1;
    }
    const wait = Number(shortest) + Math.random() * (longest - shortest);
    await new Promise((over) => setTimeout(over, 1000 * wait));
  }
  agent.destroy();
}

Promise.all(Array.from({ length: Number(users) }, user)).then(() =>
  console.log(JSON.stringify({ requests, failures })));
