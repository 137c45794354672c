// Preloaded into a process that has a name: puts it into its requests to webhooks, as the SDK does in those to AWS.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const name = process.env.AWS_SDK_UA_APP_ID;
const { request } = http;

http.request = (url, options, ...rest) => {
  const agent = options?.headers?.['user-agent'];
  return agent === 'cloudtrail-tattletail'
    ? request(
        url,
        { ...options, headers: { ...options.headers, 'user-agent': `${agent} app/${name}` } },
        ...rest,
      )
    : request(url, options, ...rest);
};

syncBuiltinESMExports();
