// Preloaded before aws-lambda-ric: stands in for its native HTTP client, which would have to be compiled at install.
// Everything else is the real runtime client: it loads the handler, calls it, and reports what it gives or throws.
import http from 'node:http';
import Module from 'node:module';

const [hostname, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');

const call = (method, path, body, headers = {}) =>
  new Promise((resolve, reject) => {
    const url = { hostname, port, method, path: `/2018-06-01/runtime/invocation/${path}`, headers };
    const request = http.request(url, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ bodyJson: text, headers: response.headers }));
    });
    request.on('error', reject).end(body);
  });

let posted = Promise.resolve();
const client = {
  initializeClient() {},
  // The answer is on its way before the next event is asked for.
  next: () => posted.then(() => call('GET', 'next')),
  done: (id, body) => {
    posted = call('POST', `${id}/response`, body);
  },
  error: (id, body) => {
    posted = call('POST', `${id}/error`, body, { 'content-type': 'application/json' });
  },
};

const load = Module._load;
Module._load = (request, ...rest) => (request === './rapid-client.node' ? client : load(request, ...rest));
