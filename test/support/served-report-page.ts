import { once } from 'node:events';
import { createServer } from 'node:http';

export interface ServedPage extends AsyncDisposable {
  readonly url: string;
  /** Sends the details, too. */
  finish(): void;
  /** Ends the page where it is, in the middle of the first block of details. */
  cut(): void;
}

/** Sends a page up to the middle of its first details, as a browser has it that has not parsed all of a large one. */
export const servePage = async (html: string): Promise<ServedPage> => {
  const middle = html.indexOf('class="details">') + 'class="details">'.length + 50;
  const { promise: rest, resolve: go } = Promise.withResolvers<string>();
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write(html.slice(0, middle));
    void rest.then((text) => response.end(text));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/alerts.html`,
    finish: () => go(html.slice(middle)),
    cut: () => go(''),
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
