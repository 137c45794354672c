import { plainWords, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Rows } from './row.ts';

/** Functions. */
export const functions: Rows = {
  lambda: {
    CreateFunction: [
      'create function {functionName} with role {role}',
      'create function {functionName}',
      'create a function',
    ],
    UpdateFunctionCode: ['replace the code of function {functionName}', 'replace the code of a function'],
    UpdateFunctionConfiguration: (call) => [
      deed('give', words`function ${call.names('functionName')} role ${call.names('role')}`),
      deed('give', words`function ${call.names('functionName')} layer ${call.names('layers')}`),
      'change the configuration of function {functionName}',
      'change the configuration of a function',
    ],
    AddPermission: (call) => [
      deed('let', words`${invoker(call)} ${invocation(call)} function ${call.names('functionName')}`),
      'let others use function {functionName}',
      'let others use a function',
    ],
    CreateFunctionUrlConfig: urlConfig('create'),
    UpdateFunctionUrlConfig: urlConfig('change'),
    DeleteFunction: ['delete function {functionName}', 'delete a function'],
    CreateEventSourceMapping: [
      'make events of {eventSourceArn} invoke function {functionName}',
      'make events invoke function {functionName}',
      'make events invoke a function',
    ],
    Invoke: ['invoke function {functionName}', 'invoke a function'],
  },
};

/** Who may invoke a function by its permission: anyone, an account, or a service, that for one account or resource. */
const invoker = (call: Call): Words | undefined => {
  const principal = call.text('principal');
  const source = call.names('sourceArn');
  if (principal === '*') {
    const organization = call.names('principalOrgID');
    if (organization !== undefined) return words`everyone of organization ${organization}`;
    return source === undefined && call.text('sourceAccount') === undefined
      ? plainWords('anyone')
      : undefined;
  }
  if (principal === undefined) return undefined;
  if (/\.amazonaws\.com(?:\.cn)?$/.test(principal))
    return source === undefined ? words`service ${principal}` : words`${source} (service ${principal})`;
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1];
  return account === undefined ? call.names('principal') : words`account ${account}`;
};

const invocation = (call: Call): Words | undefined => {
  if (call.has('action', 'lambda:InvokeFunction')) return plainWords('invoke');
  if (!call.has('action', 'lambda:InvokeFunctionUrl')) return undefined;
  return plainWords(
    call.has('functionUrlAuthType', 'NONE') ? 'call the URL, without authentication, of' : 'call the URL of',
  );
};

function urlConfig(verb: 'create' | 'change') {
  return (call: Call) => [
    call.has('authType', 'NONE')
      ? deed(verb, words`the URL of function ${call.names('functionName')}, which needs no authentication`)
      : undefined,
    deed(verb, words`the URL of function ${call.names('functionName')}`),
    deed(verb, plainWords('the URL of a function')),
  ];
}
