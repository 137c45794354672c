import { type Fault, fault, type RequestHead } from '../support/faults.ts';
import { s3Error } from '../support/s3/errors.ts';
import { sesError } from '../support/ses/errors.ts';
import { slackError, textAnswer } from '../support/slack/errors.ts';
import { snsError } from '../support/sns/errors.ts';
import type { FastClock } from './clock.ts';

/** The faults of a request, by name. All are equally likely. */
export type Menu = Readonly<Record<string, Fault>>;

/** Faults of every connection. `applied`: the service did what was asked, and only its answer is missing. */
const onTheWire = ({ wallMs }: FastClock): Menu => ({
  'reset before reading': fault.resetBeforeReading(),
  'reset before answering': fault.resetBeforeAnswering(),
  'reset before answering, applied': fault.resetBeforeAnswering({ applied: true }),
  'lost response': fault.lostResponse(),
  hang: fault.hang(),
  'hang, applied': fault.hang({ applied: true }),
  slow: fault.slow(wallMs(2_000)),
  drip: fault.drip(wallMs(3_000)),
  'stalled body': fault.stallBody(),
  'cut body': fault.cutBody(),
  'HTML 200': fault.html(),
});

const s3 = (clock: FastClock): Menu => ({
  ...onTheWire(clock),
  '503 SlowDown': fault.answer(s3Error('SlowDown')),
  '500 InternalError': fault.answer(s3Error('InternalError')),
});

export const s3Menus = (clock: FastClock): ((request: RequestHead) => readonly [string, Menu]) => {
  const reading = s3(clock);
  const writing: Menu = {
    ...reading,
    '500 InternalError, applied': fault.answer(s3Error('InternalError'), { applied: true }),
    '503 SlowDown, applied': fault.answer(s3Error('SlowDown'), { applied: true }),
    '409 conflict': fault.answer(s3Error('ConditionalRequestConflict')),
  };
  return ({ method, target }) => {
    if (method === 'PUT') return ['claim PUT', writing];
    return [target.startsWith('/state/') ? 'claim GET' : 'log file GET', reading];
  };
};

export const slackMenu = (clock: FastClock): Menu => ({
  ...onTheWire(clock),
  '429, Retry-After 1': fault.answer(textAnswer(429, 'rate_limited', { 'retry-after': '1' })),
  '429, Retry-After 3600': fault.answer(textAnswer(429, 'rate_limited', { 'retry-after': '3600' })),
  '500 before posting': fault.answer(slackError('rollup_error')),
  '500 after posting': fault.answer(slackError('rollup_error'), { applied: true }),
  '400 invalid_blocks': fault.answer(slackError('invalid_blocks')),
  '404 no_service': fault.answer(slackError('no_service')),
  '302 elsewhere': fault.redirect('http://169.254.169.254/'),
});

export const sesMenu = (clock: FastClock): Menu => ({
  ...onTheWire(clock),
  '429 TooManyRequests': fault.answer(sesError('TooManyRequestsException')),
  '400 Throttling': fault.answer(sesError('ThrottlingException')),
  '400 MessageRejected': fault.answer(sesError('MessageRejected')),
  '500 before sending': fault.answer(sesError('InternalFailure')),
  '500 after sending': fault.answer(sesError('InternalFailure'), { applied: true }),
  '503': fault.answer(sesError('ServiceUnavailable')),
});

export const snsMenu = (clock: FastClock): Menu => ({
  ...onTheWire(clock),
  '429 Throttled': fault.answer(snsError('Throttled')),
  '400 KMSThrottling': fault.answer(snsError('KMSThrottling')),
  '403 AuthorizationError': fault.answer(snsError('AuthorizationError')),
  '500 before publishing': fault.answer(snsError('InternalError')),
  '500 after publishing': fault.answer(snsError('InternalError'), { applied: true }),
});
