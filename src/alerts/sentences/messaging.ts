import { lets } from '../policy/in-words.ts';
import { type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { deed, type Rows } from './row.ts';

/** Queues, topics and mail. */
export const messaging: Rows = {
  sqs: {
    SetQueueAttributes: (call) => [
      deed(
        'put',
        words`a policy on queue ${queueIn(call)} that ${lets(call.values('attributes.Policy')[0], call.account)}`,
      ),
      deed('change', words`queue ${queueIn(call)}`),
      'change a queue',
    ],
    DeleteQueue: (call) => [deed('delete', words`queue ${queueIn(call)}`), 'delete a queue'],
    PurgeQueue: (call) => [
      deed('delete', words`all messages of queue ${queueIn(call)}`),
      'delete all messages of a queue',
    ],
  },
  sns: {
    SetTopicAttributes: (call) => [
      call.has('attributeName', 'Policy')
        ? deed(
            'put',
            words`a policy on topic ${call.names('topicArn')} that ${lets(call.values('attributeValue')[0], call.account)}`,
          )
        : undefined,
      'change attribute {attributeName} of topic {topicArn}',
      'change topic {topicArn}',
      'change a topic',
    ],
    Subscribe: [
      'add a subscription ({protocol}) of {endpoint} to topic {topicArn}',
      'add a subscription ({protocol}) to topic {topicArn}',
      'add a subscription to a topic',
    ],
    DeleteTopic: ['delete topic {topicArn}', 'delete a topic'],
  },
  ses: {
    VerifyEmailIdentity: ['add identity {emailAddress} to SES', 'add an identity to SES'],
    VerifyDomainIdentity: ['add identity {domain} to SES', 'add an identity to SES'],
    CreateEmailIdentity: ['add identity {emailIdentity} to SES', 'add an identity to SES'],
    DeleteIdentity: ['delete identity {identity} of SES', 'delete an identity of SES'],
    UpdateAccountSendingEnabled: ({ has }) =>
      has('enabled', true)
        ? 'enable the sending of e-mail for the account'
        : has('enabled', false)
          ? 'disable the sending of e-mail for the account'
          : 'change the sending of e-mail for the account',
    PutAccountSendingAttributes: ({ has }) =>
      has('sendingEnabled', true)
        ? 'enable the sending of e-mail for the account'
        : has('sendingEnabled', false)
          ? 'disable the sending of e-mail for the account'
          : 'change the sending of e-mail for the account',
    PutAccountDetails: ({ has }) =>
      has('productionAccessEnabled', true)
        ? 'ask for production access to SES'
        : 'change the account details of SES',
  },
};

/** The last part of a queue's URL is its name. */
const queueIn = (call: Call): Words | undefined =>
  words`${call.text('queueUrl')?.split('/').pop() || undefined}`;
